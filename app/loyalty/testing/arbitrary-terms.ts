/**
 * Arbitrary terms: rules, campaigns, segments, tiers and excludes over so few products, collections and channels that they meet in every order. With the orders that go with
 * them: lines of those products, paid in those currencies, placed in and out of the campaigns' time.
 */
import fc from "fast-check";
import { type Conditions, channels } from "../conditions";
import type { EarningRule } from "../earning-rules/definition";
import type { Terms } from "../program";
import { roundings } from "../rounding";
import { arbitraryLine } from "./arbitrary-orders";
import { daysAfter, firstDay, type LinePlan, type OrderPlan, someTerms } from "./cast";

const products = ["p1", "p2", "p3", "p4"];
const collections = ["c1", "c2", "c3"];
const segments = ["new", "loyal"];
const tiers = ["bronze", "gold"];
const some = (of: readonly string[]) =>
  fc.oneof(
    { arbitrary: fc.constant<string[]>([]), weight: 3 },
    { arbitrary: fc.subarray([...of]), weight: 2 },
  );
const scope = (of: readonly string[]) => fc.record({ include: some(of), exclude: some(of) });

const conditions: fc.Arbitrary<Conditions> = fc.record({
  currencies: some(["GBP", "EUR"]),
  channels: some(channels).map((chosen) => channels.filter((channel) => chosen.includes(channel))),
  tierIds: some(tiers),
  segmentIds: some(segments),
  products: scope(products),
  collections: scope(collections),
  minimumMinor: fc.constantFrom(0, 0, 50_00, 500_00),
});

const rule: fc.Arbitrary<EarningRule> = fc
  .record({
    conditions,
    active: fc.constantFrom(true, true, true, false),
    kind: fc.constantFrom("spend", "spend", "product", "visit"),
    points: fc.integer({ min: 1, max: 20 }),
    perMinor: fc.integer({ min: 1, max: 5_000 }),
    rounding: fc.constantFrom(...roundings),
  })
  .map(({ kind, points, perMinor, rounding, ...common }): EarningRule => {
    const named = { ...common, id: "rule", name: { en: "Rule" } };
    if (kind === "spend") return { ...named, kind: "spend", arguments: { points, perMinor, rounding } };
    if (kind === "product") return { ...named, kind: "product", arguments: { points } };
    return { ...named, kind: "visit", arguments: { points, limit: { times: 1, per: "day" } } };
  });

const campaign = fc
  .record({
    conditions,
    active: fc.constantFrom(true, true, true, false),
    from: fc.integer({ min: -20, max: 5 }),
    days: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
    effect: fc.oneof(
      fc.record({
        kind: fc.constant("multiplier" as const),
        multiplierBp: fc.integer({ min: 10_001, max: 40_000 }),
      }),
      fc.record({ kind: fc.constant("bonus" as const), points: fc.integer({ min: 1, max: 500 }) }),
    ),
    priority: fc.nat(3),
    stacking: fc.constantFrom("adds" as const, "adds" as const, "alone" as const),
    budgetPoints: fc.option(fc.integer({ min: 1, max: 800 }), { nil: null }),
  })
  .map(({ from, days, ...rest }) => ({
    ...rest,
    id: "campaign",
    name: { en: "Campaign" },
    from: daysAfter(from),
    until: days === null ? null : daysAfter(from + days),
  }));

const numbered = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] =>
  items.map((item, index) => ({ ...item, id: `${item.id}-${index}` }));

const level = (id: string, threshold: number, multiplierBp: number) => ({
  id,
  name: { en: id },
  threshold,
  multiplierBp,
});

export const arbitraryTerms: fc.Arbitrary<Terms> = fc
  .record({
    rules: fc.array(rule, { minLength: 1, maxLength: 8 }),
    campaigns: fc.array(campaign, { maxLength: 6 }),
    gold: fc.constantFrom(10_000, 12_500, 20_000),
    eligibility: fc.record({
      netOfDiscounts: fc.boolean(),
      includeTax: fc.boolean(),
      includeShipping: fc.boolean(),
      includeGiftCards: fc.boolean(),
      excludedProducts: some(["p4"]),
      excludedCollections: some(["c3"]),
    }),
    pendingDays: fc.constantFrom(0, 0, 14),
    pendingFrom: fc.constantFrom("payment" as const, "fulfilment" as const),
  })
  .map(({ rules, campaigns, gold, ...rest }) =>
    someTerms({
      ...rest,
      earningRules: numbered(rules),
      campaigns: numbered(campaigns),
      exchangeRates: [{ currency: "EUR", fromMinor: 115, toMinor: 100 }],
      segments: [
        { id: "new", name: { en: "New" }, tests: [{ field: "orders", is: "at-most", value: 0 }] },
        { id: "loyal", name: { en: "Loyal" }, tests: [{ field: "spend", is: "at-least", value: 300_00 }] },
      ],
      tiers: { metric: "spend", levels: [level("bronze", 0, 10_000), level("gold", 400_00, gold)] },
    }),
  );

export const arbitraryGroups: fc.Arbitrary<Map<string, string[]>> = fc
  .tuple(...products.map(() => fc.subarray([...collections])))
  .map((chosen) => new Map(products.map((product, index) => [product, chosen[index] ?? []])));

const line: fc.Arbitrary<LinePlan> = fc
  .tuple(arbitraryLine, fc.constantFrom(...products))
  .map(([plan, productId]) => (plan.kind === "product" ? { ...plan, productId } : plan));

/** Of one order; which states it goes through is the test's matter. */
export const arbitraryRichPlan: fc.Arbitrary<OrderPlan> = fc
  .record({
    currency: fc.constantFrom("GBP", "GBP", "EUR"),
    paidCurrency: fc.constantFrom("GBP", "EUR", "USD"),
    channel: fc.constantFrom(...channels),
    taxIncluded: fc.boolean(),
    days: fc.integer({ min: -10, max: 10 }),
    fulfilled: fc.boolean(),
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  })
  .map(({ days, fulfilled, ...plan }) => ({
    ...plan,
    placedAt: daysAfter(days, firstDay),
    fulfilledAt: fulfilled ? daysAfter(days + 2, firstDay) : null,
  }));
