/**
 * An order is placed: the cart is priced once more, its coupons are checked with the address that was given, and their uses are counted in the same breath, so
 * that two at once can never both have the last use.
 */
import { createHash, randomBytes } from "node:crypto";
import { rawText, textOf } from "./amounts";
import { type PricedCart, type PricedCoupon, type PricedLine, priceCart } from "./cart";
import { countUses } from "./coupon-uses";
import { noAddress, type WooAddress, type WooCartLine, type WooOrder, type WooStatus } from "./records";
import { refused, type WooResult } from "./refusal";
import type { WooShop } from "./shop";

export interface OrderWish {
  readonly lines: readonly WooCartLine[];
  readonly codes?: readonly string[];
  /** 0 for a guest. */
  readonly userId: number;
  readonly billing: Partial<WooAddress>;
  readonly shipping?: Partial<WooAddress>;
  readonly payment?: WooPayment;
  /** `checkout` is the classic page, `store-api` the block page. */
  readonly createdVia?: "checkout" | "store-api" | "rest-api" | "admin" | "pos-rest-api";
  readonly note?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
  /** For orders of the past. */
  readonly at?: number;
  /** How it begins, where the way of payment does not decide. */
  readonly status?: WooStatus;
}

/** `card` pays at once; `bacs` waits for the money; `cod` is paid at the door. */
export type WooPayment = keyof typeof payments;

export const payments = {
  card: { method: "sandbox_card", title: "Card", status: "processing" },
  bacs: { method: "bacs", title: "Direct bank transfer", status: "on-hold" },
  cod: { method: "cod", title: "Cash on delivery", status: "processing" },
  later: { method: "", title: "", status: "pending" },
} as const;

export function placeOrder(shop: WooShop, wish: OrderWish): WooResult<{ readonly order: WooOrder }> {
  if (wish.lines.length === 0)
    return refused("woocommerce_rest_cart_empty", "Cannot create order from empty cart.");
  const billing = addressOf(shop, wish.billing, wish.userId);
  const cart = priceCart(shop, {
    lines: wish.lines,
    codes: wish.codes ?? [],
    userId: wish.userId,
    email: billing.email,
    where: "checkout",
  });
  const complaint = cart.removed[0];
  if (complaint) return refused("woocommerce_rest_cart_coupon_errors", complaint.message, 409);
  const order = orderOf(shop, wish, { cart, billing });
  shop.orders.put(order);
  if (order.status !== "checkout-draft") countUses(shop, order);
  if (order.paidAt !== null) notePaying(shop, wish.userId);
  shop.fire("new_order", order.id);
  // A new order is saved again with its payment: every one of them sends both messages.
  shop.fire("update_order", order.id);
  return { ok: true, order: shop.order(order.id) ?? order };
}

interface Priced {
  readonly cart: PricedCart;
  readonly billing: WooAddress;
}

function orderOf(shop: WooShop, wish: OrderWish, { cart, billing }: Priced): WooOrder {
  const { settings } = shop;
  const text = (minor: number) => textOf(minor, settings.decimals);
  const payment = payments[wish.payment ?? "card"];
  const status: WooStatus = wish.status ?? (cart.total === 0 ? "processing" : payment.status);
  const at = wish.at ?? shop.now();
  const paid = (status === "processing" && wish.payment !== "cod") || status === "completed";
  return {
    id: shop.nextId("post"),
    status,
    statusBeforeTrash: null,
    currency: settings.currency,
    pricesIncludeTax: settings.pricesIncludeTax,
    createdAt: at,
    modifiedAt: at,
    paidAt: paid ? at : null,
    completedAt: status === "completed" ? at : null,
    discountTotal: text(cart.discount),
    discountTax: text(cart.discountTax),
    shippingTotal: text(cart.shipping.cost),
    shippingTax: text(cart.shipping.tax),
    cartTax: text(cart.cartTax),
    total: text(cart.total),
    totalTax: text(cart.cartTax + cart.shipping.tax),
    customerId: wish.userId,
    orderKey: `wc_order_${randomBytes(10).toString("base64url").replaceAll(/[-_]/g, "x").slice(0, 13)}`,
    billing,
    shipping: { ...noAddress, ...wish.shipping },
    paymentMethod: payment.method,
    paymentMethodTitle: payment.title,
    transactionId: "",
    ip: "",
    userAgent: "",
    createdVia: wish.createdVia ?? "checkout",
    customerNote: wish.note ?? "",
    cartHash: createHash("md5").update(JSON.stringify(wish.lines)).digest("hex"),
    meta: Object.entries(wish.meta ?? {}).map(([key, value]) => ({ id: shop.nextId("meta"), key, value })),
    lines: cart.lines.map((line) => lineOf(shop, line)),
    shippingLines: [
      {
        id: shop.nextId("item"),
        title: cart.shipping.title,
        methodId: cart.shipping.free ? "free_shipping" : "flat_rate",
        instanceId: cart.shipping.free ? "2" : "1",
        total: text(cart.shipping.cost),
        totalTax: text(cart.shipping.tax),
      },
    ],
    feeLines: [],
    couponLines: cart.coupons.map((coupon) => couponLineOf(shop, coupon)),
    taxLineId: settings.taxRateBp > 0 ? shop.nextId("item") : null,
    taxRateBp: settings.taxRateBp,
    usesCounted: false,
  };
}

export function lineOf(shop: WooShop, line: PricedLine): WooOrder["lines"][number] {
  const text = (minor: number) => textOf(minor, shop.settings.decimals);
  const { product, variation } = line;
  return {
    id: shop.nextId("item"),
    name: variation ? `${product.name} - ${variation.name}` : product.name,
    productId: product.id,
    variationId: variation?.id ?? 0,
    quantity: line.quantity,
    subtotal: text(line.subtotal),
    subtotalTax: text(line.subtotalTax),
    total: text(line.total),
    totalTax: text(line.totalTax),
    sku: variation?.sku ?? product.sku,
    meta: [],
  };
}

function couponLineOf(shop: WooShop, priced: PricedCoupon): WooOrder["couponLines"][number] {
  const raw = (minor: number) => rawText(textOf(minor, shop.settings.decimals));
  const { coupon } = priced;
  return {
    id: shop.nextId("item"),
    couponId: coupon.id,
    code: coupon.code,
    discount: raw(priced.discount),
    discountTax: raw(priced.discountTax),
    discountType: coupon.discountType,
    nominalAmount: coupon.amount,
    freeShipping: coupon.freeShipping,
    metaId: shop.nextId("meta"),
  };
}

function addressOf(shop: WooShop, given: Partial<WooAddress>, userId: number): WooAddress {
  const user = userId > 0 ? shop.user(userId) : null;
  return { ...noAddress, ...user?.billing, email: user?.email ?? "", ...given };
}

/** WordPress notes who has paid for something. */
export function notePaying(shop: WooShop, userId: number): void {
  const user = userId > 0 ? shop.user(userId) : null;
  if (user === null || user.isPayingCustomer) return;
  shop.users.put({ ...user, isPayingCustomer: true });
}
