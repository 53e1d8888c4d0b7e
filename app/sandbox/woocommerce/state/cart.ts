/**
 * What a cart costs: lines, coupons that are still allowed, shipping, tax and total, in minor units of the shop. Coupons that are not allowed (any more) are told with
 * their reasons, as WooCommerce removes them from the cart and says so.
 */
import { apart, minorOf, sumOf, taxUpon } from "./amounts";
import { type CouponUse, complaintAbout, couponAlone, couponApplied, couponMissing } from "./coupons";
import { takenBy } from "./discounts";
import type { WooCartLine, WooCoupon, WooProduct, WooVariation } from "./records";
import { refused, type WooRefusal, type WooResult } from "./refusal";
import type { WooShop } from "./shop";

export interface CartWish {
  readonly lines: readonly WooCartLine[];
  readonly codes: readonly string[];
  /** 0 for a guest. */
  readonly userId: number;
  /** What was typed into the form; the account's own address is known. */
  readonly email: string;
  readonly where: CouponUse["where"];
}

export interface PricedLine {
  readonly product: WooProduct;
  readonly variation: WooVariation | null;
  readonly quantity: number;
  /** As displayed: with tax where prices include it. All units together. */
  readonly price: number;
  readonly taken: number;
  readonly subtotal: number;
  readonly subtotalTax: number;
  readonly total: number;
  readonly totalTax: number;
}

export interface PricedCoupon {
  readonly coupon: WooCoupon;
  /** As displayed, with tax where prices include it. */
  readonly taken: number;
  readonly discount: number;
  readonly discountTax: number;
}

export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly coupons: readonly PricedCoupon[];
  readonly removed: readonly { readonly code: string; readonly message: string }[];
  /** As displayed. */
  readonly subtotal: number;
  readonly shipping: {
    readonly title: string;
    readonly free: boolean;
    readonly cost: number;
    readonly tax: number;
  };
  readonly discount: number;
  readonly discountTax: number;
  readonly cartTax: number;
  readonly total: number;
}

/** @throws RangeError when a line is of a product that the shop does not sell. */
export function priceCart(shop: WooShop, wish: CartWish): PricedCart {
  const { settings } = shop;
  const articles = wish.lines.map((line) => articleOf(shop, line));
  const subtotal = sumOf(articles.map(({ price }) => price));
  const { allowed, removed } = sift(shop, wish, meantBy(shop, wish, subtotal));
  const taken = articles.map(() => 0);
  const coupons = allowed.map((coupon): PricedCoupon => {
    const own = takenBy(
      coupon,
      articles.map(({ product, variation, quantity, price }) => ({
        productIds: [product.id, ...(variation ? [variation.id] : [])],
        quantity,
        price,
      })),
      { taken, decimals: settings.decimals },
    );
    own.forEach((amount, index) => {
      taken[index] = (taken[index] ?? 0) + amount;
    });
    const parts = own.map((amount) => apart(amount, settings));
    const discountTax = sumOf(parts.map(({ tax }) => tax));
    return { coupon, taken: sumOf(own), discount: sumOf(parts.map(({ net }) => net)), discountTax };
  });
  const lines = articles.map((article, index): PricedLine => {
    const before = apart(article.price, settings);
    const after = apart(article.price - (taken[index] ?? 0), settings);
    return {
      ...article,
      taken: taken[index] ?? 0,
      subtotal: before.net,
      subtotalTax: before.tax,
      total: after.net,
      totalTax: after.tax,
    };
  });
  const shipping = shippingOf(shop, { lines, subtotal, free: allowed.some((coupon) => coupon.freeShipping) });
  const cartTax = sumOf(lines.map(({ totalTax }) => totalTax));
  return {
    lines,
    coupons,
    removed,
    subtotal,
    shipping,
    discount: sumOf(coupons.map(({ discount }) => discount)),
    discountTax: sumOf(coupons.map(({ discountTax }) => discountTax)),
    cartTax,
    total: sumOf(lines.map(({ total }) => total)) + cartTax + shipping.cost + shipping.tax,
  };
}

/** @returns the codes that stand in the cart afterwards; one that stands alone drives the others out. */
export function applyCode(
  shop: WooShop,
  wish: CartWish,
  code: string,
): WooResult<{ readonly codes: readonly string[] }> {
  if (code.trim() === "") return refused("invalid_coupon", "Please enter a coupon code.");
  const coupon = shop.couponByCode(code);
  if (coupon === null) return couponMissing(code.trim());
  const there = wish.codes.flatMap((one) => shop.couponByCode(one) ?? []);
  if (there.some((one) => one.code === coupon.code)) return couponApplied(coupon.code);
  const subtotal = sumOf(wish.lines.map((line) => articleOf(shop, line).price));
  const complaint = complaintAbout(shop, coupon, meantBy(shop, wish, subtotal));
  if (complaint) return complaint;
  const alone = there.find(({ individualUse }) => individualUse);
  if (alone) return couponAlone(alone.code);
  return {
    ok: true,
    codes: coupon.individualUse ? [coupon.code] : [...there.map((one) => one.code), coupon.code],
  };
}

function sift(shop: WooShop, wish: CartWish, use: CouponUse) {
  const allowed: WooCoupon[] = [];
  const removed: { code: string; message: string }[] = [];
  for (const code of wish.codes) {
    const coupon = shop.couponByCode(code);
    const complaint: WooRefusal | null =
      coupon === null ? couponMissing(code) : complaintAbout(shop, coupon, use);
    if (coupon !== null && complaint === null) allowed.push(coupon);
    else if (complaint !== null) removed.push({ code, message: complaint.message });
  }
  return { allowed, removed };
}

function meantBy(shop: WooShop, wish: CartWish, subtotal: number): CouponUse {
  const user = wish.userId > 0 ? shop.user(wish.userId) : null;
  return {
    userId: wish.userId,
    emails: [user?.email ?? "", user?.billing.email ?? "", wish.email].filter((email) => email !== ""),
    subtotal,
    productIds: wish.lines.flatMap(({ productId, variationId }) => [productId, variationId]),
    where: wish.where,
  };
}

function articleOf(shop: WooShop, line: WooCartLine) {
  const product = shop.product(line.productId);
  if (product === null) throw new RangeError(`the shop sells no product ${line.productId}`);
  const variation = product.variations.find(({ id }) => id === line.variationId) ?? null;
  const price = minorOf((variation ?? product).price, shop.settings.decimals);
  return { product, variation, quantity: line.quantity, price: price * line.quantity };
}

function shippingOf(
  { settings }: WooShop,
  cart: { readonly lines: readonly PricedLine[]; readonly subtotal: number; readonly free: boolean },
): PricedCart["shipping"] {
  const nothing = { title: settings.freeShippingTitle, free: true, cost: 0, tax: 0 };
  const paid = cart.subtotal - sumOf(cart.lines.map(({ taken }) => taken));
  if (cart.lines.length === 0 || cart.free) return nothing;
  if (paid >= minorOf(settings.freeShippingFrom, settings.decimals)) return nothing;
  const cost = minorOf(settings.shippingCost, settings.decimals);
  return { title: settings.shippingTitle, free: false, cost, tax: taxUpon(cost, settings.taxRateBp) };
}
