/**
 * A network that a test plays (msw), started the moment this file is imported. Shopify's library takes `fetch` when it loads, once for all
 * test files of its process, so it is told here to take whichever is there when it asks. Import it first, for its effect; then import
 * `network` to say what is answered.
 */
import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { setupServer } from "msw/node";

setAbstractFetchFunc((...asked: Parameters<typeof fetch>) => globalThis.fetch(...asked));

export const network = setupServer();
network.listen({ onUnhandledRequest: "error" });
