/** The coupon that a store is asked to make, what it is never asked, and whether one that is there is ours. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../app/loyalty/brand";
import { currency, minor, parseDecimal } from "../../app/loyalty/money";
import { type CouponInput, type CouponOrder, type CouponWorth, couponFor } from "./coupon";
import { isThatCoupon, isUsed, restCoupon } from "./found-coupon";
import type { Cart } from "./oversize";
import { readRecorded } from "./testing/recorded";

const EUR = currency("EUR");
const anyDiscount = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };
const amountOff = (value: number): CouponWorth => ({ kind: "amount-off", value: minor(value) });

const order = (changes: Partial<CouponOrder> = {}): CouponOrder => ({
  code: "VAFA-7K3M",
  title: "Vafa r_123",
  customerId: "5",
  worth: amountOff(1_000),
  currency: EUR,
  endsAt: instant(Date.parse("2026-12-31T22:59:59.000Z")),
  minimumSubtotal: minor(0),
  combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
  ...changes,
});

const answer = (
  changes: Partial<CouponOrder> = {},
  cart: Cart | null = null,
  email: string | null = "Bo@Example.com",
) => couponFor(order(changes), { email, cart });

function couponOf(changes: Partial<CouponOrder> = {}, cart: Cart | null = null): CouponInput {
  const made = answer(changes, cart);
  if ("refused" in made) throw new Error(made.refused);
  return made.coupon;
}

describe("a coupon", () => {
  it("is used once, by one address, until the deadline in GMT", () => {
    expect(couponOf()).toEqual({
      code: "vafa-7k3m",
      description: "Vafa r_123",
      discount_type: "fixed_cart",
      amount: "10.00",
      free_shipping: false,
      individual_use: true,
      usage_limit: 1,
      usage_limit_per_user: 1,
      date_expires: "2026-12-31T22:59:59Z",
      minimum_amount: "10.00",
      email_restrictions: ["bo@example.com"],
      product_ids: [],
      limit_usage_to_x_items: null,
    });
  });

  it.each([
    [amountOff(1_250_000), "IRR", { discount_type: "fixed_cart", amount: "1250000" }],
    [amountOff(1_250), "KWD", { discount_type: "fixed_cart", amount: "1.250" }],
    [{ kind: "percentage-off", percentBp: 1_250 }, "EUR", { discount_type: "percent", amount: "12.5" }],
    [{ kind: "percentage-off", percentBp: 1_000 }, "EUR", { discount_type: "percent", amount: "10" }],
    [{ kind: "percentage-off", percentBp: 10_000 }, "EUR", { discount_type: "percent", amount: "100" }],
    [{ kind: "percentage-off", percentBp: 5 }, "EUR", { discount_type: "percent", amount: "0.05" }],
    [{ kind: "free-shipping", maximumShipping: null }, "EUR", { amount: "0", free_shipping: true }],
    [
      { kind: "free-product", productId: "13", variantId: "33", quantity: 2 },
      "EUR",
      { discount_type: "percent", amount: "100", product_ids: [33], limit_usage_to_x_items: 2 },
    ],
  ] as const)("worth %j in %s is asked for in WooCommerce's words", (worth, code, wanted) => {
    expect(couponOf({ worth, currency: currency(code) })).toMatchObject(wanted);
  });

  it("stands alone unless everything may stand beside it", () => {
    expect(couponOf({ combinesWith: anyDiscount }).individual_use).toBe(false);
    for (const kind of ["orderDiscounts", "productDiscounts", "shippingDiscounts"] as const)
      expect(couponOf({ combinesWith: { ...anyDiscount, [kind]: false } }).individual_use).toBe(true);
    const combinesWith = { ...anyDiscount, shippingDiscounts: false };
    expect(
      couponOf({ worth: { kind: "free-shipping", maximumShipping: null }, combinesWith }).individual_use,
    ).toBe(false);
  });

  it("that names nobody is whoever's holds it; one that names a member needs their address", () => {
    expect(couponOf({ customerId: null }).email_restrictions).toEqual([]);
    for (const email of [null, "", "nobody", "*@example.com"])
      expect(answer({}, null, email)).toEqual({ refused: expect.any(String) });
  });

  it.each([
    [{ kind: "free-shipping", maximumShipping: minor(500) }],
    [{ kind: "free-product", productId: "gid://x", variantId: null, quantity: 1 }],
    [{ kind: "percentage-off", percentBp: 10_001 }],
    [amountOff(0)],
  ] as const)("worth %j is refused before the store is asked", (worth) => {
    expect(answer({ worth })).toEqual({ refused: expect.any(String) });
  });

  it("keeps the merchant's minimum, and the coupon's own worth where that is more", () => {
    expect(couponOf({ minimumSubtotal: minor(4_000) }).minimum_amount).toBe("40.00");
    expect(couponOf({ minimumSubtotal: minor(400) }).minimum_amount).toBe("10.00");
    const percent: CouponWorth = { kind: "percentage-off", percentBp: 1_000 };
    expect(couponOf({ worth: percent }).minimum_amount).toBe("0.00");
  });
});

describe("a coupon that is worth more than the cart", () => {
  const cart = (subtotal: number, oversize: Cart["oversize"]): Cart => ({
    subtotal: minor(subtotal),
    oversize,
  });

  it("comes down to the cart and says what it is worth then, or is refused", () => {
    expect(answer({}, cart(600, "cap"))).toMatchObject({
      value: 600,
      coupon: { amount: "6.00", minimum_amount: "6.00" },
    });
    expect(answer({}, cart(600, "refuse"))).toEqual({
      refused: expect.stringContaining("more than the cart"),
    });
    expect(answer({}, cart(0, "cap"))).toEqual({ refused: expect.stringContaining("nothing in the cart") });
  });

  it("never loses a remainder: WooCommerce takes it only where all of it fits", () => {
    const amounts = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(
        amounts,
        amounts,
        fc.constantFrom("cap" as const, "refuse" as const),
        (value, subtotal, oversize) => {
          const made = answer({ worth: amountOff(value) }, cart(subtotal, oversize));
          if ("refused" in made) {
            expect(oversize === "refuse" && value > subtotal).toBe(true);
            return;
          }
          const amount = parseDecimal(made.coupon.amount, EUR) ?? 0;
          expect(amount).toBe(made.value);
          expect(amount).toBeLessThanOrEqual(Math.min(value, subtotal));
          expect(parseDecimal(made.coupon.minimum_amount, EUR)).toBeGreaterThanOrEqual(amount);
        },
      ),
    );
  });
});

describe("a coupon that the store has", () => {
  const found = restCoupon.parse(readRecorded("rest.coupon.created.json"));
  const wanted: CouponInput = {
    ...couponOf(),
    code: "loyal-mwr5alue-ab12",
    description: "loyalty redemption r_123",
    email_restrictions: ["bo.mwr5alue@example.com"],
  };

  it("is ours when its name, worth and holder are, and else somebody's", () => {
    expect(isThatCoupon(found, wanted, EUR)).toBe(true);
    expect(isUsed(found)).toBe(false);
    expect(isUsed({ ...found, usage_count: 1 })).toBe(true);
    for (const other of [
      { description: "r_124" },
      { amount: "10.01" },
      { email_restrictions: [] },
      { usage_limit: null },
      { discount_type: "percent" },
      { product_ids: [13] },
      { free_shipping: true },
    ])
      expect(isThatCoupon({ ...found, ...other }, wanted, EUR)).toBe(false);
  });
});
