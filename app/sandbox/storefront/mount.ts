/** The storefront's place in the sandbox: `router` stands at `/sandbox`, so its addresses begin with `/stores/:shop`. */
import type { Router } from "express";
import type { SandboxContext } from "../context";

export function mountStorefront(router: Router, context: SandboxContext): void {
  router.get("/stores/:shop", (request, response) => {
    const shop = context.store.findShop(request.params.shop);
    response
      .status(shop === null ? 404 : 200)
      .json({ products: shop && context.store.products(shop.domain).length });
  });
}
