/** The opening page, `state.json`, and the door by which anybody becomes anybody. */
import type { Router } from "express";
import { windowPath } from "../layout";
import type { SandboxParts } from "../parts";
import { logIn, logOut } from "../shopper";
import type { Locale } from "../state/types";
import { openingPage } from "./opening-page";
import { stateJson } from "./state-json";

export function mountOpening(router: Router, parts: SandboxParts): void {
  router.get("/", (request, response) => {
    const wish = request.query.locale;
    const locale: Locale = wish === "fa" || wish === "ar" ? wish : "en";
    response.type("html").send(openingPage(parts, locale));
  });
  router.get("/login/:shop/:who", (request, response) => {
    const shop = parts.context.store.findShop(request.params.shop);
    const customer = shop && parts.context.store.customer(shop.domain, Number(request.params.who));
    if (shop === null) return void response.status(404).type("text/plain").send("Not found");
    if (customer) logIn(response, shop, customer);
    else logOut(response, shop);
    const to = String(request.query.to ?? "");
    response.redirect(/^\/sandbox\/(?!\/)/.test(to) ? to : windowPath("store", shop.domain));
  });
  router.get("/state.json", (_request, response) => {
    response.set("Cache-Control", "no-store").json(stateJson(parts));
  });
}
