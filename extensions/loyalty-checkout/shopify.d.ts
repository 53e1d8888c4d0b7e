/** The `shopify` global as each entry sees it; the Shopify CLI writes this file anew when the targets change. */
import "@shopify/ui-extensions";

declare module "./src/checkout" {
  const shopify:
    | import("@shopify/ui-extensions/purchase.checkout.reductions.render-after").Api
    | import("@shopify/ui-extensions/purchase.checkout.block.render").Api;
}

declare module "./src/thank-you" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
}
