/** The emulated shop behaves as the notes on a running WooCommerce say: coupons, refunds, the trash, and the events that do and do not come. */
import { beforeEach, describe, expect, test } from "vitest";
import { applyCode, priceCart } from "./cart";
import { createCoupon } from "./change-coupon";
import { createUser } from "./change-customer";
import { cancelOrder, deleteOrder, restoreOrder, setStatus, trashOrder } from "./change-order";
import { editOrder } from "./edit-order";
import { type OrderWish, placeOrder } from "./place-order";
import { deleteRefund, refundOrder } from "./refund-order";
import type { WooAction, WooShop } from "./shop";
import { openShopAlone } from "./world";

const START = Date.UTC(2026, 10, 22, 1);
let now = START;
let shop: WooShop;
let actions: WooAction[];

const emma = "emma.clarke@example.com";
const mug = { productId: 201, variationId: 0, quantity: 1 };

beforeEach(() => {
  now = START;
  shop = openShopAlone("nordlicht", () => now);
  actions = [];
  shop.listen((action) => actions.push(action));
});

const hooks = () => actions.splice(0).map(({ hook }) => hook);

function placed(wish: Partial<OrderWish> = {}) {
  const result = placeOrder(shop, { lines: [mug], userId: 11, billing: {}, ...wish });
  if (!result.ok) throw new Error(result.message);
  return result.order;
}

const coupon = (fields: Parameters<typeof createCoupon>[1]) =>
  createCoupon(shop, { amount: "5.00", discountType: "fixed_cart", usageLimit: 1, ...fields });

const codesOf = (code: string, wish: Partial<Parameters<typeof applyCode>[1]> = {}) => {
  const cart = { lines: [mug], codes: [], userId: 11, email: "", where: "cart" as const, ...wish };
  const result = applyCode(shop, cart, code);
  return result.ok ? result.codes : result.message;
};

describe("money", () => {
  test("a coupon of 5.00 over prices with the tax inside reads 4.20 and 0.80", () => {
    coupon({ code: "five" });
    const order = placed({ codes: ["FIVE"] });
    expect([order.discountTotal, order.discountTax]).toEqual(["4.20", "0.80"]);
    expect(order.couponLines[0]).toMatchObject({ code: "five", discount: "4.2", discountTax: "0.8" });
  });

  test("the total is that of its parts, whatever falls on which line", () => {
    coupon({ code: "odd", amount: "9.99" });
    const lines = [
      mug,
      { productId: 203, variationId: 0, quantity: 3 },
      { productId: 206, variationId: 0, quantity: 7 },
    ];
    const cart = priceCart(shop, { lines, codes: ["odd"], userId: 0, email: "", where: "cart" });
    expect(cart.coupons[0]?.taken).toBe(999);
    const { cost, tax } = cart.shipping;
    expect(cart.total).toBe(cart.subtotal - 999 + cost + tax);
    expect(cart.lines.reduce((sum, { taken }) => sum + taken, 0)).toBe(999);
  });

  test("a coupon larger than the cart loses the rest", () => {
    coupon({ code: "large", amount: "100.00" });
    const cart = priceCart(shop, { lines: [mug], codes: ["large"], userId: 0, email: "", where: "cart" });
    expect(cart.coupons[0]?.taken).toBe(1_200);
  });

  test("a percentage bound to one article and so many units takes that much", () => {
    coupon({
      code: "free",
      amount: "100",
      discountType: "percent",
      productIds: [203],
      limitUsageToXItems: 1,
    });
    const lines = [mug, { productId: 203, variationId: 0, quantity: 2 }];
    const cart = priceCart(shop, { lines, codes: ["free"], userId: 0, email: "", where: "cart" });
    expect(cart.lines.map(({ taken }) => taken)).toEqual([0, 1_850]);
  });
});

describe("a coupon is refused in WooCommerce's words", () => {
  test.each<[string, Parameters<typeof createCoupon>[1], string]>([
    ["it has expired", { expiresAt: START - 1_000 }, 'Coupon "c" has expired.'],
    ["the cart is too small", { minimumAmount: "20.00" }, 'The minimum spend for coupon "c" is €20.00.'],
    [
      "it is somebody else's",
      { emailRestrictions: ["x@example.com"] },
      'Please enter a valid email at checkout to use coupon code "c".',
    ],
    [
      "it is for another article",
      { productIds: [299] },
      'Sorry, coupon "c" is not applicable to your cart contents.',
    ],
  ])("%s", (_why, fields, words) => {
    coupon({ code: "c", ...fields });
    expect(codesOf("C")).toBe(words);
  });

  test("it does not exist, it is there already, it stands alone", () => {
    expect(codesOf("Nothing")).toBe('Coupon "nothing" cannot be applied because it does not exist.');
    coupon({ code: "alone", individualUse: true });
    coupon({ code: "other" });
    expect(codesOf("alone", { codes: ["alone"] })).toBe('Coupon code "alone" already applied!');
    expect(codesOf("other", { codes: ["alone"] })).toBe(
      'Sorry, coupon "alone" has already been applied and cannot be used in conjunction with other coupons.',
    );
    expect(codesOf("alone", { codes: ["other"] })).toEqual(["alone"]);
  });

  test("a guest may use it after giving the address it is bound to", () => {
    coupon({ code: "hers", emailRestrictions: [emma] });
    expect(codesOf("hers", { userId: 0 })).toBe(
      'Please enter a valid email at checkout to use coupon code "hers".',
    );
    expect(codesOf("hers", { userId: 0, email: "Emma.Clarke@example.com" })).toEqual(["hers"]);
    expect(codesOf("hers")).toEqual(["hers"]);
  });
});

describe("a coupon's use", () => {
  test("is one, however many place at once", () => {
    coupon({ code: "once" });
    const results = Array.from({ length: 5 }, () =>
      placeOrder(shop, { lines: [mug], userId: 11, billing: {}, codes: ["once"] }),
    );
    expect(results.filter(({ ok }) => ok).length).toBe(1);
    expect(results[1]).toMatchObject({
      ok: false,
      message: 'Usage limit for coupon "once" has been reached.',
    });
  });

  test("comes back when the order is cancelled, not when it is refunded, and no event tells of it", () => {
    coupon({ code: "once" });
    const order = placed({ codes: ["once"] });
    hooks();
    refundOrder(shop, order, {});
    expect(shop.couponByCode("once")).toMatchObject({ usageCount: 1, usedBy: ["11"] });
    setStatus(shop, shop.order(order.id) ?? order, { to: "cancelled" });
    expect(shop.couponByCode("once")).toMatchObject({ usageCount: 0, usedBy: [] });
    expect(hooks().filter((hook) => hook.endsWith("coupon"))).toEqual([]);
  });
});

describe("events", () => {
  test("a new order fires both, a draft too", () => {
    placed({ status: "checkout-draft", userId: 0 });
    expect(hooks()).toEqual(["new_order", "update_order"]);
  });

  test("the trash tells and keeps what it was; coming back tells twice", () => {
    const order = placed();
    hooks();
    now += 5_000;
    const trashed = trashOrder(shop, order);
    expect(hooks()).toEqual(["trash_order"]);
    if (!trashed.ok) throw new Error(trashed.message);
    const back = restoreOrder(shop, trashed.order);
    expect(back).toMatchObject({ order: { status: "processing", modifiedAt: START + 5_000 } });
    expect(hooks()).toEqual(["update_order", "untrash_order"]);
  });

  test("an order deleted for good and a deleted refund tell nobody, and the date does not move", () => {
    const order = placed();
    const refund = refundOrder(shop, order, { amount: "3.00" });
    if (!refund.ok) throw new Error(refund.message);
    hooks();
    now += 9_000;
    deleteRefund(shop, refund.refund);
    expect(shop.order(order.id)?.modifiedAt).toBe(START);
    expect(shop.refundsOf(order.id)).toEqual([]);
    deleteOrder(shop, refund.order);
    expect(shop.order(order.id)).toBeNull();
    expect(hooks()).toEqual([]);
  });

  test("every account tells of itself", () => {
    createUser(shop, { email: "new@example.com", role: "shop_manager" });
    expect(hooks()).toEqual(["new_customer"]);
  });
});

describe("refunds", () => {
  test("more than is left answers 500, all that is left makes the order refunded", () => {
    const order = placed();
    expect(refundOrder(shop, order, { amount: "999.00" })).toMatchObject({
      ok: false,
      status: 500,
      message: "Invalid refund amount.",
    });
    expect(refundOrder(shop, order, { amount: "2.00" })).toMatchObject({ refund: { type: "partial" } });
    expect(refundOrder(shop, shop.order(order.id) ?? order, {})).toMatchObject({
      refund: { type: "full" },
      order: { status: "refunded", total: order.total },
    });
  });

  test("an order edited below what went back is refused", () => {
    const order = placed({ lines: [{ ...mug, quantity: 2 }] });
    refundOrder(shop, order, { amount: "15.00" });
    const line = order.lines[0]?.id ?? 0;
    expect(editOrder(shop, order, { quantities: [{ lineId: line, quantity: 1 }] })).toMatchObject({
      ok: true,
    });
    expect(editOrder(shop, order, { quantities: [{ lineId: line, quantity: 0 }] })).toMatchObject({
      ok: false,
    });
  });
});

test("cash on delivery is paid when it is handed over", () => {
  const order = placed({ payment: "cod" });
  expect(order).toMatchObject({ status: "processing", paidAt: null });
  expect(setStatus(shop, order, { to: "completed" })).toMatchObject({
    order: { paidAt: START, completedAt: START },
  });
  expect(cancelOrder(shop, order)).toMatchObject({ order: { status: "cancelled" } });
});
