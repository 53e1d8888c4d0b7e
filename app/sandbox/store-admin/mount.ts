/** The store admin's addresses: the frame page under any deep link, the stand-in for App Bridge, and fresh session tokens for it. */
import type { Request, Response, Router } from "express";
import { adminSessionToken } from "../admin-api/session-token";
import type { SandboxContext } from "../context";
import { openingQuery } from "../history/install-app";
import { readSandboxText } from "../paths";
import { cookieOf } from "../shopper";
import type { Locale, SandboxShop, SandboxStaff } from "../state/types";
import { type AdminVisit, adminPage } from "./admin-page";

const BRIDGE_PARTS = ["1-config.js", "2-token.js", "3-elements.js", "4-overlays.js", "5-api.js"];

const isLocale = (value: unknown): value is Locale => value === "en" || value === "fa" || value === "ar";

const cookieName = (kind: "staff" | "locale", shop: SandboxShop) =>
  `sandbox_admin_${kind}_${shop.domain.split(".")[0]}`;

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
  router.get(["/admin/:shop", "/admin/:shop/*"], (request, response, next) => {
    showAdmin(context, request, response).catch(next);
  });
}

function staffOf(request: Request, shop: SandboxShop): SandboxStaff | undefined {
  const wish = Number(request.query.staff ?? cookieOf(request, cookieName("staff", shop)));
  return shop.staff.find(({ id }) => id === wish) ?? shop.staff.find(({ accountOwner }) => accountOwner);
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
  const wish = request.query.locale ?? cookieOf(request, cookieName("locale", shop));
  const locale = isLocale(wish) ? wish : staff.locale;
  const options = { path: "/sandbox", sameSite: "lax" } as const;
  response.cookie(cookieName("staff", shop), String(staff.id), options);
  if (isLocale(request.query.locale)) response.cookie(cookieName("locale", shop), locale, options);
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
