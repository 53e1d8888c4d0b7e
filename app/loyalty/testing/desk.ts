/**
 * A desk that orders are delivered to: what the services do with order states, small enough to be read in one go. It keeps the newest state of each
 * order, reconciles it, and lets codes die when it is told to. What holds here is what laws 1, 2 and 5 promise.
 */
import {
  type CustomerId,
  type Instant,
  instant,
  type MemberId,
  memberId,
  type OrderId,
  redemptionId,
  type TermsVersion,
  termsVersion,
} from "../brand";
import type { Spendings } from "../campaign-budgets";
import { emptyAccount } from "../ledger/account";
import { type MemberState, mustPost, postWish } from "../member-state";
import { currency, minor } from "../money";
import type { Order } from "../order";
import { negate, noPoints, points } from "../points";
import type { Terms } from "../program";
import { type Book, type PostedAward, reconcileOrder } from "../reconcile";
import { isOpen, type Redemption } from "../redemptions";
import { compareRevisions, type Revision } from "../revision";
import type { MemberFacts } from "../segments";
import { restore } from "../settle-redemption";
import { newStanding } from "../tier-standing";
import { nothingGathered } from "../tiers";
import { anOrder, firstDay, maryam, type OrderPlan } from "./cast";

/** One delivery of one state of one order. */
export interface Received {
  readonly order: Order;
  readonly revision: Revision;
}

export interface Desk {
  readonly book: Book;
  /** Every version of the terms; the last is in force. */
  readonly versions: Terms[];
  readonly newest: Map<OrderId, Received>;
  readonly awards: Map<OrderId, PostedAward>;
  readonly redemptions: Map<string, Redemption>;
  readonly spendings: Spendings;
  /** The collections products are in at present. */
  readonly groups: Map<string, readonly string[]>;
  readonly person: MemberFacts;
}

/** Customer 501 is Maryam; every other customer is a member of their own. */
export function memberOf(customer: CustomerId | null): MemberId | null {
  if (customer === null) return null;
  return customer === "501" ? maryam : memberId(Number(customer));
}

export function newMember(id: MemberId): MemberState {
  return {
    memberId: id,
    status: "active",
    until: null,
    standing: newStanding,
    account: emptyAccount,
    reserved: noPoints,
    earned: noPoints,
    spent: noPoints,
    expired: noPoints,
    gathered: nothingGathered,
    lastOrderAt: null,
    gains: null,
    tierChanges: [],
    posted: [],
  };
}

const somebody: MemberFacts = {
  orders: 0,
  spend: 0,
  tierId: null,
  joinedAt: firstDay,
  lastOrderAt: null,
  locale: "en",
  tags: [],
};

export function openDesk(terms: Terms, members: readonly MemberId[] = [maryam]): Desk {
  return {
    book: new Map(members.map((id) => [id, newMember(id)])),
    versions: [terms],
    newest: new Map(),
    awards: new Map(),
    redemptions: new Map(),
    spendings: new Map(),
    groups: new Map(),
    person: somebody,
  };
}

export function stateOf(desk: Desk, id: MemberId = maryam): MemberState {
  const state = desk.book.get(id);
  if (!state) throw new Error(`no member ${id} at this desk`);
  return state;
}

/** Takes one batch of deliveries, in whatever order and however often they came. */
export function deliver(desk: Desk, batch: readonly Received[], at: Instant = firstDay): void {
  const changed = new Set<OrderId>();
  for (const received of batch) {
    const { orderId } = received.order;
    const known = desk.newest.get(orderId);
    if (known && compareRevisions(received.revision, known.revision) <= 0) continue;
    desk.newest.set(orderId, received);
    changed.add(orderId);
  }
  for (const orderId of changed) reconcileAgain(desk, orderId, at);
}

/** Reconciles the state we have, because what surrounds it may have changed. */
export function reconcileAgain(desk: Desk, orderId: OrderId, at: Instant = firstDay): void {
  const order = desk.newest.get(orderId)?.order;
  if (!order) return;
  const posted = desk.awards.get(orderId) ?? null;
  for (const { id } of desk.versions.flatMap((terms) => terms.campaigns))
    desk.spendings.set(id, desk.spendings.get(id) ?? 0);
  const version = termsVersion(desk.versions.length);
  const memberId = memberOf(order.customerId);
  const result = reconcileOrder(desk.book, {
    order,
    memberId,
    notCounted: memberId !== null && stateOf(desk, memberId).status === "closed" ? "member-closed" : null,
    posted,
    redemptions: [...desk.redemptions.values()].filter(
      (one) => one.usedBy === orderId || order.codes.includes(one.code),
    ),
    termsNow: { version, terms: termsOf(desk, version) },
    termsThen: termsOf(desk, posted?.award.factors.termsVersion ?? version),
    person: desk.person,
    groups: desk.groups,
    spendings: desk.spendings,
    timeZone: "Europe/London",
    at,
  });
  if (result.award) desk.awards.set(orderId, result.award);
  for (const redemption of result.redemptions) desk.redemptions.set(redemption.code, redemption);
}

function termsOf(desk: Desk, version: TermsVersion): Terms {
  const terms = desk.versions[version - 1];
  if (!terms) throw new Error(`no terms ${version}`);
  return terms;
}

/** Gives Maryam points to start with. */
export function give(desk: Desk, amount: number, at: Instant = firstDay): void {
  const cause = { why: "staff", reason: "goodwill", actor: "staff-1" } as const;
  const source = `staff:${stateOf(desk).account.lastSeq + 1}`;
  desk.book.set(
    maryam,
    mustPost(stateOf(desk), { kind: "adjust", points: points(amount), source, at, cause }),
  );
}

/** Maryam reserves points for a code. @returns false when they do not suffice. */
export function redeem(desk: Desk, plan: { code: string; points: number }, at: Instant = firstDay): boolean {
  const id = redemptionId(plan.code);
  const amount = points(plan.points);
  const outcome = postWish(stateOf(desk), {
    kind: "redeem",
    points: negate(amount),
    source: `redemption:${id}:reserve`,
    at,
    cause: { why: "redemption-reserved", redemptionId: id, rewardId: "slider" },
  });
  if (!outcome.done) return false;
  const state = outcome.value;
  desk.book.set(maryam, { ...state, reserved: points(state.reserved + amount) });
  desk.redemptions.set(plan.code, {
    redemptionId: id,
    memberId: maryam,
    rewardId: "slider",
    kind: "amount-off",
    termsVersion: termsVersion(desk.versions.length),
    state: "issued",
    points: amount,
    value: minor(plan.points),
    currency: currency("GBP"),
    code: plan.code,
    deadline: at,
    releasing: null,
    codeDead: false,
    usedBy: null,
    restored: noPoints,
    debitSeqs: [state.account.lastSeq],
  });
  return true;
}

/** The store confirms that codes of used claims are dead; only then may their points move with the order. */
export function usedCodesDie(desk: Desk, at: Instant = firstDay): void {
  for (const one of [...desk.redemptions.values()]) {
    if (one.state !== "used" || one.codeDead || !one.usedBy) continue;
    desk.redemptions.set(one.code, { ...one, codeDead: true });
    reconcileAgain(desk, one.usedBy, at);
  }
}

/** The deadline passes: open claims end, their codes dead first. */
export function deadlinePasses(desk: Desk, at: Instant = firstDay): void {
  for (const one of [...desk.redemptions.values()].filter(isOpen)) {
    const wish = (of: number, posting: number) =>
      ({
        kind: "restore",
        source: `redemption:${one.redemptionId}:release:${posting}`,
        at,
        cause: { why: "redemption-released", redemptionId: one.redemptionId, release: "deadline", of },
      }) as const;
    const state = restore(stateOf(desk), one.debitSeqs, wish, one.points);
    desk.book.set(maryam, { ...state, reserved: points(state.reserved - one.points) });
    desk.redemptions.set(one.code, { ...one, state: "released", releasing: "deadline", codeDead: true });
  }
}

/** One state of an order, stamped so many seconds into the story. */
export function stateAt(plan: OrderPlan, seconds: number): Received {
  return {
    order: anOrder(plan),
    revision: { updatedAt: instant(seconds), triggeredAt: instant(seconds), digest: "" },
  };
}

/** An order for so many pounds. */
export function pounds(amount: number, change: Partial<OrderPlan> = {}): OrderPlan {
  return { lines: [{ gross: Math.round(amount * 100) }], ...change };
}

/** What everybody has once codes of used claims are dead and the deadline of the others has passed. */
export function settled(desk: Desk) {
  usedCodesDie(desk);
  deadlinePasses(desk);
  const states = [...desk.book.values()];
  return {
    balances: states.map((state) => state.account.balance),
    earned: states.map((state) => state.earned),
    gathered: states.map((state) => state.gathered),
    awards: [...desk.awards]
      .map(([id, { award }]) => [id, award.points])
      .filter(([, points]) => points !== 0)
      .sort(),
    reserved: stateOf(desk).reserved,
  };
}
