/** The worked example, and what points are worth. */
import { describe, expect, test } from "vitest";
import { workedExample } from "../components/worked-example/worked-example";
import { bestRate, liabilityAt, worthAt } from "../loyalty/point-worth";
import { firstTerms, type Terms } from "../loyalty/program";

const terms = firstTerms("GBP", 100);

describe("the worked example", () => {
  test("counts what the terms count: goods after discounts, without tax, shipping and gift card", () => {
    // 100.00 less a tenth is 90.00, a sixth of which is tax: 75.00 count, at 5 points a pound.
    const { lines, tiers, tax, discount } = workedExample(terms, 10_000);
    expect([discount, tax]).toEqual([1_000, 1_500]);
    expect(lines.map((line) => [line.kind, line.gross, line.eligible, line.points])).toEqual([
      ["product", 10_000, 7_500, 375],
      ["shipping", 500, 0, 0],
      ["gift-card", 2_500, 0, 0],
    ]);
    expect(tiers.map(({ tier, points }) => [tier?.id, points])).toEqual([
      ["bronze", 375],
      ["silver", 468],
      ["gold", 562],
    ]);
  });

  test("moves with every switch", () => {
    const all: Terms = {
      ...terms,
      eligibility: {
        ...terms.eligibility,
        netOfDiscounts: false,
        includeTax: true,
        includeShipping: true,
        includeGiftCards: true,
      },
    };
    const { lines } = workedExample(all, 10_000);
    expect(lines.map((line) => line.eligible)).toEqual([10_000, 500, 2_500]);
  });

  test("shows overlapping rules as what they come to together", () => {
    const [rule] = terms.earningRules;
    if (!rule) throw new Error("the first terms have a rule");
    const doubled = { ...terms, earningRules: [rule, { ...rule, id: "again" }] };
    expect(workedExample(doubled, 10_000).tiers[0]?.points).toBe(750);
  });

  test("has a row without tier only where one can be without", () => {
    const later = { ...terms, tiers: { ...terms.tiers, levels: terms.tiers.levels.slice(1) } };
    expect(workedExample(later, 10_000).tiers.map(({ tier }) => tier?.id ?? null)).toEqual([
      null,
      "silver",
      "gold",
    ]);
    const none = { ...terms, tiers: { ...terms.tiers, levels: [] } };
    expect(workedExample(none, 10_000).tiers).toEqual([{ tier: null, points: 375 }]);
  });

  test("tells where a new member stands afterwards", () => {
    expect(workedExample(terms, 10_000).after?.id).toBe("bronze");
    expect(workedExample(terms, 1_000_000).after?.id).toBe("gold");
  });

  test("works for an empty basket and for rials", () => {
    expect(workedExample(terms, 0).tiers[0]?.points).toBe(0);
    expect(workedExample(firstTerms("IRR", 100_000), 10_000_000).tiers[0]?.points).toBe(375);
  });
});

describe("what points are worth", () => {
  test("is told by the reward that gives most for a point, and by none that is switched off", () => {
    const [fixed, slider] = terms.rewards;
    if (!fixed || !slider) throw new Error("the first terms have two rewards");
    const dear = { ...fixed, id: "dear", price: { mode: "fixed", points: 100, valueMinor: 900 } as const };
    expect(bestRate({ ...terms, rewards: [slider, dear] })?.reward.id).toBe("dear");
    expect(bestRate({ ...terms, rewards: [slider, { ...dear, active: false }] })?.reward.id).toBe("slider");
    expect(bestRate({ ...terms, rewards: [] })).toBeNull();
  });

  test("is never told too small as a liability, nor too large as a promise", () => {
    const rate = bestRate(terms);
    if (!rate) throw new Error("the first terms have rewards");
    expect(liabilityAt(rate, 101)).toBe(101);
    expect(liabilityAt({ ...rate, points: 3, valueMinor: 1 }, 100)).toBe(34);
    expect(worthAt({ ...rate, points: 3, valueMinor: 1 }, 100)).toBe(33);
    expect(liabilityAt(rate, -5)).toBe(0);
  });
});
