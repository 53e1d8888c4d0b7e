/**
 * What a shopper may ask of us, the same through the storefront's proxy and the checkout: reserve, look, release. Who they are was proved by the door's
 * own signature and never stands in a body; whose a redemption is, is asked every time.
 */
import { redemptionRequest } from "../../contract/redemption-api";
import { membersOfCustomers } from "../../db/members";
import { type RedemptionRow, readRedemption } from "../../db/redemptions";
import { survivorOf } from "../../db/referral-codes";
import { sqlOf } from "../../db/transaction";
import { type CustomerId, type MemberId, redemptionId } from "../../loyalty/brand";
import { declined } from "../../loyalty/outcome";
import { awaitIssued, awaitReleased } from "../../services/await-redemption";
import type { ServiceContext } from "../../services/context";
import { releaseRedemption } from "../../services/release-redemption";
import { reserveRedemption } from "../../services/reserve-redemption";
import { services } from "../../services/running.server";
import { type Answer, answerFor, type Listener, refusal } from "./redemption-answers.server";
import { createTokenBucket } from "./token-bucket";

export interface Shopper extends Listener {
  /** null for a guest. */
  readonly customerId: CustomerId | null;
  readonly channel: "proxy" | "checkout" | "account";
  /** How long this door may keep a shopper waiting for the store. */
  readonly withinMs: number;
  /** The store's own server asks: where the request comes from says nothing of the shopper. */
  readonly behindStore?: true;
}

/** A person redeems now and then; who knocks more often is a script, and each knock costs a question to the store. */
const knocks = createTokenBucket({ atOnce: 10, everyMs: 3_000, now: Date.now });

export type DoorAnswer = Answer & { readonly retryAfterMs?: number };

function tooOften(shopper: Shopper): DoorAnswer | null {
  const retryAfterMs = knocks.take(`${shopper.shop.shopId}:${shopper.customerId}`);
  return retryAfterMs > 0
    ? { ...refusal(shopper, declined("too-many-requests")), status: 429, retryAfterMs }
    : null;
}

export async function reserve(shopper: Shopper, wish: unknown): Promise<DoorAnswer> {
  const { shop, customerId, channel, withinMs } = shopper;
  if (customerId === null) return refusal(shopper, declined("not-a-member"));
  const asked = redemptionRequest.safeParse(wish);
  if (!asked.success) return refusal(shopper, declined("bad-request"));
  const slowDown = tooOften(shopper);
  if (slowDown) return slowDown;
  const ctx = services();
  const reserved = await reserveRedemption(ctx, { shopId: shop.shopId, customerId, channel, ...asked.data });
  if (!reserved.done) return refusal(shopper, reserved);
  const { redemptionId: id } = reserved.value;
  return answerFor(ctx, shopper, await awaitIssued(ctx, { shopId: shop.shopId, redemptionId: id, withinMs }));
}

export async function look(shopper: Shopper, id: string | undefined): Promise<DoorAnswer> {
  const ctx = services();
  const own = await ownRedemption(ctx, shopper, id);
  if (!own) return unknown(shopper);
  const wait = { shopId: shopper.shop.shopId, redemptionId: own.redemptionId, withinMs: shopper.withinMs };
  const waiting = own.state === "reserved" && own.releasing === null;
  const answer = await answerFor(ctx, shopper, waiting ? await awaitIssued(ctx, wait) : own);
  return { ...answer, status: answer.status < 300 ? 200 : answer.status };
}

export async function release(shopper: Shopper, id: string | undefined): Promise<DoorAnswer> {
  const ctx = services();
  const own = await ownRedemption(ctx, shopper, id);
  if (!own) return unknown(shopper);
  const slowDown = tooOften(shopper);
  if (slowDown) return slowDown;
  const { shopId } = shopper.shop;
  const asked = { shopId, redemptionId: own.redemptionId, memberId: own.memberId };
  const released = await releaseRedemption(ctx, { ...asked, reason: "cancelled-by-member" });
  // An order may have used it in between: that is an answer too.
  if (!released.done && released.reason !== "redemption-used") return refusal(shopper, released);
  return answerFor(ctx, shopper, await awaitReleased(ctx, { ...asked, withinMs: shopper.withinMs }));
}

/** Somebody else's redemption is answered like one that is not there. */
const unknown = (shopper: Shopper): DoorAnswer => ({
  ...refusal(shopper, declined("no-such-redemption")),
  status: 404,
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function ownRedemption(
  ctx: ServiceContext,
  { shop, customerId }: Shopper,
  id: string | undefined,
): Promise<RedemptionRow | null> {
  if (customerId === null || id === undefined || !UUID.test(id)) return null;
  const member = await memberOf(ctx, shop.shopId, customerId);
  const found = await readRedemption(sqlOf(ctx.db), shop.shopId, redemptionId(id.toLowerCase()));
  if (!found || member === undefined) return null;
  // A claim stays with the member who made it, also when they were merged into another: whoever is left has it.
  return (await survivorOf(sqlOf(ctx.db), shop.shopId, found.memberId)) === member ? found : null;
}

async function memberOf(
  ctx: ServiceContext,
  shopId: Shopper["shop"]["shopId"],
  customer: CustomerId,
): Promise<MemberId | undefined> {
  return (await membersOfCustomers(sqlOf(ctx.db), shopId, [customer])).get(customer);
}
