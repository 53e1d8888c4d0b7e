/** Where a program's acts really happen: the product's own services on a real database. Whoever is cut off asks again, as a store, a shopper and staff do. */
import { randomUUID } from "node:crypto";
import type { ShopRow } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { customerId, memberId, type RedemptionId } from "../../loyalty/brand";
import type { Outcome } from "../../loyalty/outcome";
import { adjustPoints } from "../../services/adjust-points";
import { evaluateDueTiers, evaluateFading } from "../../services/evaluate-tiers";
import { expirePoints } from "../../services/expire-points";
import { maturePoints } from "../../services/mature-points";
import { receiveEvent } from "../../services/receive-event";
import { releaseOverdue } from "../../services/release-overdue";
import { releaseRedemption } from "../../services/release-redemption";
import { reserveRedemption } from "../../services/reserve-redemption";
import { sendNow } from "../../services/send-effects";
import { undoEntry } from "../../services/undo-entry";
import { workInbox } from "../../services/work-inbox";
import type { Deed } from "./deeds";
import type { Act } from "./family";
import type { House } from "./house";
import { type Left, leftToDo } from "./left";
import { mergeMessage, orderMessage } from "./messages";
import type { Job } from "./program";
import { Rest } from "./rest";
import { type SeenShop, seenInDatabase } from "./seen";

const told = <Value>(outcome: Outcome<Value>) => (outcome.done ? "done" : outcome.reason);

export class Stage {
  private readonly claims = new Map<string, { readonly id: RedemptionId; readonly code: string }>();
  private readonly adjustments = new Map<string, { readonly member: number; readonly seq: number }>();

  readonly rest: Rest;

  constructor(
    private readonly house: House,
    readonly shop: ShopRow,
    private readonly memberOf: ReadonlyMap<number, number>,
  ) {
    this.rest = new Rest(house, shop.shopId);
  }

  /**
   * @returns what was told, null where it says nothing. Asked twice at once, the second may find what the first still missed: a refusal is not remembered, and what is done
   * is done once.
   */
  async perform({ act, twice }: Deed): Promise<string | null> {
    const answers = await Promise.all([this.once(act), ...(twice ? [this.once(act)] : [])]);
    return answers.find((answer) => answer === "done") ?? answers[0] ?? null;
  }

  private async once(act: Act): Promise<string | null> {
    const { shopId } = this.shop;
    switch (act.act) {
      case "hear":
        return this.deliver("orders/updated", orderMessage(act, this.codeOf(act.state.claim)), act.sentAt);
      case "merge":
        return this.deliver("customers/merge", mergeMessage(act), act.sentAt);
      case "reserve":
        return this.reserve(act);
      case "adjust":
        return this.adjust(act);
      case "release": {
        const claim = this.claims.get(act.claim);
        if (!claim) throw new Error(`${act.claim} was never made`);
        const request = {
          shopId,
          redemptionId: claim.id,
          memberId: null,
          reason: "cancelled-by-staff",
        } as const;
        await this.house.ask((ctx) => releaseRedemption(ctx, request));
        if (this.rest.isToStopAt("kill-code")) return null;
        await this.house.ask((ctx) => sendNow(ctx, shopId, { kind: "kill-code", subject: claim.id }));
        return null;
      }
      case "undo":
        return this.undo(act.key);
    }
  }

  private async deliver(topic: string, payload: string, sentAt: number): Promise<null> {
    const deliveryId = randomUUID();
    const triggeredAt = new Date(sentAt);
    const event = { shopId: this.shop.shopId, topic, deliveryId, payload, triggeredAt };
    await this.house.ask((ctx) => receiveEvent(ctx, event));
    return null;
  }

  private codeOf(claim: string | null): string | undefined {
    return claim === null ? undefined : this.claims.get(claim)?.code;
  }

  private async reserve({ customer, claim: key, points }: Extract<Act, { act: "reserve" }>): Promise<string> {
    const { shopId } = this.shop;
    const request = {
      shopId,
      customerId: customerId(String(customer)),
      rewardId: "slider",
      points,
      key,
      channel: "proxy",
    } as const;
    const outcome = await this.house.ask((ctx) => reserveRedemption(ctx, request));
    if (outcome.done) {
      const { redemptionId, code } = outcome.value;
      const known = this.claims.get(key);
      if (known && known.id !== redemptionId) throw new Error(`${key} was made twice`);
      this.claims.set(key, { id: redemptionId, code });
    }
    return told(outcome);
  }

  private async adjust({ wallet, key, points }: Extract<Act, { act: "adjust" }>): Promise<string> {
    const member = this.memberOf.get(wallet);
    if (member === undefined) throw new Error(`the wallet of customer ${wallet} is nobody's`);
    const words = { reason: "other", note: "", actor: "staff:1" } as const;
    const request = {
      shopId: this.shop.shopId,
      memberId: memberId(member),
      points,
      key: `${this.shop.shopId}:${key}`,
      ...words,
    };
    const outcome = await this.house.ask((ctx) => adjustPoints(ctx, request));
    if (outcome.done) this.adjustments.set(key, { member, seq: outcome.value.seq });
    return told(outcome);
  }

  private async undo(key: string): Promise<string | null> {
    const one = this.adjustments.get(key);
    if (!one) throw new Error(`${key} was never made`);
    let attempts = 0;
    const request = {
      shopId: this.shop.shopId,
      memberId: memberId(one.member),
      seq: one.seq,
      note: "",
      actor: "staff:1",
    };
    const outcome = await this.house.ask((ctx, attempt) => {
      attempts = attempt;
      return undoEntry(ctx, request);
    });
    // Whoever was cut off may hear of their own deed.
    return attempts > 1 ? null : told(outcome);
  }

  /** One worker: takes so many at a time for as long as there are so many. */
  async work(limit: number): Promise<void> {
    while ((await this.house.ask((ctx) => workInbox(ctx, this.shop.shopId, limit))) === limit);
  }

  async job(job: Job): Promise<void> {
    const { shopId } = this.shop;
    if (job === "expire") await this.house.ask((ctx) => expirePoints(ctx, shopId));
    if (job === "mature") await this.house.ask((ctx) => maturePoints(ctx, shopId));
    if (job === "overdue") await this.house.ask((ctx) => releaseOverdue(ctx, shopId));
    if (job !== "tiers") return;
    await this.house.ask((ctx) => evaluateDueTiers(ctx, shopId));
    await this.house.ask((ctx) => evaluateFading(ctx, shopId, 0));
  }

  /** Works off what has come. @returns what is left to do. */
  async workOff(): Promise<Left> {
    for (;;) {
      const left = await this.look();
      if (left.parked.length > 0)
        throw new Error(`events were not worked off: ${JSON.stringify(left.parked.slice(0, 3))}`);
      if (!left.unheard) return left;
      await this.work(1_000);
    }
  }

  private look(): Promise<Left> {
    return this.house.ask((ctx) => leftToDo(sqlOf(ctx.db), this.shop.shopId));
  }

  see(at: number): Promise<SeenShop> {
    return this.house.ask((ctx) => seenInDatabase(sqlOf(ctx.db), this.shop.shopId, at));
  }

  comeToRest(left: Left, passTime: () => void): Promise<void> {
    const names = new Map([...this.claims].map(([key, { id }]) => [id as string, key]));
    const orderOf = (subject: string) => names.get(subject) ?? subject.padStart(20, "0");
    return this.rest.come(left, { orderOf, passTime, look: () => this.look() });
  }
}
