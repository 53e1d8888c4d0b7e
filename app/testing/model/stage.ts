/** Where a program's acts really happen: the product's own services on a real database. Whoever is cut off asks again, as a store, a shopper and staff do. */
import { randomUUID } from "node:crypto";
import type { EffectKind } from "../../db/outbox";
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
import type { TestContext } from "../service-context";
import type { Deed } from "./director";
import type { Act } from "./family";
import { insist } from "./insist";
import { mergeMessage, orderMessage } from "./messages";
import type { Job } from "./program";

const told = <Value>(outcome: Outcome<Value>) => (outcome.done ? "done" : outcome.reason);

export class Stage {
  private readonly claims = new Map<string, { readonly id: RedemptionId; readonly code: string }>();
  private readonly adjustments = new Map<string, { readonly member: number; readonly seq: number }>();

  constructor(
    readonly ctx: TestContext,
    readonly shop: ShopRow,
    private readonly memberOf: ReadonlyMap<number, number>,
  ) {}

  get sql() {
    return sqlOf(this.ctx.db);
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
        return this.deliver("orders/updated", orderMessage(act, this.codeOf(act.state.claim)), act);
      case "merge":
        return this.deliver("customers/merge", mergeMessage(act));
      case "reserve":
        return this.reserve(act);
      case "adjust":
        return this.adjust(act);
      case "release": {
        const claim = this.claims.get(act.claim);
        if (!claim) throw new Error(`${act.claim} was never made`);
        await insist(() =>
          releaseRedemption(this.ctx, {
            shopId,
            redemptionId: claim.id,
            memberId: null,
            reason: "cancelled-by-staff",
          }),
        );
        await insist(() => sendNow(this.ctx, shopId, { kind: "kill-code", subject: claim.id }));
        return null;
      }
      case "undo":
        return this.undo(act.key);
    }
  }

  private async deliver(topic: string, payload: string, hear?: Extract<Act, { act: "hear" }>): Promise<null> {
    const deliveryId = randomUUID();
    const triggeredAt = new Date(hear?.sentAt ?? this.ctx.now());
    const event = { shopId: this.shop.shopId, topic, deliveryId, payload, triggeredAt };
    await insist(() => receiveEvent(this.ctx, event));
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
    const outcome = await insist(() => reserveRedemption(this.ctx, request));
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
    const outcome = await insist(() => adjustPoints(this.ctx, request));
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
    const outcome = await insist((attempt) => {
      attempts = attempt;
      return undoEntry(this.ctx, request);
    });
    // Whoever was cut off may hear of their own deed.
    return attempts > 1 ? null : told(outcome);
  }

  /** One worker, until there is nothing more to take. */
  async work(limit: number): Promise<void> {
    while ((await insist(() => workInbox(this.ctx, this.shop.shopId, limit))) > 0);
  }

  async job(job: Job): Promise<void> {
    const { ctx, shop } = this;
    if (job === "expire") await insist(() => expirePoints(ctx, shop.shopId));
    if (job === "mature") await insist(() => maturePoints(ctx, shop.shopId));
    if (job === "overdue") await insist(() => releaseOverdue(ctx, shop.shopId));
    if (job !== "tiers") return;
    await insist(() => evaluateDueTiers(ctx, shop.shopId));
    await insist(() => evaluateFading(ctx, shop.shopId, 0));
  }

  /** Somebody pulls the plug of whoever is talking to the database. */
  async crash(): Promise<void> {
    await insist(() =>
      this.sql.query(
        `SELECT pg_terminate_backend("pid") FROM pg_stat_activity WHERE "datname" = current_database() AND "pid" <> pg_backend_pid()
           AND "state" <> 'idle' LIMIT 2`,
      ),
    );
  }

  /** Carries out what moves points, in the order the model knows, and forgets what only tells of them. */
  async comeToRest(): Promise<void> {
    const names = new Map([...this.claims].map(([key, { id }]) => [id as string, key]));
    for (;;) {
      const waiting = await insist(() =>
        this.sql.query<{ kind: EffectKind; subject: string }>(
          `SELECT "kind", "subject" FROM "outbox" WHERE "shopId" = $1 AND "kind" = ANY($2::text[])`,
          [this.shop.shopId, moving],
        ),
      );
      const kind = moving.find((one) => waiting.some((effect) => effect.kind === one));
      if (kind === undefined) break;
      const order = (subject: string) => names.get(subject) ?? subject.padStart(20, "0");
      const due = waiting.filter((one) => one.kind === kind).map(({ subject }) => subject);
      for (const subject of due.sort((a, b) => (order(a) < order(b) ? -1 : 1)))
        await insist(() => sendNow(this.ctx, this.shop.shopId, { kind, subject }));
    }
    await insist(() => this.sql.query(`DELETE FROM "outbox" WHERE "shopId" = $1`, [this.shop.shopId]));
  }
}

/** First codes die, then orders are settled, then what came back goes on, then orders are claimed. */
const moving: readonly EffectKind[] = ["kill-code", "settle-order", "forward-merged", "claim-orders"];
