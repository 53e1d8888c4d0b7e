/** Laws of points in time: waiting for fulfilment, dying of inactivity or at a date of the calendar, and always replayable from entries alone. */
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { type Instant, instant, memberId, orderId, redemptionId } from "./brand";
import { activePoints, emptyAccount, pendingPoints } from "./ledger/account";
import { replay } from "./ledger/replay";
import { lotDates, nextCalendarEnd } from "./lot-dates";
import { expireDue, mustPost, postWish } from "./member-state";
import { mergeAccounts } from "./merge-accounts";
import { points } from "./points";
import { flat } from "./testing/account-facts";
import { daysAfter, firstDay, maryam, someTerms, spendRule } from "./testing/cast";
import {
  type Desk,
  deliver,
  newMember,
  openDesk,
  pounds,
  type Received,
  redeem,
  stateAt,
  stateOf,
} from "./testing/desk";

const rules = { earningRules: [spendRule(1, 100)], tiers: { metric: "spend" as const, levels: [] } };
const spendable = (desk: Desk, at: Instant) => activePoints(stateOf(desk).account, at);
const kinds = (desk: Desk) => stateOf(desk).posted.map(({ kind, points }) => [kind, points]);
const replays = (desk: Desk) =>
  expect(flat(replay(stateOf(desk).posted))).toEqual(flat(stateOf(desk).account));

describe("points that wait for fulfilment", () => {
  const terms = someTerms({ ...rules, pendingDays: 14, pendingFrom: "fulfilment" });
  const state = (fulfilled: number | null, seconds: number, amount = 50): Received =>
    stateAt(pounds(amount, { fulfilledAt: fulfilled === null ? null : daysAfter(fulfilled) }), seconds);

  it("cannot be spent before somebody knows when everything was handed over, then so many days later", () => {
    const desk = openDesk(terms);
    deliver(desk, [state(null, 1)]);
    expect(spendable(desk, daysAfter(900))).toBe(0);
    expect(pendingPoints(stateOf(desk).account, daysAfter(900))).toBe(50);
    deliver(desk, [state(3, 2)], daysAfter(3));
    expect(kinds(desk)).toEqual([
      ["earn", 50],
      ["clawback", -50],
      ["earn", 50],
    ]);
    expect([spendable(desk, daysAfter(16)), spendable(desk, daysAfter(17))]).toEqual([0, 50]);
    expect(stateOf(desk).earned).toBe(50);
    expect(stateOf(desk).gathered.points).toBe(50);
    replays(desk);
  });

  it("are dated once: the same news again posts nothing", () => {
    const desk = openDesk(terms);
    for (const seconds of [1, 2, 3]) deliver(desk, [state(3, seconds)]);
    expect(kinds(desk)).toEqual([["earn", 50]]);
  });

  it("come to the same whether the refund or the parcel is heard of first", () => {
    const [one, other] = [openDesk(terms), openDesk(terms)];
    deliver(one, [state(null, 1)]);
    deliver(one, [state(null, 2, 20)]);
    deliver(one, [state(3, 3, 20)]);
    deliver(other, [state(null, 1)]);
    deliver(other, [state(3, 2)]);
    deliver(other, [state(3, 3, 20)]);
    expect(spendable(one, daysAfter(17))).toBe(20);
    expect(spendable(other, daysAfter(17))).toBe(20);
    replays(one);
    replays(other);
  });

  it("wait again when the parcel was recalled, but not once they can be spent either way", () => {
    const desk = openDesk(terms);
    deliver(desk, [state(3, 1)]);
    deliver(desk, [state(4, 2)], daysAfter(60));
    expect(kinds(desk)).toHaveLength(1);
    deliver(desk, [state(null, 3)], daysAfter(60));
    expect(spendable(desk, daysAfter(61))).toBe(0);
  });

  it("are gone when they died before the parcel came, and take no other points' place", () => {
    const desk = openDesk(someTerms({ ...terms, expiry: { kind: "age", months: 1 } }));
    deliver(desk, [state(null, 1)]);
    const lot = { maturesAt: null, expiresAt: null, idleDays: null, orderId: null };
    const cause = { why: "staff", reason: "goodwill", actor: "staff:1" } as const;
    const bonus = { kind: "adjust", points: points(30), source: "b", at: firstDay, cause, lot } as const;
    desk.book.set(maryam, mustPost(stateOf(desk), bonus));
    deliver(desk, [state(59, 2)], daysAfter(60));
    expect(spendable(desk, daysAfter(61))).toBe(30);
    expect(spendable(desk, daysAfter(80))).toBe(30);
    replays(desk);
  });

  it("die no sooner for their parcel, when who is merged away had kept them alive by buying", () => {
    const desk = openDesk(someTerms({ ...terms, expiry: { kind: "inactivity", days: 30 } }));
    const other = { orderId: orderId("7002"), placedAt: daysAfter(20), paidAt: daysAfter(20) };
    deliver(desk, [state(null, 1)]);
    deliver(desk, [stateAt(pounds(10, { ...other, fulfilledAt: null }), 2)], daysAfter(20));
    const pair = { kept: newMember(maryam), merged: { ...stateOf(desk), memberId: memberId(8) } };
    desk.book.set(maryam, mergeAccounts(pair, daysAfter(25)).kept);
    deliver(desk, [state(26, 3)], daysAfter(26));
    expect(spendable(desk, daysAfter(49))).toBe(50);
    expect(spendable(desk, daysAfter(50))).toBe(0);
  });

  it("count from the payment, or from the order where nobody knows it, when the terms say payment", () => {
    const paid = someTerms({ ...rules, pendingDays: 10 });
    const order = (paidAt: Instant | null) => stateAt(pounds(1, { paidAt }), 1).order;
    expect(lotDates(paid, order(daysAfter(2)), "UTC").maturesAt).toBe(daysAfter(12));
    expect(lotDates(paid, order(null), "UTC").maturesAt).toBe(daysAfter(10));
  });
});

describe("points that die of inactivity", () => {
  const terms = someTerms({ ...rules, expiry: { kind: "inactivity", days: 30 } });
  const order = (number: number, day: number): Received =>
    stateAt(
      pounds(10, { orderId: orderId(`700${number}`), placedAt: daysAfter(day), paidAt: daysAfter(day) }),
      number,
    );

  it("live as long as the member buys or redeems, and are gone so many days after", () => {
    const desk = openDesk(terms);
    deliver(desk, [order(1, 0)], daysAfter(0));
    deliver(desk, [order(2, 20)], daysAfter(20));
    expect(spendable(desk, daysAfter(49))).toBe(20);
    expect(spendable(desk, daysAfter(50))).toBe(0);
    const redeemed = postWish(stateOf(desk), {
      kind: "redeem",
      points: points(-5),
      source: "r",
      at: daysAfter(49),
      cause: { why: "redemption-reserved", redemptionId: redemptionId("r"), rewardId: "slider" },
    });
    if (!redeemed.done) throw new Error(redeemed.reason);
    expect(activePoints(redeemed.value.account, daysAfter(78))).toBe(15);
    expect(activePoints(redeemed.value.account, daysAfter(79))).toBe(0);
    expect(flat(replay(redeemed.value.posted))).toEqual(flat(redeemed.value.account));
  });

  it("are not brought back by a later order, whether the job has run or not", () => {
    const [lazy, eager] = [openDesk(terms), openDesk(terms)];
    for (const desk of [lazy, eager]) deliver(desk, [order(1, 0)], daysAfter(0));
    for (const [id, state] of eager.book) eager.book.set(id, expireDue(state, daysAfter(31)));
    for (const desk of [lazy, eager]) deliver(desk, [order(2, 40)], daysAfter(40));
    expect(spendable(lazy, daysAfter(41))).toBe(10);
    expect(spendable(eager, daysAfter(41))).toBe(10);
    expect(kinds(lazy)).toEqual(kinds(eager));
    replays(lazy);
  });

  it("come back for their order's return alone, and pay no other debt, also when the member has bought again", () => {
    const desk = openDesk(terms);
    const returned = (number: number, day: number): Received => {
      const { placedAt, paidAt, orderId: id } = order(number, day).order;
      return stateAt(pounds(0, { orderId: id, placedAt, paidAt }), number + 10);
    };
    deliver(desk, [order(1, 0)], daysAfter(0));
    deliver(desk, [order(2, 40)], daysAfter(40));
    expect(redeem(desk, { code: "SPENT", points: 10 }, daysAfter(41))).toBe(true);
    deliver(desk, [returned(2, 40)], daysAfter(42));
    deliver(desk, [returned(1, 0)], daysAfter(43));
    const { allocations, debts } = stateOf(desk).account;
    const dead = [...allocations.values()].filter(
      ({ lotSeq, debitKind }) => lotSeq === 1 && debitKind !== "expire",
    );
    expect(
      dead.map(({ debitSeq, points: taken }) => [stateOf(desk).posted[debitSeq - 1]?.source, taken]),
    ).toEqual([[expect.stringContaining("7001"), 10]]);
    expect(
      [...debts.values()].map(({ debitSeq, owed }) => [stateOf(desk).posted[debitSeq - 1]?.source, owed]),
    ).toEqual([[expect.stringContaining("7002"), 10]]);
    replays(desk);
  });

  it("given by staff live their days, whenever the member last bought", () => {
    const lot = { maturesAt: null, expiresAt: daysAfter(130), idleDays: 30, orderId: null };
    const cause = { why: "staff", reason: "goodwill", actor: "staff:1" } as const;
    const state = { ...stateOf(openDesk(terms)), account: { ...emptyAccount, lastActivityAt: firstDay } };
    const given = postWish(state, {
      kind: "adjust",
      points: points(5),
      source: "g",
      at: daysAfter(100),
      cause,
      lot,
    });
    if (!given.done) throw new Error(given.reason);
    expect(activePoints(given.value.account, daysAfter(129))).toBe(5);
    expect(activePoints(given.value.account, daysAfter(130))).toBe(0);
  });
});

describe("points that end with a day of the calendar", () => {
  const at = (text: string): Instant => instant(Temporal.ZonedDateTime.from(text).epochMilliseconds);
  const endOf = (text: string, month: number, day: number, spareMonths = 0) =>
    nextCalendarEnd(at(text), { kind: "calendar", month, day, spareMonths }, "Asia/Tehran");

  it("are good through that day in the shop's time zone", () => {
    expect(endOf("2026-06-01T12:00[Asia/Tehran]", 12, 31)).toBe(at("2027-01-01T00:00[Asia/Tehran]"));
    expect(endOf("2026-12-31T23:00[Asia/Tehran]", 12, 31)).toBe(at("2027-01-01T00:00[Asia/Tehran]"));
    expect(endOf("2027-01-01T00:30[Asia/Tehran]", 12, 31)).toBe(at("2028-01-01T00:00[Asia/Tehran]"));
  });

  it("live a year longer when they were earned too shortly before", () => {
    expect(endOf("2026-11-15T12:00[Asia/Tehran]", 12, 31, 2)).toBe(at("2028-01-01T00:00[Asia/Tehran]"));
    expect(endOf("2026-10-31T12:00[Asia/Tehran]", 12, 31, 2)).toBe(at("2027-01-01T00:00[Asia/Tehran]"));
  });

  it("end with the last of a month that has not that day", () => {
    expect(endOf("2026-01-15T12:00[Asia/Tehran]", 2, 31)).toBe(at("2026-03-01T00:00[Asia/Tehran]"));
    expect(endOf("2028-01-15T12:00[Asia/Tehran]", 2, 31)).toBe(at("2028-03-01T00:00[Asia/Tehran]"));
  });
});
