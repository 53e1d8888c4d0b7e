/**
 * Reserves a redemption (law 5): holds the points, takes one from stock and asks the store for what the reward is, in one transaction. The same key again gives the same redemption, so a double click
 * or a retry spends once. No interleaving can spend a point twice: the member's row is locked (field lesson 7).
 */
import { createHash } from "node:crypto";
import { lockMembers, membersOfCustomers } from "../db/members";
import { addEffects, type NewEffect } from "../db/outbox";
import { findByKey, type RedemptionRow } from "../db/redemptions";
import { takeFromStock } from "../db/reward-stocks";
import { insertRedemption } from "../db/save-redemptions";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import {
  type CustomerId,
  type Instant,
  instant,
  type MemberId,
  type RedemptionId,
  redemptionId,
  type ShopId,
} from "../loyalty/brand";
import { activePoints } from "../loyalty/ledger/account";
import { mayRedeem } from "../loyalty/may-redeem";
import { type MemberState, postWish } from "../loyalty/member-state";
import { mayTakePart } from "../loyalty/membership-standing";
import { currency } from "../loyalty/money";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { negate, type Points, points } from "../loyalty/points";
import type { Terms } from "../loyalty/program";
import type { Redemption } from "../loyalty/redemptions";
import type { Quote, Reward } from "../loyalty/rewards";
import { dateOf, type ServiceContext } from "./context";
import { issuingEffect } from "./issuing";
import { meaningfulTerms } from "./meaningful-terms";
import { loadStates, saveOpened } from "./open-members";
import { readRedeemFacts } from "./redeem-facts";
import { tellStorefront } from "./sold-out";

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

/** Gift cards are typed where no other code is: letters and digits, nothing else. */
const codeFor = (ctx: ServiceContext, reward: Reward) =>
  reward.kind === "gift-card" ? ctx.code().replaceAll("-", "") : ctx.code();

/** Under the member's lock: what stands in the way, and what the request buys under the terms in force. */
async function price(
  sql: Sql,
  request: ReserveRequest,
  at: { shop: ShopRow; terms: Terms; state: MemberState; now: Instant },
): Promise<Outcome<{ reward: Reward; quote: Quote }>> {
  const { shop, terms, state, now } = at;
  const reward = terms.rewards.find((candidate) => candidate.id === request.rewardId);
  if (!reward) return declined("no-such-reward");
  const factsOf = await readRedeemFacts(sql, {
    shopId: shop.shopId,
    timeZone: shop.timeZone,
    terms,
    memberId: state.memberId,
    tierId: state.standing.tierId,
    active: activePoints(state.account, now),
    at: now,
    rewards: [reward],
  });
  const allowed = mayRedeem(reward, factsOf(reward), request.points);
  return allowed.done ? done({ reward, quote: allowed.value }) : allowed;
}

/** Posts what holds the points. What costs nothing holds nothing. */
function holdPoints(
  state: MemberState,
  held: { id: RedemptionId; rewardId: string; points: Points; at: Instant },
): Outcome<MemberState> {
  if (held.points === 0) return done(state);
  const posted = postWish(state, {
    kind: "redeem",
    points: negate(held.points),
    source: `redemption:${held.id}:reserve`,
    at: held.at,
    cause: { why: "redemption-reserved", redemptionId: held.id, rewardId: held.rewardId },
  });
  if (!posted.done) return posted;
  return done({ ...posted.value, reserved: points(posted.value.reserved + held.points) });
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
  const at = ctx.now();
  const member = mayTakePart(state, at);
  if (!member.done) return member;
  const terms = meaningfulTerms(await ctx.terms(sql, shopId, shop.termsVersion), shop.platform);
  const priced = await price(sql, request, { shop, terms, state, now: at });
  if (!priced.done) return priced;
  const { reward, quote } = priced.value;
  const id = redemptionId(ctx.uuid());
  const after = holdPoints(state, { id, rewardId: reward.id, points: quote.points, at });
  if (!after.done) return after;
  // Last, because nothing may decline after one is taken: this is where the last one is won or lost.
  const stock = await takeFromStock(sql, shopId, { rewardId: reward.id, stock: reward.stock });
  if (stock === "none") return declined("reward-sold-out");
  const minutes = reward.validMinutes ?? terms.redemption.deadlineMinutes;
  const redemption: RedemptionRow = {
    redemptionId: id,
    memberId,
    customerId: request.customerId,
    rewardId: reward.id,
    kind: reward.kind,
    termsVersion: shop.termsVersion,
    state: "reserved",
    points: quote.points,
    value: quote.value,
    currency: currency(terms.currency),
    code: codeFor(ctx, reward),
    deadline: instant(at + minutes * minuteMs),
    releasing: null,
    codeDead: false,
    usedBy: null,
    restored: points(0),
    debitSeqs: quote.points === 0 ? [] : [after.value.account.lastSeq],
    storeRef: null,
    key: request.key,
    requestDigest: digestOfRequest(request),
    channel: request.channel,
    reservedAt: dateOf(at),
    lastError: null,
  };
  await saveOpened(sql, shopId, { opened, now: new Map([[memberId, after.value]]), at });
  await insertRedemption(sql, shopId, redemption);
  const effects: NewEffect[] = [{ kind: issuingEffect(reward.kind), subject: id }];
  await addEffects(sql, shopId, stock === "last" ? [...effects, tellStorefront] : effects, dateOf(at));
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
