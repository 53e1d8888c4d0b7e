/** The `shopify` global as each entry sees it; the Shopify CLI writes this file anew when the targets change. */
import "@shopify/ui-extensions";

declare module "./src/account-page" {
  const shopify: import("@shopify/ui-extensions/customer-account.page.render").Api;
}

declare module "./src/profile-block" {
  const shopify: import("@shopify/ui-extensions/customer-account.profile.block.render").Api;
}

declare module "./src/order-status" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}
