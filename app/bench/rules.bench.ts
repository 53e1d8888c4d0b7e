/**
 * A program of 500 earning rules and 50 campaigns beside one of 5 rules, on the same 1,000 orders, in turns in one run: what a merchant pays for a rule that does not match. The rules are
 * those of a large shop: by product, by collection, by segment, tier, channel and currency, a few for every order.
 */
import { computeAward } from "../loyalty/award";
import { groupsOf } from "../loyalty/award-factors";
import { customerId, instant, orderId, termsVersion } from "../loyalty/brand";
import { channels } from "../loyalty/conditions";
import { currency, minor } from "../loyalty/money";
import { type Order, unknownBuyer } from "../loyalty/order";
import { firstTerms, type Terms, type TermsInput, termsSchema } from "../loyalty/program";

export const name = "rules";

const orders = 1_000;
const rounds = 15;
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

const collectionsOf = (product: number) => [`c${product % 60}`, `c${60 + (product % 37)}`];
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

function termsOf(rules: number, campaigns: number): Terms {
  // One for every order, and one of each sort that large programs are made of.
  const basic = [{}, ...[1, 12, 16, 18].map(conditionOf)].map((conditions, index) =>
    ruleOf(index, conditions),
  );
  const others = Array.from({ length: rules - 5 }, (_, index) => ruleOf(index + 5, conditionOf(index + 5)));
  return termsSchema.parse({
    ...firstTerms("GBP", 100),
    earningRules: [...basic, ...others],
    campaigns: Array.from({ length: campaigns }, (_, index) => campaignOf(index)),
  });
}

function evaluate(terms: Terms, all: readonly Order[]): number {
  const start = performance.now();
  let points = 0;
  for (const order of all) {
    const factors = {
      termsVersion: termsVersion(1),
      tierId: "gold",
      multiplierBp: 15_000,
      segmentIds: ["segment-17"],
      groups: groupsOf(order, terms, { now: groups, frozen: {} }),
    };
    points += computeAward(order, { terms, factors, rewardCodes: new Set() }).points;
  }
  if (points === 0) throw new Error("nothing was evaluated");
  return performance.now() - start;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function run() {
  const next = stream(2026);
  const all = Array.from({ length: orders }, (_, index) => someOrder(index, next));
  const [few, many] = [termsOf(5, 0), termsOf(500, 50)];
  for (const terms of [few, many]) evaluate(terms, all);
  const timed = Array.from({ length: rounds }, () => [evaluate(few, all), evaluate(many, all)] as const);
  const [small, large] = [median(timed.map(([ms]) => ms)), median(timed.map(([, ms]) => ms))];
  const ratio = large / small;
  return [
    { what: "1,000 orders under 5 rules", ms: small, rate: (orders / small) * 1_000 },
    { what: "1,000 orders under 500 rules and 50 campaigns", ms: large, rate: (orders / large) * 1_000 },
    { what: "the large program against the small one", ratio, goal: "≤ 3", holds: ratio <= 3 },
  ];
}
