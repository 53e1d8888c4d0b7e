/**
 * A shopper's order: the cart is priced once more, its codes are used up, the money is taken, and the messages of a new paid
 * order go out. A code that went bad since the cart was shown is refused here, before anything is written.
 */
import { randomBytes } from "node:crypto";
import { automaticOff } from "../functions/run-discount";
import { giftCardByCode } from "./balances";
import type { DiscountRefusal } from "./discounts";
import type { ShopEvent } from "./events";
import { buyerOf, orderLineOf, shippingLinesOf } from "./order-pieces";
import { type PayWith, payFor } from "./pay";
import { type PricedCart, priceCart } from "./pricing";
import type { SandboxStore } from "./store";
import type {
  CartLine,
  Locale,
  OrderBuyer,
  Presentment,
  SandboxCustomer,
  SandboxDiscount,
  SandboxOrder,
  SandboxShop,
} from "./types";

export interface CartInput {
  /** Of the shopper, for what they read; the shop's own unless said. */
  readonly locale?: Locale;
  readonly shop: SandboxShop;
  readonly customer: SandboxCustomer | null;
  readonly lines: readonly CartLine[];
  readonly codes: readonly string[];
}

export interface PlaceOrderInput extends CartInput {
  readonly locale: Locale;
  /** Of a guest; a customer's own is used otherwise. */
  readonly email?: string | null;
  /** web, pos, subscription_contract …; web unless said. */
  readonly sourceName?: string;
  readonly presentment?: Presentment | null;
  readonly buyer?: Partial<OrderBuyer>;
  readonly payWith?: PayWith;
  /** false: an order that is to be paid later ("mark paid" on the order desk). */
  readonly paid?: boolean;
}

export type PlacedOrder =
  | { readonly ok: true; readonly order: SandboxOrder }
  | { readonly ok: false; readonly reason: "empty" }
  | { readonly ok: false; readonly reason: "gift_card_refused" }
  | {
      readonly ok: false;
      readonly reason: "code_refused";
      readonly code: string;
      readonly refusal: DiscountRefusal;
    };

/** The cart's price with its codes: what storefront and checkout show. */
export function priceOf(store: SandboxStore, input: CartInput): PricedCart {
  return priceCart({
    ...input,
    now: store.now(),
    variant: (id) => store.variant(input.shop.domain, id),
    discount: (code) => store.discountByCode(input.shop.domain, code),
    automatic: (lines) =>
      automaticOff(store, {
        shop: input.shop,
        customer: input.customer,
        locale: input.locale ?? input.shop.primaryLocale,
        shipped: lines.some(({ product }) => product.requiresShipping),
      }),
  });
}

export type DiscountVerdict =
  | { readonly ok: true; readonly discount: SandboxDiscount; readonly amountMinor: number }
  | { readonly ok: false; readonly reason: DiscountRefusal };

/** Whether one more code is good for a cart, beside the codes it already has. */
export function evaluateDiscount(
  store: SandboxStore,
  input: CartInput & { readonly code: string },
): DiscountVerdict {
  const priced = priceOf(store, {
    ...input,
    codes: [...input.codes.filter((code) => code !== input.code), input.code],
  });
  const refusal = priced.refused.find(({ code }) => code === input.code);
  if (refusal !== undefined) return { ok: false, reason: refusal.reason };
  const application = priced.applications.findIndex(
    ({ code }) => code?.toLowerCase() === input.code.trim().toLowerCase(),
  );
  const discount = priced.accepted[application];
  if (discount === undefined) return { ok: false, reason: "not_found" };
  const allocations = [...priced.lines.flatMap((line) => line.allocations), ...priced.shippingAllocations];
  const mine = allocations.filter((allocation) => allocation.application === application);
  return { ok: true, discount, amountMinor: mine.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

export function placeOrder(store: SandboxStore, input: PlaceOrderInput): PlacedOrder {
  const priced = priceOf(store, input);
  if (priced.lines.length === 0) return { ok: false, reason: "empty" };
  const refused = priced.refused[0];
  if (refused !== undefined) {
    return { ok: false, reason: "code_refused", code: refused.code, refusal: refused.reason };
  }
  const giftCard = input.payWith?.giftCard;
  if (giftCard && giftCardByCode(store, input.shop, giftCard) === null)
    return { ok: false, reason: "gift_card_refused" };
  const order = orderOf(store, input, priced);
  store.putOrder(order);
  for (const discount of priced.accepted) {
    const use = { orderId: order.id, customerId: order.customerId, at: order.createdAt };
    store.putDiscount({ ...discount, uses: [...discount.uses, use] });
  }
  const events: ShopEvent[] = [{ topic: "orders/create", order }];
  if (input.paid !== false) events.push({ topic: "orders/paid", order });
  store.announce(input.shop.domain, [...events, { topic: "orders/updated", order }]);
  return { ok: true, order };
}

function orderOf(store: SandboxStore, input: PlaceOrderInput, priced: PricedCart): SandboxOrder {
  const { shop, customer } = input;
  const at = store.now();
  const number = store.nextId(`number.${shop.domain}`, 1001);
  const id = store.nextId("order", 5_600_000_000_001);
  const payWith = input.payWith ?? { credit: false, giftCard: null };
  const bill = { shop, customer, orderId: id, totalMinor: priced.totalMinor, payWith };
  return {
    id,
    shop: shop.domain,
    number,
    name: `#${number}`,
    token: randomBytes(16).toString("hex"),
    customerId: customer?.id ?? null,
    email: customer?.email ?? input.email ?? null,
    locale: input.locale,
    currency: shop.currency,
    taxesIncluded: shop.taxesIncluded,
    taxRateBp: shop.taxRateBp,
    taxTitle: shop.taxTitle,
    createdAt: at,
    updatedAt: at,
    processedAt: at,
    cancelledAt: null,
    cancelReason: null,
    edited: false,
    lines: priced.lines.map((line) => orderLineOf(store, line)),
    shippingLines: shippingLinesOf(store, shop, priced),
    discountApplications: priced.applications,
    refunds: [],
    payments: input.paid === false ? [] : payFor(store, bill),
    fulfilments: [],
    buyer: buyerOf(input),
    presentment: input.presentment ?? null,
    originalTotalMinor: priced.totalMinor,
    sourceName: input.sourceName ?? "web",
    note: null,
    tags: [],
  };
}
