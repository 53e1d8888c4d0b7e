/**
 * Reserves a redemption (law 5): holds the points and asks the store for a code, in one transaction. The same key again gives the same redemption, so a double click
 * or a retry spends once. No interleaving can spend a point twice: the member's row is locked (field lesson 7).
 */
import { createHash } from "node:crypto";
import { lockMembers, membersOfCustomers } from "../db/members";
import { addEffects } from "../db/outbox";
import { findByKey, type RedemptionRow } from "../db/redemptions";
import { insertRedemption } from "../db/save-redemptions";
import { findShop } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { type CustomerId, instant, type MemberId, redemptionId, type ShopId } from "../loyalty/brand";
import { activePoints } from "../loyalty/ledger/account";
import { type MemberState, postWish } from "../loyalty/member-state";
import { currency } from "../loyalty/money";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { negate, points } from "../loyalty/points";
import type { Terms } from "../loyalty/program";
import type { Redemption } from "../loyalty/redemptions";
import { type Quote, quote } from "../loyalty/rewards";
import { dateOf, type ServiceContext } from "./context";
import { loadStates, saveOpened } from "./open-members";

export interface ReserveRequest {
  readonly shopId: ShopId;
  readonly customerId: CustomerId;
  readonly rewardId: string;
  /** For a slider. */
  readonly points?: number | undefined;
  /** Chosen once by the client for one intention. */
  readonly key: string;
  readonly channel: "proxy" | "checkout" | "account" | "admin";
}

const minuteMs = 60_000;

function digestOfRequest(request: ReserveRequest): string {
  return createHash("sha256")
    .update(`${request.rewardId}:${request.points ?? ""}`)
    .digest("hex")
    .slice(0, 32);
}

/** What the request buys under the terms in force. */
function price(terms: Terms, request: ReserveRequest, state: MemberState, at: number): Outcome<Quote> {
  const reward = terms.rewards.find((candidate) => candidate.id === request.rewardId);
  if (!reward) return declined("no-such-reward");
  if (!reward.active) return declined("reward-inactive");
  const active = activePoints(state.account, instant(at));
  if (active < terms.redemption.minimumPoints)
    return declined("below-minimum-to-redeem", { minimum: terms.redemption.minimumPoints });
  return quote(reward, request.points);
}

async function reserve(
  ctx: ServiceContext,
  sql: Sql,
  request: ReserveRequest,
  memberId: MemberId,
): Promise<Outcome<RedemptionRow>> {
  const { shopId } = request;
  const rows = await lockMembers(sql, shopId, [memberId]);
  const known = await findByKey(sql, shopId, memberId, request.key);
  if (known)
    return known.requestDigest === digestOfRequest(request) ? done(known) : declined("key-used-differently");
  const opened = await loadStates(sql, shopId, { rows, needs: new Map([[memberId, { lots: true }]]) });
  const state = opened.get(memberId);
  const shop = await findShop(sql, shopId);
  if (!state || !shop) return declined("not-a-member");
  if (state.status !== "active") return declined("member-closed");
  const at = ctx.now();
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const priced = price(terms, request, state, at);
  if (!priced.done) return priced;
  const id = redemptionId(ctx.uuid());
  const posted = postWish(state, {
    kind: "redeem",
    points: negate(priced.value.points),
    source: `redemption:${id}:reserve`,
    at,
    cause: { why: "redemption-reserved", redemptionId: id, rewardId: request.rewardId },
  });
  if (!posted.done) return posted;
  const redemption: RedemptionRow = {
    redemptionId: id,
    memberId,
    customerId: request.customerId,
    rewardId: request.rewardId,
    termsVersion: shop.termsVersion,
    state: "reserved",
    points: priced.value.points,
    value: priced.value.value,
    currency: currency(terms.currency),
    code: ctx.code(),
    deadline: instant(at + terms.redemption.deadlineMinutes * minuteMs),
    releasing: null,
    codeDead: false,
    usedBy: null,
    restored: points(0),
    debitSeqs: [posted.value.account.lastSeq],
    storeRef: null,
    key: request.key,
    requestDigest: digestOfRequest(request),
    channel: request.channel,
    reservedAt: dateOf(at),
    lastError: null,
  };
  const after = { ...posted.value, reserved: points(posted.value.reserved + priced.value.points) };
  await saveOpened(sql, shopId, { opened, now: new Map([[memberId, after]]), at });
  await insertRedemption(sql, shopId, redemption);
  await addEffects(sql, shopId, [{ kind: "issue-code", subject: id }], dateOf(at));
  return done(redemption);
}

/** Declines with the reason of the first thing that stands in the way; nothing has changed then. */
export async function reserveRedemption(
  ctx: ServiceContext,
  request: ReserveRequest,
): Promise<Outcome<Redemption>> {
  const outcome = await inTransaction(ctx.db, async (sql) => {
    const members = await membersOfCustomers(sql, request.shopId, [request.customerId]);
    const memberId = members.get(request.customerId);
    return memberId === undefined ? declined("not-a-member") : reserve(ctx, sql, request, memberId);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
