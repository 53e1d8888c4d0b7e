/** The customer account's addresses: its pages, logging in as somebody, and session tokens for the extension in its frame. */
import type { Request, Response, Router } from "express";
import * as z from "zod";
import type { SandboxContext } from "../context";
import { cookieOf, logIn, shopperOf } from "../shopper";
import { gid } from "../state/ids";
import type { Locale, SandboxShop } from "../state/types";
import { type AccountPart, type AccountVisit, accountPage, accountPath } from "./account-page";
import { accountWords } from "./words";

const COOKIE = "sandbox_account_locale";

const isLocale = (value: unknown): value is Locale => value === "en" || value === "fa" || value === "ar";

export function mountAccount(router: Router, context: SandboxContext): void {
  const at =
    (act: (shop: SandboxShop, request: Request, response: Response) => unknown) =>
    async (request: Request, response: Response) => {
      const shop = context.store.findShop(String(request.params.shop));
      if (shop === null) response.status(404).type("text/plain").send(accountWords.en.notFound);
      else await act(shop, request, response);
    };
  const show = (part: AccountPart) =>
    at((shop, request, response) => {
      const visit = visitOf(context, { shop, part }, request, response);
      if (visit === null) response.status(404).type("text/plain").send(accountWords.en.notFound);
      else response.type("html").send(accountPage(context, visit));
    });
  router.get("/account/:shop", show("page"));
  router.get("/account/:shop/profile", show("profile"));
  router.get(["/account/:shop/orders", "/account/:shop/orders/:id"], show("orders"));
  router.post(
    "/account/:shop/login",
    at((shop, request, response) => enter(context, shop, request, response)),
  );
  router.post(
    "/account/:shop/token",
    at(async (shop, request, response) => {
      const customer = shopperOf(context.store, request, shop);
      const subject = customer === null ? null : gid("Customer", customer.id);
      response.json({ token: await context.sessionTokenFor({ shop: shop.domain, subject }) });
    }),
  );
}

interface Asked {
  readonly shop: SandboxShop;
  readonly part: AccountPart;
}

/** null: an order that is not this customer's. */
function visitOf(
  context: SandboxContext,
  { shop, part }: Asked,
  request: Request,
  response: Response,
): AccountVisit | null {
  const customer = shopperOf(context.store, request, shop);
  const wish = request.query.locale;
  const before = cookieOf(request, COOKIE);
  const fallback = customer?.locale ?? shop.primaryLocale;
  const locale = isLocale(wish) ? wish : isLocale(before) ? before : fallback;
  if (isLocale(wish)) response.cookie(COOKIE, wish, { path: "/sandbox/account", sameSite: "lax" });
  const asked = request.params.id;
  const order = asked === undefined ? null : context.store.order(shop.domain, Number(asked));
  if (asked !== undefined && (order === null || order.customerId !== customer?.id)) return null;
  return { shop, customer, locale, part, order };
}

const loginForm = z.object({ customer: z.coerce.number().int(), rest: z.enum(["", "/profile"]).default("") });

function enter(context: SandboxContext, shop: SandboxShop, request: Request, response: Response): void {
  const form = loginForm.safeParse(request.body);
  const customer = form.success ? context.store.customer(shop.domain, form.data.customer) : null;
  if (customer !== null) logIn(response, shop, customer);
  response.redirect(303, accountPath(shop, form.data?.rest ?? ""));
}
