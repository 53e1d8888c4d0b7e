/**
 * Arbitrary orders: any state of an order that translation may hand to the core. Amounts are drawn as shares, so that every order
 * keeps what `OrderLine` promises (a discount within its gross, a refund within what was paid).
 */
import fc from "fast-check";
import type { Order } from "../order";
import type { Eligibility } from "../program";
import { anOrder, type LinePlan, type OrderPlan } from "./cast";

/** The code of one of our own redemptions, and one of the merchant's. */
export const rewardCode = "VAFA-REWARD";
export const merchantCode = "SUMMER";

const permille = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1000), weight: 1 },
  { arbitrary: fc.nat(1000), weight: 2 },
);
const share = (of: number, part: number) => Math.floor((of * part) / 1000);

export const arbitraryLine: fc.Arbitrary<LinePlan> = fc
  .record({
    kind: fc.constantFrom("product", "product", "gift-card", "shipping"),
    quantity: fc.integer({ min: 1, max: 5 }),
    gross: fc.nat(80_000),
    byReward: permille,
    byMerchant: permille,
    tax: fc.nat(200),
    refunded: permille,
  })
  .map((drawn) => {
    const reward = share(drawn.gross, drawn.byReward);
    const merchant = share(drawn.gross - reward, drawn.byMerchant);
    const net = drawn.gross - reward - merchant;
    const tax = share(net, drawn.tax);
    return {
      kind: drawn.kind,
      quantity: drawn.quantity,
      gross: drawn.gross,
      discounts: [
        { code: rewardCode, amount: reward },
        { code: merchantCode, amount: merchant },
      ].filter((discount) => discount.amount > 0),
      tax,
      refunded: share(net, drawn.refunded),
      refundedTax: share(tax, drawn.refunded),
      returnedQuantity: share(drawn.quantity, drawn.refunded),
    };
  });

const arbitraryLines = fc.array(arbitraryLine, { maxLength: 5 });

export const arbitraryPlan: fc.Arbitrary<OrderPlan> = fc.record({
  taxIncluded: fc.boolean(),
  status: fc.constantFrom("paid", "paid", "paid", "unpaid", "cancelled"),
  lines: arbitraryLines,
});

export const arbitraryOrder: fc.Arbitrary<Order> = arbitraryPlan.map(anOrder);
/** One that is paid and has a customer, so that its lines decide. */
export const arbitraryPaidOrder: fc.Arbitrary<Order> = arbitraryPlan.map((plan) =>
  anOrder({ ...plan, status: "paid" }),
);

export const arbitraryEligibility: fc.Arbitrary<Eligibility> = fc.record({
  netOfDiscounts: fc.boolean(),
  includeTax: fc.boolean(),
  includeShipping: fc.boolean(),
  includeGiftCards: fc.boolean(),
  excludedProducts: fc.constant([]),
  excludedCollections: fc.constant([]),
});

/** The same order when everything was paid back. */
export function refundedInFull(plan: OrderPlan): OrderPlan {
  return {
    ...plan,
    lines: plan.lines.map((line) => ({
      ...line,
      refunded: line.gross - (line.discounts ?? []).reduce((sum, discount) => sum + discount.amount, 0),
      refundedTax: line.tax ?? 0,
      returnedQuantity: line.quantity ?? 1,
    })),
  };
}

/** The same order before anything was paid back. */
export function nothingRefunded(plan: OrderPlan): OrderPlan {
  return {
    ...plan,
    lines: plan.lines.map((line) => ({ ...line, refunded: 0, refundedTax: 0, returnedQuantity: 0 })),
  };
}
