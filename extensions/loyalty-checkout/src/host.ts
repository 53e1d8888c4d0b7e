/**
 * What we use of the `shopify` global, and nothing else: the smaller this list, the less a new version of the platform can
 * break. The entries hand their global over; no other file names it.
 */
import type { CheckoutApi, OrderConfirmationApi, StandardApi } from "@shopify/ui-extensions/checkout";

type Common = Pick<
  StandardApi,
  "buyerIdentity" | "i18n" | "localization" | "sessionToken" | "settings" | "shop"
>;
export type CheckoutHost = Common &
  Pick<StandardApi, "cost" | "discountCodes" | "instructions"> &
  Pick<CheckoutApi, "applyDiscountCodeChange">;
export type ThankYouHost = Common & OrderConfirmationApi;
export type Host = CheckoutHost | ThankYouHost;

/** The language the extension's own texts are shown in, so that our API's texts come in the same. */
export function localeOf(host: Host): string {
  return host.localization.extensionLanguage.value.isoCode;
}

export function isLoggedIn(host: Host): boolean {
  return host.buyerIdentity?.customer.value !== undefined;
}

export function setting(host: Host, key: string): string | number | boolean | undefined {
  return host.settings.value[key];
}
