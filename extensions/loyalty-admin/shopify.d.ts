/** The `shopify` global as each entry sees it; the Shopify CLI writes this file anew when the targets change. */
import "@shopify/ui-extensions";

declare module "./src/customer-block" {
  const shopify: import("@shopify/ui-extensions/admin.customer-details.block.render").Api;
}

declare module "./src/adjust-action" {
  const shopify: import("@shopify/ui-extensions/admin.customer-details.action.render").Api;
}
