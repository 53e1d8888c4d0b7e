/** The store admin's addresses: the frame page under any deep link, the stand-in for App Bridge, and fresh session tokens for it. */
import type { Request, Response, Router } from "express";
import { adminSessionToken } from "../admin-api/session-token";
import type { SandboxContext } from "../context";
import { openingQuery } from "../history/install-app";
import { readSandboxText } from "../paths";
import { type AdminVisit, adminPage } from "./admin-page";
import { mountCustomers } from "./customer-routes";
import { keepStaff, localeFor, staffOf } from "./staff";

const BRIDGE_PARTS = ["1-config.js", "2-token.js", "3-elements.js", "4-overlays.js", "5-api.js"];

export function mountStoreAdmin(router: Router, context: SandboxContext): void {
  router.get("/app-bridge.js", (_request, response) => {
    // Its address is the origin the app knows; pages may be open at another name of this machine.
    response.set({ "Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache" });
    response
      .type("js")
      .send(BRIDGE_PARTS.map((part) => readSandboxText("assets", "app-bridge", part)).join("\n"));
  });
  router.get("/admin-token", (request, response, next) => {
    giveToken(context, request, response).catch(next);
  });
  mountCustomers(router, context);
  router.get(["/admin/:shop", "/admin/:shop/*"], (request, response, next) => {
    showAdmin(context, request, response).catch(next);
  });
}

async function giveToken(context: SandboxContext, request: Request, response: Response): Promise<void> {
  const shop = context.store.findShop(String(request.query.shop));
  const staff = shop === null ? undefined : staffOf(request, shop);
  if (shop === null || staff === undefined) return void response.status(404).json({ error: "no such shop" });
  const sid = String(request.query.sid ?? "sandbox");
  const token = await adminSessionToken(context.keys, { shop: shop.domain, staffId: staff.id, sid });
  const { id, firstName, lastName, email, locale, accountOwner } = staff;
  const user = { id, name: `${firstName} ${lastName}`, firstName, lastName, email, locale, accountOwner };
  response.set("Cache-Control", "no-store").json({ token, user });
}

async function showAdmin(context: SandboxContext, request: Request, response: Response): Promise<void> {
  const shop = context.store.findShop(String(request.params.shop));
  const staff = shop === null ? undefined : staffOf(request, shop);
  if (shop === null || staff === undefined)
    return void response.status(404).type("text/plain").send("Not found");
  keepStaff(response, shop, staff);
  const locale = localeFor(shop, request, response);
  const page = String(request.params[0] ?? "").replace(/^\/+|\/+$/g, "");
  const query = await openingQuery(context, { shop, staffId: staff.id, locale });
  for (const [name, value] of ownQuery(request)) query.set(name, value);
  const path = page === "" ? "/app" : `/app/${page.split("/").map(encodeURIComponent).join("/")}`;
  const visit: AdminVisit = { shop, staff, locale, page, frameSource: `${path}?${query}` };
  response.type("html").send(adminPage(visit));
}

/** What stands behind a deep link is the app page's own (a search, a cursor). */
function ownQuery(request: Request): [string, string][] {
  return Object.entries(request.query).flatMap(([name, value]) =>
    typeof value === "string" && !["staff", "locale", "shop", "host", "id_token", "embedded"].includes(name)
      ? [[name, value] satisfies [string, string]]
      : [],
  );
}
