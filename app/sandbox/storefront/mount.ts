/**
 * The storefront in the sandbox. `router` stands at `/sandbox`: a shop's own language is at `/stores/{shop}/…`, another one at
 * `/stores/{shop}/fa/…`, the theme's and the extension's assets at `/storefront/…`. `/apps/vafa/…` is the app proxy's, mounted before.
 */
import { join } from "node:path";
import express, { type Router } from "express";
import type { SandboxContext } from "../context";
import { accountRoutes } from "./account-routes";
import { cartRoutes } from "./cart-routes";
import { type Door, doorTo } from "./door";
import { EXTENSION } from "./liquid/block";
import { cartPage, homePage, notFoundPage, productPage, rewardsPage } from "./pages";
import { THEME } from "./theme";

export function mountStorefront(router: Router, context: SandboxContext): void {
  router.use("/storefront/extension", express.static(join(EXTENSION, "assets"), { maxAge: 0 }));
  router.use("/storefront/theme", express.static(join(THEME, "assets"), { maxAge: 0 }));
  const store = storefrontRoutes(context);
  router.use("/stores/:shop/:locale(en|fa|ar)", store);
  router.use("/stores/:shop", store);
}

function storefrontRoutes(context: SandboxContext): Router {
  const routes = express.Router({ mergeParams: true });
  const door = doorTo(context);
  routes.get(
    "/",
    door((visit, _request, response) => void response.send(homePage(visit))),
  );
  routes.get("/products/:handle", door(showProduct));
  routes.get(
    "/pages/rewards",
    door((visit, _request, response) => void response.send(rewardsPage(visit))),
  );
  routes.get(
    "/cart",
    door((visit, _request, response) => void response.send(cartPage(visit))),
  );
  cartRoutes(routes, door);
  accountRoutes(routes, door);
  routes.get(
    "*",
    door((visit, _request, response) => void response.status(404).send(notFoundPage(visit))),
  );
  return routes;
}

const showProduct: Door = (visit, request, response) => {
  const page = productPage(visit, request.params.handle ?? "", wholeNumber(request.query.variant));
  response.status(page === null ? 404 : 200).send(page ?? notFoundPage(visit));
};

function wholeNumber(value: unknown): number | null {
  const number = typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}
