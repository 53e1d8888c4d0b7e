/**
 * What each rule gives one order, computed by the core that will award real ones: rules that overlap are seen to add up before they are saved (field lesson 16). The order
 * holds plain goods, and one product of each kind that a rule asks for.
 */
import type { AwardFactors } from "../../loyalty/award";
import { customerId, instant, orderId, termsVersion } from "../../loyalty/brand";
import { isOrderRule, type OrderRule } from "../../loyalty/earning-rules/definition";
import { explainAward, type Verdict } from "../../loyalty/explain-award";
import { currency, minor, noMoney } from "../../loyalty/money";
import { type Order, type OrderLine, unknownBuyer } from "../../loyalty/order";
import type { Terms } from "../../loyalty/program";
import { multiplierOf, tierFor } from "../../loyalty/tiers";

export interface RulesExample {
  readonly points: number;
  readonly rules: readonly { readonly rule: OrderRule; readonly verdict: Verdict }[];
  /** How many products beside the plain goods are in the order, because rules ask for them. */
  readonly products: number;
  /** The rules that give points for this order; more than one is worth a second look. */
  readonly applied: number;
}

const mostProducts = 5;

/** A rule or a campaign. */
type Asking = Pick<OrderRule, "conditions">;

interface Asked {
  readonly productId: string;
  readonly collectionIds: readonly string[];
}

/** One product for each rule that wants a certain one: the first it names. */
function askedFor(rules: readonly Asking[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const { conditions } of rules) {
    const [product] = conditions.products.include;
    const [collection] = conditions.collections.include;
    if (product !== undefined)
      asked.set(product, { productId: product, collectionIds: asked.get(product)?.collectionIds ?? [] });
    else if (collection !== undefined)
      asked.set(`of-${collection}`, { productId: `of-${collection}`, collectionIds: [collection] });
  }
  return [...asked.values()].slice(0, mostProducts);
}

function lineOf(productId: string | null, gross: number, index: number): OrderLine {
  return {
    lineId: `line-${index}`,
    kind: "product",
    productId,
    variantId: null,
    title: "",
    quantity: 1,
    gross: minor(gross),
    discounts: [],
    tax: noMoney,
    refunded: noMoney,
    refundedTax: noMoney,
    returnedQuantity: 0,
  };
}

/** An order of plain goods, and one product of each kind that is asked for, by a member in every segment. */
export function exampleCase(
  terms: Terms,
  { asking, goods, at }: { asking: readonly Asking[]; goods: number; at: number },
): { readonly order: Order; readonly factors: AwardFactors; readonly products: number } {
  const asked = askedFor(asking);
  const money = currency(terms.currency);
  const tier = tierFor(terms.tiers, { spend: 0, points: 0, orders: 0, engagement: 0 });
  const lines = [null, ...asked.map((one) => one.productId)];
  const placedAt = instant(at);
  return {
    order: {
      orderId: orderId("example"),
      name: "example",
      customerId: customerId("example"),
      currency: money,
      paidCurrency: money,
      channel: "online",
      taxIncluded: false,
      status: "paid",
      ...{ placedAt, updatedAt: placedAt, paidAt: placedAt, fulfilledAt: null },
      buyer: unknownBuyer,
      lines: lines.map((productId, index) => lineOf(productId, goods, index)),
      codes: [],
    },
    factors: {
      termsVersion: termsVersion(0),
      tierId: tier?.id ?? null,
      multiplierBp: multiplierOf(tier),
      segmentIds: terms.segments.map((segment) => segment.id),
      groups: Object.fromEntries(asked.map((one) => [one.productId, one.collectionIds])),
    },
    products: asked.length,
  };
}

/** @param goods the price of the goods, and of each product, in minor units */
export function rulesExample(terms: Terms, goods: number): RulesExample {
  const asking = terms.earningRules.filter(isOrderRule).filter((rule) => rule.active);
  const { order, factors, products } = exampleCase(terms, { asking, goods, at: 0 });
  const { rules: judged } = explainAward(order, {
    terms: { ...terms, campaigns: [] },
    factors,
    rewardCodes: new Set(),
    none: null,
  });
  const ofOrders = judged.flatMap(({ rule, verdict }) => (isOrderRule(rule) ? [{ rule, verdict }] : []));
  const giving = ofOrders.flatMap(({ verdict }) => (verdict.applied ? [verdict.points] : []));
  return {
    points: giving.reduce((sum, one) => sum + one, 0),
    rules: ofOrders,
    products,
    applied: giving.length,
  };
}
