/** What we use of the `shopify` global, and nothing else. The entries hand their global over; no other file names it. */
import type { ActionExtensionApi, BlockExtensionApi } from "@shopify/ui-extensions/admin";

type Block = BlockExtensionApi<"admin.customer-details.block.render">;
type Action = ActionExtensionApi<"admin.customer-details.action.render">;

export type Host = Pick<Block, "i18n" | "auth" | "data">;
export type ActionHost = Host & Pick<Action, "close">;

/** "gid://shopify/Customer/7001" is 7001. */
export function customerOf(host: Host): string {
  return host.data.selected[0]?.id.split("/").at(-1) ?? "";
}
