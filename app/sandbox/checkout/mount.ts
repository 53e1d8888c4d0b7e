/** The checkout's place in the sandbox: `router` stands at `/sandbox`, so its addresses begin with `/checkout/:shop`. */
import type { Router } from "express";
import type { SandboxContext } from "../context";

export function mountCheckout(router: Router, context: SandboxContext): void {
  router.get("/checkout/:shop", (request, response) => {
    const shop = context.store.findShop(request.params.shop);
    response.status(shop === null ? 404 : 200).json({ currency: shop?.currency ?? null });
  });
}
