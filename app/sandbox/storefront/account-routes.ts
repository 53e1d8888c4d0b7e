/** The account page, and logging in as one of the cast: the sandbox has no passwords. */
import type { RequestHandler, Router } from "express";
import * as z from "zod";
import { logIn, logOut } from "../shopper";
import { type Door, pathWithin } from "./door";
import { accountPage } from "./pages";
import { baseOf } from "./visit";

const loginBody = z.object({
  customer_id: z.coerce.number().int().positive(),
  return_to: z.optional(z.string()),
});

export function accountRoutes(routes: Router, door: (door: Door) => RequestHandler): void {
  const show: Door = (visit, _request, response) => void response.send(accountPage(visit));
  routes.get(["/account", "/account/login"], door(show));
  routes.post("/account/login", door(enter));
  routes.post(
    "/account/logout",
    door((visit, _request, response) => {
      logOut(response, visit.shop);
      response.redirect(303, `${visit.base}/account`);
    }),
  );
}

/** Each of the cast is welcomed in their own language. */
const enter: Door = (visit, request, response) => {
  const body = loginBody.safeParse(request.body);
  const customer = body.success ? visit.store.customer(visit.shop.domain, body.data.customer_id) : null;
  if (customer === null) return void response.redirect(303, `${visit.base}/account`);
  logIn(response, visit.shop, customer);
  const home = `${baseOf(visit.shop, customer.locale)}/account`;
  response.redirect(303, pathWithin(visit, body.data?.return_to, home));
};
