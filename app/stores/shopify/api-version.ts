/** The one version of Shopify's API that we speak; shopify.app.toml, shopify.server.ts and the schema in the tests say the same. */
export const API_VERSION = "2026-07";
