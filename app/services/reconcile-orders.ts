/**
 * Reconciles a batch of order states (law 1) inside the caller's transaction: keep the newest state of each order, compute what it entitles its member
 * to, post the difference. A handful of set-based statements whatever the size of the batch.
 */

import { type AwardToSave, saveAwards } from "../db/awards";
import { membersWithIdleLots } from "../db/lot-expiry";
import { lockMembers } from "../db/members";
import { type OrderToSave, saveOrders } from "../db/orders";
import { addEffects } from "../db/outbox";
import { saveRedemptions } from "../db/save-redemptions";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { AwardExclusion } from "../loyalty/award";
import type { Instant, OrderId, RedemptionId, TermsVersion } from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import type { Terms } from "../loyalty/program";
import { type Book, type PostedAward, reconcileOrder } from "../loyalty/reconcile";
import type { Redemption } from "../loyalty/redemptions";
import { type Circumstances, readCircumstances, saveSpendings } from "./circumstances";
import { dateOf, type ServiceContext } from "./context";
import { withGains } from "./member-gains";
import { type Candidate, dropStale, type IncomingState, newestPerOrder } from "./newest-states";
import { loadStates, saveOpened } from "./open-members";
import { memberIdsOf, needsOf, readSurroundings, type Surroundings, underLocks } from "./order-batch";
import { readNotCounted } from "./order-owners";
import { qualifyReferrals } from "./qualify-referrals";
import { settlePurchases } from "./settle-purchases";

interface Terminology {
  readonly now: { readonly version: TermsVersion; readonly terms: Terms };
  readonly forAward: (posted: PostedAward | null) => Terms;
}

async function readTermsNeeded(
  ctx: ServiceContext,
  sql: Sql,
  { shop, awards }: { shop: ShopRow; awards: ReadonlyMap<OrderId, PostedAward> },
): Promise<Terminology> {
  const versions = new Set([
    shop.termsVersion,
    ...[...awards.values()].map((posted) => posted.award.factors.termsVersion),
  ]);
  const terms = new Map<TermsVersion, Terms>();
  for (const version of versions) terms.set(version, await ctx.terms(sql, shop.shopId, version));
  const get = (version: TermsVersion): Terms => {
    const found = terms.get(version);
    if (!found) throw new Error(`terms ${version} were not read`);
    return found;
  };
  return {
    now: { version: shop.termsVersion, terms: get(shop.termsVersion) },
    forAward: (posted) => get(posted?.award.factors.termsVersion ?? shop.termsVersion),
  };
}

/** Older orders first, so that a batch promotes a member in the order in which they bought. */
const byPlacement = (a: Candidate, b: Candidate) =>
  a.order.placedAt - b.order.placedAt || (a.order.orderId < b.order.orderId ? -1 : 1);

/** The claims an order is about, in their present state. */
function redemptionsOf(order: Order, redemptions: ReadonlyMap<RedemptionId, Redemption>): Redemption[] {
  return [...redemptions.values()].filter(
    (one) => one.usedBy === order.orderId || order.codes.includes(one.code),
  );
}

interface Results {
  readonly orders: readonly OrderToSave[];
  readonly awards: readonly AwardToSave[];
  readonly redemptions: ReadonlyMap<RedemptionId, Redemption>;
}

interface Work {
  readonly shop: ShopRow;
  readonly candidates: readonly Candidate[];
  readonly around: Surroundings;
  /** Orders that do not count for their owners, and why. */
  readonly notCounted: ReadonlyMap<OrderId, AwardExclusion>;
  readonly terms: Terminology;
  readonly circumstances: Circumstances;
  readonly at: Instant;
}

/** An order whose customer was erased is no guest's: what its closed member was awarded stays as it is. */
function wasErased(book: Book, order: Order, posted: PostedAward | null): posted is PostedAward {
  return order.customerId === null && posted !== null && book.get(posted.memberId)?.status === "closed";
}

/** The pure part: every order in turn, moving the book. */
function reconcileAll(book: Book, work: Work): Results {
  const redemptions = new Map<RedemptionId, Redemption>(
    work.around.redemptions.map((one) => [one.redemptionId, one]),
  );
  const orders: OrderToSave[] = [];
  const awards: AwardToSave[] = [];
  for (const { order, json, revision } of work.candidates) {
    const posted: PostedAward | null = work.around.awards.get(order.orderId) ?? null;
    const memberId = work.around.owners.get(order.orderId) ?? null;
    if (wasErased(book, order, posted)) {
      orders.push({ order, json, revision, memberId: posted.memberId });
      continue;
    }
    const result = reconcileOrder(book, {
      order,
      memberId,
      notCounted: work.notCounted.get(order.orderId) ?? null,
      posted,
      redemptions: redemptionsOf(order, redemptions),
      termsNow: work.terms.now,
      termsThen: work.terms.forAward(posted),
      person: (memberId === null ? null : work.circumstances.people.get(memberId)) ?? null,
      groups: work.circumstances.groups,
      spendings: work.circumstances.spendings,
      timeZone: work.shop.timeZone,
      at: work.at,
    });
    for (const redemption of result.redemptions) redemptions.set(redemption.redemptionId, redemption);
    orders.push({ order, json, revision, memberId });
    if (result.award) awards.push({ orderId: order.orderId, placedAt: order.placedAt, posted: result.award });
  }
  return { orders, awards, redemptions };
}

export interface OrderBatch {
  /** As read in this transaction, so that its terms version is the one in force. */
  readonly shop: ShopRow;
  readonly states: readonly IncomingState[];
}

export async function reconcileOrders(ctx: ServiceContext, sql: Sql, batch: OrderBatch): Promise<void> {
  const { shop } = batch;
  const at = ctx.now();
  const newest = newestPerOrder(batch.states);
  if (newest.size === 0) return;
  const expected = [...newest.values()];
  const termsNow = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  const before = await readSurroundings(sql, shop, { candidates: expected, terms: termsNow, at });
  const first = await lockMembers(sql, shop.shopId, memberIdsOf(before));
  const judged = await dropStale(sql, shop, newest);
  const candidates = [...judged.candidates].sort(byPlacement);
  await askAgain(sql, shop, { orders: judged.doubtful, at });
  // Read again: while we waited for the locks, another worker may have posted for the same orders.
  const read = () => readSurroundings(sql, shop, { candidates, terms: termsNow, at });
  const { locked, around } = await underLocks(sql, shop.shopId, { first, read });
  const { owners } = around;
  const states = candidates.map(({ order }) => order);
  const moved = await settlePurchases(sql, shop, { orders: states, owners, terms: termsNow, at });
  const rows = moved ? await lockMembers(sql, shop.shopId, [...locked.keys()]) : locked;
  const notCounted = await readNotCounted(sql, shop, { orders: states, owners });
  const terms = await readTermsNeeded(ctx, sql, { shop, awards: around.awards });
  const members = [...rows.keys()];
  const orders = candidates.map(({ order }) => ({ order, posted: around.awards.get(order.orderId) ?? null }));
  const termsThen = orders.map(({ posted }) => terms.forAward(posted));
  const wanted = { shop, members, orders, termsNow: terms.now.terms, termsThen: [...new Set(termsThen)] };
  const circumstances = await readCircumstances(ctx, sql, wanted);
  const needs = needsOf(candidates, around, members);
  for (const id of await membersWithIdleLots(sql, shop.shopId, members))
    needs.set(id, { ...needs.get(id), lots: true });
  const loaded = await loadStates(sql, shop.shopId, { rows, needs });
  const opened = await withGains(sql, { shop, terms: terms.now.terms, at }, loaded);
  const book: Book = new Map(opened);
  const results = reconcileAll(book, { shop, candidates, around, notCounted, terms, circumstances, at });
  await saveOrders(sql, shop.shopId, results.orders, at);
  await saveAwards(sql, shop.shopId, results.awards, at);
  await saveSpendings(sql, shop, circumstances);
  await saveOpened(sql, shop.shopId, { opened, now: book, at });
  await qualifyReferrals(ctx, sql, { shop, orders: results.orders.map(({ order }) => order), at });
  await saveSettled(sql, shop, { before: around.redemptions, after: results.redemptions, at });
}

/** States that contradict each other within one second: the store says which is true. */
async function askAgain(
  sql: Sql,
  shop: ShopRow,
  { orders, at }: { readonly orders: readonly OrderId[]; readonly at: Instant },
): Promise<void> {
  const effects = orders.map((subject) => ({ kind: "fetch-order" as const, subject }));
  await addEffects(sql, shop.shopId, effects, dateOf(at));
}

interface Settled {
  readonly before: readonly Redemption[];
  readonly after: ReadonlyMap<RedemptionId, Redemption>;
  readonly at: Instant;
}

/** Writes the claims that moved; a code whose claim was used has to die, so that a cancelled order cannot bring it back. */
async function saveSettled(sql: Sql, shop: ShopRow, { before, after, at }: Settled): Promise<void> {
  const settled = before.flatMap((one) => {
    const now = after.get(one.redemptionId);
    return now && now !== one ? [now] : [];
  });
  await saveRedemptions(sql, shop.shopId, settled, dateOf(at));
  const dying = settled.filter((one) => one.state === "used" && !one.codeDead);
  const effects = dying.map((one) => ({ kind: "kill-code" as const, subject: one.redemptionId }));
  await addEffects(sql, shop.shopId, effects, dateOf(at));
}
