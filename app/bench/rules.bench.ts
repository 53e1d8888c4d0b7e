/**
 * Programs of 5 earning rules beside the same ones grown to 500 rules and 50 campaigns, on the same 1,000 orders, in turns in one run: what a merchant pays for rules that do not
 * match. The small programs are what a merchant begins with, five rules without any condition, and one rule of each sort; the rules they grow by are those of a large shop: by
 * product, by collection, by segment, tier, channel and currency. Most match no order, a few match many.
 */
import { computeAward } from "../loyalty/award";
import { groupsOf } from "../loyalty/award-factors";
import { customerId, instant, orderId, termsVersion } from "../loyalty/brand";
import { channels } from "../loyalty/conditions";
import { currency, minor } from "../loyalty/money";
import { type Order, unknownBuyer } from "../loyalty/order";
import { firstTerms, type Terms, type TermsInput, termsSchema } from "../loyalty/program";
import { median } from "./quantiles";

export const name = "rules";

const orders = 1_000;
/** The first ones only let the engine compile what it runs often. */
const warmUp = 10;
const rounds = 31;
const products = 5_000;
const placedAt = instant(Date.UTC(2026, 10, 22));
const dayMs = 86_400_000;

/** A small deterministic stream of numbers: every run measures the same orders. */
function stream(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const collections = Array.from({ length: 97 }, (_, index) => `c${index}`);
const collectionsOf = (product: number) =>
  [product % 60, 60 + (product % 37)].map((index) => collections[index] ?? "");
const groups = new Map(Array.from({ length: products }, (_, index) => [`p${index}`, collectionsOf(index)]));

function someOrder(index: number, next: (below: number) => number): Order {
  const lines = Array.from({ length: 1 + next(6) }, (_, line) => ({
    lineId: `${index}-${line}`,
    kind: "product" as const,
    productId: `p${next(products)}`,
    variantId: null,
    title: "A thing",
    quantity: 1 + next(3),
    gross: minor(1_00 + next(90_00)),
    discounts: next(4) === 0 ? [{ code: "SUMMER", amount: minor(50) }] : [],
    tax: minor(0),
    refunded: minor(0),
    refundedTax: minor(0),
    returnedQuantity: 0,
  }));
  return {
    orderId: orderId(String(index)),
    name: `#${index}`,
    customerId: customerId("1"),
    currency: currency("GBP"),
    paidCurrency: currency(next(5) === 0 ? "EUR" : "GBP"),
    channel: channels[next(channels.length)] ?? "online",
    taxIncluded: false,
    status: "paid",
    placedAt,
    updatedAt: placedAt,
    paidAt: placedAt,
    fulfilledAt: null,
    buyer: unknownBuyer,
    lines,
    codes: [],
  };
}

type Rule = TermsInput["earningRules"][number];

function ruleOf(index: number, conditions: Rule["conditions"]): Rule {
  const common = { id: `rule-${index}`, name: { en: `Rule ${index}` }, conditions };
  return index % 3 === 0
    ? { ...common, kind: "product", arguments: { points: 5 } }
    : { ...common, kind: "spend", arguments: { points: 1 + (index % 5), perMinor: 100, rounding: "down" } };
}

/** What a large shop asks for: mostly products and collections. */
function conditionOf(index: number): Rule["conditions"] {
  const kind = index % 20;
  if (kind < 12) return { products: { include: [`p${index * 7}`, `p${index * 7 + 1}`], exclude: [] } };
  if (kind < 16) return { collections: { include: [`c${100 + index}`], exclude: [] } };
  if (kind < 18) return { segmentIds: [`segment-${index % 90}`] };
  return kind === 18 ? { tierIds: [`tier-${index}`] } : { channels: ["pos"], currencies: ["USD"] };
}

function campaignOf(index: number): NonNullable<TermsInput["campaigns"]>[number] {
  return {
    id: `campaign-${index}`,
    name: { en: `Campaign ${index}` },
    active: true,
    from: placedAt - (index % 10) * dayMs,
    until: placedAt + (1 + (index % 7)) * dayMs,
    conditions: conditionOf(index),
    effect: index % 2 === 0 ? { kind: "multiplier", multiplierBp: 20_000 } : { kind: "bonus", points: 50 },
    priority: index % 5,
    stacking: "adds",
    budgetPoints: 100_000,
  };
}

function spend(index: number, conditions: Rule["conditions"]): Rule {
  const common = { id: `rule-${index}`, name: { en: `Rule ${index}` }, conditions };
  return { ...common, kind: "spend", arguments: { points: 1 + index, perMinor: 100, rounding: "down" } };
}

/** What a merchant begins with: points for every purchase, more of them online, abroad and for large orders, and a product of the month. */
const ordinary: readonly Rule[] = [
  spend(0, {}),
  spend(1, { channels: ["online"] }),
  spend(2, { currencies: ["EUR"] }),
  spend(3, { minimumMinor: 100_00 }),
  { ...ruleOf(3, { products: { include: ["p7", "p8"], exclude: [] } }), id: "rule-4" },
];

/** Five that every order meets, so that the small program has no rule to leave out. */
const plain: readonly Rule[] = Array.from({ length: 5 }, (_, index) => spend(index, {}));

/** One for every order, and one of each sort that large programs are made of. */
const oneOfEach: readonly Rule[] = [{}, ...[1, 12, 16, 18].map(conditionOf)].map((conditions, index) =>
  ruleOf(index, conditions),
);

/** The same rules alone, or grown to so many, with campaigns. */
function termsOf(first: readonly Rule[], { rules, campaigns }: { rules: number; campaigns: number }): Terms {
  const others = Array.from({ length: rules - first.length }, (_, index) =>
    ruleOf(index + first.length, conditionOf(index + first.length)),
  );
  return termsSchema.parse({
    ...firstTerms("GBP", 100),
    earningRules: [...first, ...others],
    campaigns: Array.from({ length: campaigns }, (_, index) => campaignOf(index)),
  });
}

/** So few orders at once that a busy machine seldom stops us amid them, which it would do to the longer side more often. */
const atOnce = 50;

/** Milliseconds for each few of the orders. */
function evaluate(terms: Terms, all: readonly Order[]): number[] {
  const times: number[] = [];
  let points = 0;
  for (let from = 0; from < all.length; from += atOnce) {
    const start = performance.now();
    for (const order of all.slice(from, from + atOnce)) {
      const factors = {
        termsVersion: termsVersion(1),
        tierId: "gold",
        multiplierBp: 15_000,
        segmentIds: ["segment-17"],
        groups: groupsOf(order, terms, { now: groups, frozen: {} }),
      };
      points += computeAward(order, { terms, factors, rewardCodes: new Set() }).points;
    }
    times.push(performance.now() - start);
  }
  if (points === 0) throw new Error("nothing was evaluated");
  return times;
}

/** All orders' time: of each few the median of all rounds. */
const inAll = (timed: readonly (readonly number[])[]) =>
  (timed[0] ?? []).reduce((sum, _, few) => sum + median(timed.map((times) => times[few] ?? 0)), 0);

const few = { rules: 5, campaigns: 0 };
const many = { rules: 500, campaigns: 50 };
const programs = [
  ["rules a merchant begins with", ordinary],
  ["rules without conditions", plain],
  ["rules of each sort", oneOfEach],
] as const;

export async function run() {
  const next = stream(2026);
  const all = Array.from({ length: orders }, (_, index) => someOrder(index, next));
  const pairs = programs.map(([what, first]) => {
    const timed: (readonly [number[], number[]])[] = [];
    return { what, small: termsOf(first, few), large: termsOf(first, many), timed };
  });
  for (let round = 0; round < warmUp + rounds; round += 1)
    for (const { small, large, timed } of pairs) {
      const both = [evaluate(small, all), evaluate(large, all)] as const;
      if (round >= warmUp) timed.push(both);
    }
  return pairs.flatMap(({ what, timed }) => {
    const [small, large] = [inAll(timed.map(([one]) => one)), inAll(timed.map(([, other]) => other))];
    const ratio = large / small;
    return [
      { what: `1,000 orders under 5 ${what}`, ms: small, rate: (orders / small) * 1_000 },
      { what: "… grown to 500 rules and 50 campaigns", ms: large, rate: (orders / large) * 1_000 },
      { what: "… the large program against the small one", ratio, goal: "≤ 3", holds: ratio <= 3 },
    ];
  });
}
