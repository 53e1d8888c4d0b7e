/**
 * The `shopify` global of a checkout: what the extension uses of it, with Shopify's names and shapes. The compiler holds it
 * against the extension's own list (`CheckoutHost`, `ThankYouHost`).
 */

import type { OrderStatusHost } from "../../../../extensions/loyalty-account/src/host";
import type { ActionHost as AdminHost } from "../../../../extensions/loyalty-admin/src/host";
import type { CheckoutHost, ThankYouHost } from "../../../../extensions/loyalty-checkout/src/host";
import type { FrameStart, LiveValues } from "../protocol";
import { createI18n } from "./i18n";
import { Live, type SignalClass } from "./live";
import type { PageLine } from "./page-line";

type Run = () => unknown;
/** Shopify's types bind many fields to lists (currencies, countries) that a sandbox cannot know; the names are what counts. */
type Named<T> = { readonly [K in keyof T]: unknown };

export interface ShopifyGlobal {
  readonly shopify: Named<CheckoutHost> &
    Named<ThankYouHost> &
    Named<OrderStatusHost> &
    Named<AdminHost> & { extend(target: string, run: Run): void };
  follow(values: LiveValues): void;
  /** What the extension gave for this target. */
  runFor(target: string): Run | null;
}

export function createShopify(start: FrameStart, line: PageLine): ShopifyGlobal {
  const live = liveOf(start.values);
  const settings = new Live(start.settings);
  const targets = new Map<string, Run>();
  const { shop, locale } = start;
  const shopify = {
    extend: (target: string, run: Run) => void targets.set(target, run),
    setSignals: (Signal: SignalClass) => {
      for (const value of [...Object.values(live), settings]) value.adopt(Signal);
    },
    cost: {
      subtotalAmount: live.subtotal,
      totalShippingAmount: live.shipping,
      totalTaxAmount: live.tax,
      totalAmount: live.total,
    },
    discountCodes: live.codes,
    instructions: live.instructions,
    buyerIdentity: { customer: live.customer, email: live.email },
    i18n: createI18n(start.words, locale),
    localization: {
      language: new Live({ isoCode: locale }),
      extensionLanguage: new Live({ isoCode: locale }),
      currency: new Live({ isoCode: start.values.total.currencyCode }),
      country: new Live({ isoCode: start.country }),
    },
    settings,
    shop: {
      id: shop.id,
      name: shop.name,
      myshopifyDomain: shop.domain,
      storefrontUrl: shop.storefrontUrl,
    },
    order: new Live(start.orderId === null ? undefined : { id: start.orderId }),
    authenticatedAccount: { customer: live.customer },
    data: { selected: start.selected === null ? [] : [{ id: start.selected }] },
    auth: { idToken: () => line.wantToken() },
    close: () =>
      void window.open(`${adminOf(shop.domain)}/customers/${start.selected?.split("/").at(-1)}`, "_top"),
    orderConfirmation: new Live({ order: { id: start.orderId ?? "" }, isFirstOrder: false }),
    sessionToken: { get: () => line.wantToken() },
    extension: { target: start.target, apiVersion: "2026-07" },
    applyDiscountCodeChange: async (change: Parameters<PageLine["wantChange"]>[0]) => {
      const { ok, message } = await line.wantChange(change);
      return ok ? { type: "success" } : { type: "error", message };
    },
  };
  return {
    shopify,
    follow: (values) => followAll(live, values),
    runFor: (target) => targets.get(target) ?? null,
  };
}

/** Where the sandbox has a shop's admin. */
export const adminOf = (domain: string): string => `/sandbox/admin/${domain}`;

function liveOf(values: LiveValues) {
  return {
    subtotal: new Live(values.subtotal),
    shipping: new Live(values.shipping ?? undefined),
    tax: new Live(values.tax ?? undefined),
    total: new Live(values.total),
    codes: new Live(codesOf(values)),
    instructions: new Live(instructionsOf(values)),
    customer: new Live(customerOf(values)),
    email: new Live(values.email ?? undefined),
  };
}

function followAll(live: ReturnType<typeof liveOf>, values: LiveValues): void {
  live.subtotal.set(values.subtotal);
  live.shipping.set(values.shipping ?? undefined);
  live.tax.set(values.tax ?? undefined);
  live.total.set(values.total);
  live.codes.set(codesOf(values));
  live.instructions.set(instructionsOf(values));
  live.customer.set(customerOf(values));
  live.email.set(values.email ?? undefined);
}

const codesOf = ({ codes }: LiveValues) => codes.map((code) => ({ code }));

const instructionsOf = ({ canChangeCodes }: LiveValues) => ({
  discounts: { canUpdateDiscountCodes: canChangeCodes },
});

const customerOf = ({ customerId }: LiveValues) => (customerId === null ? undefined : { id: customerId });
