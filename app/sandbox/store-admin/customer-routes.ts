/** The addresses of the store admin's customers: find, create, tag, prove an e-mail, merge either way; and tokens for the app's block. */
import type { Request, RequestHandler, Response, Router } from "express";
import * as z from "zod";
import { adminSessionToken } from "../admin-api/session-token";
import type { SandboxContext } from "../context";
import { createCustomer, mergeCustomers, updateCustomer } from "../state/change-customer";
import type { SandboxCustomer } from "../state/types";
import {
  actionPage,
  type CustomersVisit,
  customerPage,
  customersPage,
  customersPath,
} from "./customer-pages";
import { customerWords } from "./customer-words";
import { localeFor, staffOf } from "./staff";

interface CustomerVisit extends CustomersVisit {
  readonly customer: SandboxCustomer;
}

export function mountCustomers(router: Router, context: SandboxContext): void {
  const at =
    (act: (visit: CustomersVisit, request: Request, response: Response) => unknown): RequestHandler =>
    (request, response, next) => {
      const shop = context.store.findShop(String(request.params.shop));
      if (shop === null) return void response.status(404).type("text/plain").send("Not found");
      const locale = localeFor(shop, request, response);
      Promise.resolve(act({ context, shop, locale }, request, response)).catch(next);
    };
  const of = (act: (visit: CustomerVisit, request: Request, response: Response) => unknown) =>
    at((visit, request, response) => {
      const customer = context.store.customer(visit.shop.domain, Number(request.params.id));
      if (customer !== null) return act({ ...visit, customer }, request, response);
      return response.status(404).type("text/plain").send(customerWords[visit.locale].notFound);
    });
  const root = "/admin/:shop/customers";
  router.get(
    root,
    at((visit, request, response) =>
      response.type("html").send(customersPage(visit, String(request.query.search ?? ""))),
    ),
  );
  router.post(root, at(create));
  router.get(
    `${root}/:id`,
    of((visit, _request, response) => response.type("html").send(customerPage(visit, visit.customer))),
  );
  router.get(
    `${root}/:id/action`,
    of((visit, _request, response) => response.type("html").send(actionPage(visit, visit.customer))),
  );
  router.post(`${root}/:id/tags`, of(changeTags));
  router.post(`${root}/:id/proof`, of(prove));
  router.post(`${root}/:id/merge`, of(merge));
  router.post(`${root}/:id/token`, of(giveToken));
}

const back = ({ shop }: CustomersVisit, response: Response, id: number) =>
  response.redirect(303, customersPath(shop, `/${id}`));

const newCustomer = z.object({
  firstName: z.string().trim().min(1).max(100),
  lastName: z.string().trim().max(100).default(""),
  email: z.union([z.literal("").transform(() => null), z.email()]).default(null),
  proved: z.string().optional(),
});

function create(visit: CustomersVisit, request: Request, response: Response) {
  const wish = newCustomer.safeParse(request.body);
  if (!wish.success) return response.status(422).type("text/plain").send(z.prettifyError(wish.error));
  const { proved, ...person } = wish.data;
  const { context, shop, locale } = visit;
  const made = createCustomer(context.store, shop, { ...person, locale, verifiedEmail: proved === "1" });
  return back(visit, response, made.id);
}

function changeTags(visit: CustomerVisit, request: Request, response: Response) {
  const { tags } = z.object({ tags: z.string().default("") }).parse(request.body);
  const list = tags.split(",").map((tag) => tag.trim());
  const kept = [...new Set(list.filter((tag) => tag !== ""))];
  updateCustomer(visit.context.store, visit.customer, { tags: kept });
  return back(visit, response, visit.customer.id);
}

function prove(visit: CustomerVisit, request: Request, response: Response) {
  const { proved } = z.object({ proved: z.string().default("0") }).parse(request.body);
  updateCustomer(visit.context.store, visit.customer, { verifiedEmail: proved === "1" });
  return back(visit, response, visit.customer.id);
}

const mergeForm = z.object({ other: z.coerce.number().int(), keep: z.enum(["this", "other"]) });

function merge(visit: CustomerVisit, request: Request, response: Response) {
  const { context, shop, customer, locale } = visit;
  const wish = mergeForm.safeParse(request.body);
  const other = wish.success ? context.store.customer(shop.domain, wish.data.other) : null;
  if (!wish.success || other === null || other.id === customer.id)
    return response.status(422).type("text/plain").send(customerWords[locale].notFound);
  const [kept, gone] = wish.data.keep === "this" ? [customer, other] : [other, customer];
  mergeCustomers(context.store, kept, gone);
  return back(visit, response, kept.id);
}

/** As the admin gives it to an extension: the staff member's own. */
async function giveToken({ context, shop }: CustomerVisit, request: Request, response: Response) {
  const staff = staffOf(request, shop);
  const wish = { shop: shop.domain, staffId: staff?.id ?? 0, sid: "sandbox-block" };
  response.set("Cache-Control", "no-store").json({ token: await adminSessionToken(context.keys, wish) });
}
