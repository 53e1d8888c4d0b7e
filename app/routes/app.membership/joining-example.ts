/** The worked example of joining: what a guest's order of some days ago is worth to whoever joins today. Computed by the very core that will judge real orders. */
import { computeAward } from "../../loyalty/award";
import { customerId, instant, orderId, termsVersion } from "../../loyalty/brand";
import { claimsGuestOrder, type MembershipStanding } from "../../loyalty/membership-standing";
import { currency, minor, noMoney } from "../../loyalty/money";
import { type Order, unknownBuyer } from "../../loyalty/order";
import type { Terms } from "../../loyalty/program";
import { multiplierOf, tierFor } from "../../loyalty/tiers";

const dayMs = 86_400_000;
/** Any day will do: only the days between count. */
const today = instant(Date.UTC(2026, 0, 1));

function orderOf(terms: Terms, goods: number, daysAgo: number): Order {
  const placedAt = instant(today - daysAgo * dayMs);
  return {
    orderId: orderId("example"),
    name: "example",
    customerId: customerId("example"),
    currency: currency(terms.currency),
    paidCurrency: currency(terms.currency),
    channel: "online",
    taxIncluded: true,
    status: "paid",
    placedAt,
    updatedAt: placedAt,
    paidAt: placedAt,
    fulfilledAt: placedAt,
    buyer: unknownBuyer,
    lines: [
      {
        lineId: "1",
        kind: "product",
        productId: null,
        variantId: null,
        title: "example",
        quantity: 1,
        gross: minor(goods),
        discounts: [],
        tax: noMoney,
        refunded: noMoney,
        refundedTax: noMoney,
        returnedQuantity: 0,
      },
    ],
    codes: [],
  };
}

export interface JoiningExample {
  /** What the order would give; 0 when it does not count. */
  readonly points: number;
  readonly counts: boolean;
}

export function joiningExample(terms: Terms, goods: number, daysAgo: number): JoiningExample {
  const from = instant(today - terms.membership.claimDays * dayMs);
  const joined: MembershipStanding = {
    status: "active",
    periods: [{ from, until: null }],
    until: null,
    guestsFrom: from,
  };
  const order = orderOf(terms, goods, daysAgo);
  if (!claimsGuestOrder(joined, order.placedAt)) return { points: 0, counts: false };
  const tier = tierFor(terms.tiers, { spend: 0, points: 0, orders: 0, engagement: 0 });
  const factors = {
    termsVersion: termsVersion(0),
    tierId: tier?.id ?? null,
    multiplierBp: multiplierOf(tier),
    segmentIds: [],
    groups: {},
  };
  return { points: computeAward(order, { terms, factors, rewardCodes: new Set() }).points, counts: true };
}
