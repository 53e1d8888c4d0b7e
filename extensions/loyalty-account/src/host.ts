/**
 * What we use of the `shopify` global, and nothing else: the smaller this list, the less a new version of the platform can break. The entries
 * hand their global over; no other file names it.
 */
import type { OrderStatusApi, StandardApi } from "@shopify/ui-extensions/customer-account";

export type AccountHost = Pick<StandardApi, "i18n" | "localization" | "sessionToken">;
export type OrderStatusHost = AccountHost &
  Pick<OrderStatusApi<"customer-account.order-status.block.render">, "order">;

/** The language the extension's own texts are shown in, so that our API's texts come in the same. */
export function localeOf(host: AccountHost): string {
  return host.localization.extensionLanguage.value.isoCode;
}
