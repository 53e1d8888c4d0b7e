/**
 * What users of loyalty software complain about elsewhere, and what happens here. One test for each lesson that the core alone can show; the numbers are those
 * of the list in docs. Lessons 12, 13, 15 to 19, 21 and 23 to 25 need a database, a store or a page, and are shown there.
 */
import { describe, expect, it } from "vitest";
import { computeAward } from "./award";
import { instant, orderId } from "./brand";
import { whyNothing } from "./eligible-money";
import { currency, parseDecimal } from "./money";
import { mayRelease } from "./redemptions";
import { quote, rewardSchema } from "./rewards";
import { felt } from "./testing/account-facts";
import { anOrder, type LinePlan, type OrderPlan, plainFactors, someTerms, spendRule } from "./testing/cast";
import {
  type Desk,
  deadlinePasses,
  deliver,
  give,
  openDesk,
  redeem,
  stateOf,
  usedCodesDie,
} from "./testing/desk";
import { tell } from "./testing/ledger-story";

const terms = someTerms({ earningRules: [spendRule(5, 100)], tiers: { metric: "spend", levels: [] } });
const code = "VAFA-1";
const pounds = (amount: number, change: Partial<LinePlan> = {}): LinePlan => ({
  gross: amount * 100,
  ...change,
});
const withCode = (change: Partial<LinePlan> = {}) =>
  pounds(20, { discounts: [{ code, amount: 5_00 }], ...change });

/** Hears of one state of the order; later states carry later stamps. */
function hear(
  desk: Desk,
  plan: OrderPlan,
  second = desk.newest.size + (stateOf(desk).account.lastSeq + 1),
): void {
  const revision = { updatedAt: instant(second), triggeredAt: instant(second), digest: "" };
  deliver(desk, [{ order: anOrder(plan), revision }]);
}
const balance = (desk: Desk) => stateOf(desk).account.balance;
const kinds = (desk: Desk) => stateOf(desk).posted.map((entry) => entry.kind);

/** All orders in which some things can happen. */
function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}

describe("field lessons", () => {
  it("field lesson 1: an order is awarded once; every later event posts only the difference", () => {
    const desk = openDesk(terms);
    for (const second of [1, 2, 3, 3, 2, 1]) hear(desk, { lines: [pounds(20)] }, second);
    expect(stateOf(desk).posted.map((entry) => [entry.kind, entry.points])).toEqual([["earn", 100]]);
    hear(desk, { lines: [pounds(21)] }, 4);
    expect(stateOf(desk).posted.map((entry) => entry.points)).toEqual([100, 5]);
  });

  it("field lesson 2: refund, cancel and partial refunds in any order and number end at the same balance", () => {
    const states: OrderPlan[] = [
      { lines: [withCode()] },
      { lines: [withCode({ refunded: 5_00 })] },
      { lines: [withCode({ refunded: 15_00, returnedQuantity: 1 })] },
      { status: "cancelled", lines: [withCode({ refunded: 15_00, returnedQuantity: 1 })] },
    ];
    for (const arrival of permutations([...states.entries()])) {
      const desk = openDesk(terms);
      give(desk, 500);
      redeem(desk, { code, points: 500 });
      for (const [second, plan] of arrival) {
        hear(desk, plan, second);
        hear(desk, plan, second);
        usedCodesDie(desk);
      }
      expect(balance(desk)).toBe(500);
    }
  });

  it("field lesson 3: every partial refund counts, of the points earned and of the points spent, to the last one", () => {
    const desk = openDesk(terms);
    give(desk, 500);
    redeem(desk, { code, points: 500 });
    hear(desk, { lines: [withCode()] }, 1);
    usedCodesDie(desk);
    // 15.00 was paid and earned 75; 500 points paid the rest. Three refunds of a third each.
    const after = [5_00, 10_00, 15_00].map((refunded, index) => {
      hear(desk, { lines: [withCode({ refunded })] }, index + 2);
      return { earned: stateOf(desk).earned, spent: stateOf(desk).spent };
    });
    expect(after).toEqual([
      { earned: 50, spent: 334 },
      { earned: 25, spent: 167 },
      { earned: 0, spent: 0 },
    ]);
  });

  it("field lesson 4: a refund after the rules changed takes back what was given under the old ones", () => {
    const desk = openDesk(terms);
    hear(desk, { lines: [pounds(20)] }, 1);
    desk.versions.push(someTerms({ ...terms, earningRules: [spendRule(10, 100)] }));
    hear(desk, { lines: [pounds(20, { refunded: 10_00 })] }, 2);
    expect(balance(desk)).toBe(50);
    hear(desk, { lines: [pounds(20, { refunded: 20_00 })] }, 3);
    expect(balance(desk)).toBe(0);
  });

  it("field lesson 5: edits count, and a return counts whether money or store credit went back: the order's state decides", () => {
    const desk = openDesk(terms);
    hear(desk, { lines: [pounds(20)] }, 1);
    hear(desk, { lines: [pounds(20), pounds(10)] }, 2);
    expect(balance(desk)).toBe(150);
    hear(desk, { lines: [pounds(20, { refunded: 20_00, returnedQuantity: 1 }), pounds(10)] }, 3);
    expect(balance(desk)).toBe(50);
  });

  it("field lesson 6: what was paid with money earns, what was paid with points does not", () => {
    const award = (lines: LinePlan[]) =>
      computeAward(anOrder({ lines }), { terms, factors: plainFactors, rewardCodes: new Set([code]) }).points;
    expect(award([withCode()])).toBe(75);
    expect(award([pounds(20, { discounts: [{ code: "MERCHANT", amount: 5_00 }] })])).toBe(75);
    expect(award([pounds(5, { discounts: [{ code, amount: 5_00 }] })])).toBe(0);
  });

  it("field lesson 7: twenty wishes for the same hundred points get a hundred points, once", () => {
    const desk = openDesk(terms);
    give(desk, 100);
    const answers = Array.from({ length: 20 }, (_, index) =>
      redeem(desk, { code: `VAFA-${index}`, points: 100 }),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(balance(desk)).toBe(0);
  });

  it("field lesson 8: a redemption is used once or released once, and its points come back at most once", () => {
    const desk = openDesk(terms);
    give(desk, 500);
    redeem(desk, { code, points: 500 });
    deadlinePasses(desk);
    deadlinePasses(desk);
    expect(balance(desk)).toBe(500);
    hear(desk, { lines: [withCode()] }, 1);
    deadlinePasses(desk);
    const claim = desk.redemptions.get(code);
    expect(claim && mayRelease(claim)).toMatchObject({ reason: "redemption-used" });
    expect(balance(desk)).toBe(75);
  });

  it("field lesson 9: no points return for a cancelled order while its code could still be used", () => {
    const desk = openDesk(terms);
    give(desk, 500);
    redeem(desk, { code, points: 500 });
    hear(desk, { status: "cancelled", lines: [withCode()] }, 1);
    expect(balance(desk)).toBe(0);
    usedCodesDie(desk);
    expect(balance(desk)).toBe(500);
  });

  it("field lesson 10: expiry takes exactly what is left of its lot, and what was spent of it stays spent", () => {
    const world = tell([
      { do: "earn", order: 0, points: 100, pending: 0, valid: 30 },
      { do: "earn", order: 1, points: 50, pending: 0, valid: 90 },
      { do: "redeem", points: 70 },
      { do: "wait", days: 31 },
      { do: "write-off" },
    ]);
    expect(world.entries.map((entry) => entry.points)).toEqual([100, 50, -70, -30]);
    expect(felt(world.account, world.now)).toEqual({ active: 50, pending: 0, deficit: 0 });
  });

  it("field lesson 11: a hundred of one currency never counts as a hundred of another", () => {
    const award = (code: string, text: string, unit: number) => {
      const gross = parseDecimal(text, currency(code)) ?? 0;
      const own = someTerms({ currency: code, earningRules: [spendRule(1, unit)] });
      return computeAward(anOrder({ currency: code, lines: [{ gross }] }), {
        terms: own,
        factors: plainFactors,
        rewardCodes: new Set(),
      }).points;
    };
    expect(award("GBP", "100.00", 100)).toBe(100);
    expect(award("KWD", "100.000", 1_000)).toBe(100);
    expect(award("IRR", "10000000", 100_000)).toBe(100);
    const foreign = anOrder({ currency: "ZAR", lines: [pounds(100)] });
    expect(() => computeAward(foreign, { terms, factors: plainFactors, rewardCodes: new Set() })).toThrow(
      "ZAR",
    );
  });

  it("field lesson 14: a reward says with which other discounts it may stand together, all three of them", () => {
    const [reward] = terms.rewards;
    for (const rule of ["orderDiscounts", "productDiscounts", "shippingDiscounts"] as const) {
      expect(typeof reward?.combinesWith[rule]).toBe("boolean");
      const silent = { ...reward, combinesWith: { ...reward?.combinesWith, [rule]: undefined } };
      expect(rewardSchema.safeParse(silent).success).toBe(false);
    }
  });

  it("field lesson 20: an order that did not earn says why, and so does a refused redemption", () => {
    const reasons = [
      { customer: null },
      { status: "unpaid" as const },
      { status: "cancelled" as const },
      { lines: [{ gross: 5_00, kind: "gift-card" as const }] },
      { lines: [{ gross: 5 }] },
    ].map((plan) => {
      const order = anOrder({ lines: [pounds(20)], ...plan });
      const award = computeAward(order, { terms, factors: plainFactors, rewardCodes: new Set() });
      return whyNothing(order, order.customerId === null ? null : award) ?? award.none;
    });
    expect(reasons).toEqual(["guest", "unpaid", "cancelled", "nothing-eligible", "nothing-eligible"]);
    const [, slider] = terms.rewards;
    expect(slider && quote(slider, 150)).toMatchObject({ done: false, reason: "points-not-a-multiple" });
    const poor = tell([{ do: "redeem", points: 10 }]);
    expect(poor.decisions).toEqual(["not-enough-points"]);
  });

  it("field lesson 22: a ledger knows members, orders and points, and nobody's name: erasing a person leaves the sums true", () => {
    const desk = openDesk(terms);
    give(desk, 500);
    redeem(desk, { code, points: 100 });
    hear(desk, { orderId: orderId("6002"), lines: [withCode()] }, 1);
    expect(kinds(desk)).toEqual(["adjust", "redeem", "earn"]);
    const facts = new Set(
      stateOf(desk).posted.flatMap((entry) => [...Object.keys(entry), ...Object.keys(entry.cause)]),
    );
    const allowed = [
      "seq",
      "kind",
      "points",
      "source",
      "at",
      "happenedAt",
      "cause",
      "lot",
      "balanceAfter",
      "why",
      "orderId",
      "orderName",
    ];
    const ofClaims = ["redemptionId", "rewardId", "release", "of"];
    const ofStaff = ["reason", "actor"];
    expect([...facts].filter((fact) => ![...allowed, ...ofClaims, ...ofStaff].includes(fact))).toEqual([]);
  });
});
