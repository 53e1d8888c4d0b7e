/**
 * A network that a test plays (msw), started the moment this file is imported: Shopify's library takes `fetch` when it loads, so whoever wants
 * to answer it must have come before. Import it first, for its effect; then import `network` to say what is answered.
 */
import { setupServer } from "msw/node";

export const network = setupServer();
network.listen({ onUnhandledRequest: "error" });
