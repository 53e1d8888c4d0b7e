/**
 * The worked example: one basket under the terms as they are being typed, computed by the very core that will award real orders. What overlapping
 * rules come to is seen before it is saved (field lesson 16).
 */
import { type Award, computeAward } from "../../loyalty/award";
import { customerId, instant, orderId, termsVersion } from "../../loyalty/brand";
import { currency, minor, noMoney } from "../../loyalty/money";
import { type LineKind, type Order, type OrderLine, unknownBuyer } from "../../loyalty/order";
import type { Terms } from "../../loyalty/program";
import { leastPrice, quote } from "../../loyalty/rewards";
import { proportion } from "../../loyalty/rounding";
import { multiplierOf, type Tier, tierFor } from "../../loyalty/tiers";

export interface ExampleLine {
  readonly kind: LineKind;
  readonly gross: number;
  readonly eligible: number;
  readonly points: number;
}

export interface ExampleTier {
  /** Null for members without tier. */
  readonly tier: Tier | null;
  readonly points: number;
}

export interface ExampleReward {
  readonly id: string;
  readonly points: number;
  readonly value: number;
}

export interface Example {
  readonly goods: number;
  readonly tax: number;
  readonly discount: number;
  /** As the lowest tier, or without tier. */
  readonly lines: readonly ExampleLine[];
  readonly tiers: readonly ExampleTier[];
  readonly rewards: readonly ExampleReward[];
  /** Where a new member stands after this order. */
  readonly after: Tier | null;
}

function line(kind: LineKind, gross: number, parts: { tax?: number; discount?: number } = {}): OrderLine {
  const { tax = 0, discount = 0 } = parts;
  return {
    lineId: kind,
    kind,
    productId: null,
    variantId: null,
    title: kind,
    quantity: 1,
    gross: minor(gross),
    discounts: discount === 0 ? [] : [{ code: "WELCOME", amount: minor(discount) }],
    tax: minor(tax),
    refunded: noMoney,
    refundedTax: noMoney,
    returnedQuantity: 0,
  };
}

/** What a basket can hold at this shop. */
interface Sold {
  readonly giftCards: boolean;
}

/** Goods with a tenth off by the merchant's own code and a sixth of the rest as included tax; shipping; a gift card of a quarter where there are any. */
function basketOf(goods: number, terms: Terms, { giftCards }: Sold): Order {
  const discount = proportion(goods, 1, 10);
  const tax = proportion(goods - discount, 1, 6);
  const shipping = proportion(goods, 1, 20);
  return {
    orderId: orderId("example"),
    name: "example",
    customerId: customerId("example"),
    currency: currency(terms.currency),
    paidCurrency: currency(terms.currency),
    channel: "online",
    taxIncluded: true,
    status: "paid",
    placedAt: instant(0),
    updatedAt: instant(0),
    paidAt: instant(0),
    fulfilledAt: instant(0),
    buyer: unknownBuyer,
    lines: [
      line("product", goods, { tax, discount }),
      line("shipping", shipping),
      ...(giftCards ? [line("gift-card", proportion(goods, 1, 4))] : []),
    ],
    codes: ["WELCOME"],
  };
}

function awardAs(order: Order, terms: Terms, tier: Tier | null): Award {
  const factors = {
    termsVersion: termsVersion(0),
    tierId: tier?.id ?? null,
    multiplierBp: multiplierOf(tier),
    segmentIds: [],
    groups: {},
  };
  return computeAward(order, { terms, factors, rewardCodes: new Set() });
}

/** All that can be: without tier only where one can be without. */
function tiersOf(terms: Terms): (Tier | null)[] {
  const ascending = [...terms.tiers.levels].sort((a, b) => a.threshold - b.threshold);
  return ascending[0]?.threshold === 0 ? ascending : [null, ...ascending];
}

function rewardsOf(terms: Terms): ExampleReward[] {
  return terms.rewards
    .filter((reward) => reward.active)
    .flatMap((reward) => {
      const quoted = quote(reward, leastPrice(reward));
      return quoted.done ? [{ id: reward.id, points: quoted.value.points, value: quoted.value.value }] : [];
    });
}

/** @param goods value of the goods in minor units, not negative */
export function workedExample(terms: Terms, goods: number, sold: Sold = { giftCards: true }): Example {
  const order = basketOf(goods, terms, sold);
  const tiers = tiersOf(terms).map((tier) => ({ tier, award: awardAs(order, terms, tier) }));
  const first = tiers[0]?.award ?? awardAs(order, terms, null);
  const [product] = order.lines;
  return {
    goods,
    tax: product?.tax ?? 0,
    discount: product?.discounts[0]?.amount ?? 0,
    lines: order.lines.map((one, index) => ({
      kind: one.kind,
      gross: one.gross,
      eligible: first.lines[index]?.eligible ?? 0,
      points: first.lines[index]?.points ?? 0,
    })),
    tiers: tiers.map(({ tier, award }) => ({ tier, points: award.points })),
    rewards: rewardsOf(terms),
    after: tierFor(terms.tiers, {
      spend: first.eligible,
      points: first.points,
      orders: first.eligible > 0 ? 1 : 0,
      engagement: 0,
    }),
  };
}
