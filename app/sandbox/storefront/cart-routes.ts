/** Shopify's cart addresses: forms that lead back to the cart, the same with `.js` for scripts, and `/discount/{code}`. */
import type { RequestHandler, Response, Router } from "express";
import * as z from "zod";
import { withAdded, withCodes, withoutCode, withQuantity } from "./cart";
import { cartJson } from "./cart-view";
import { type Door, pathWithin } from "./door";
import { type Visit, withCart } from "./visit";

const whole = z.coerce.number().int().min(0).max(9_007_199_254_740_991);
const added = z.object({ id: whole, quantity: z.optional(whole) });
const addBody = z.union([z.object({ items: z.array(added).min(1).max(50) }), added]);
/** A line's key is "variant:token". */
const changeBody = z.object({
  id: z.union([whole, z.string().transform((key) => Number(key.split(":")[0]))]),
  quantity: whole,
});
const updateBody = z.object({
  updates: z.optional(z.record(z.string(), whole)),
  discount: z.optional(z.string().max(2_000)),
});

export function cartRoutes(routes: Router, door: (door: Door) => RequestHandler): void {
  routes.get(
    "/cart.js",
    door((visit, _request, response) => void response.json(cartJson(visit))),
  );
  routes.post(["/cart/add", "/cart/add.js"], door(add));
  routes.post(["/cart/change", "/cart/change.js"], door(change));
  routes.post(["/cart/update", "/cart/update.js"], door(update));
  routes.post("/cart/discount", door(typeCode));
  routes.post("/cart/discount/remove", door(removeCode));
  routes.get("/discount/:code", door(openDiscount));
}

/** Scripts get the cart, people its page. */
function answer(visit: Visit, path: string, response: Response): void {
  if (path.endsWith(".js")) response.json(cartJson(visit));
  else response.redirect(303, `${visit.base}/cart`);
}

function refuse(response: Response, description: string): void {
  response.status(422).json({ status: 422, message: "Cart Error", description });
}

const add: Door = (visit, request, response) => {
  const body = addBody.safeParse(request.body);
  if (!body.success) return refuse(response, "Required parameter missing or invalid: items");
  const items = "items" in body.data ? body.data.items : [body.data];
  const unknown = items.find(({ id }) => visit.store.variant(visit.shop.domain, id) === null);
  if (unknown) return refuse(response, `Cannot find variant ${unknown.id}`);
  const cart = items.reduce((before, { id, quantity }) => withAdded(before, id, quantity ?? 1), visit.cart);
  return answer(withCart(visit, response, cart), request.path, response);
};

const change: Door = (visit, request, response) => {
  const body = changeBody.safeParse(request.body);
  if (!body.success) return refuse(response, "no valid id or line parameter");
  const { id, quantity } = body.data;
  if (!visit.cart.lines.some(({ variantId }) => variantId === id)) return refuse(response, "no such line");
  return answer(withCart(visit, response, withQuantity(visit.cart, id, quantity)), request.path, response);
};

/** `updates` sets quantities; `discount` replaces all codes of the cart. */
const update: Door = (visit, request, response) => {
  const body = updateBody.safeParse(request.body);
  if (!body.success) return refuse(response, "invalid parameters");
  const { updates = {}, discount } = body.data;
  const lines = Object.entries(updates).reduce((cart, [key, quantity]) => {
    const id = Number(key.split(":")[0]);
    return visit.store.variant(visit.shop.domain, id) === null ? cart : withQuantity(cart, id, quantity);
  }, visit.cart);
  const cart = discount === undefined ? lines : withCodes(lines, discount.split(","));
  return answer(withCart(visit, response, cart), request.path, response);
};

const codeBody = z.object({ code: z.string().min(1).max(255) });

/** The theme's own field for a code. */
const typeCode: Door = (visit, request, response) => {
  const body = codeBody.safeParse(request.body);
  const cart = body.success ? withCodes(visit.cart, [...visit.cart.codes, body.data.code]) : visit.cart;
  withCart(visit, response, cart);
  response.redirect(303, `${visit.base}/cart#discounts`);
};

const removeCode: Door = (visit, request, response) => {
  const body = codeBody.safeParse(request.body);
  if (body.success) withCart(visit, response, withoutCode(visit.cart, body.data.code));
  response.redirect(303, `${visit.base}/cart#discounts`);
};

/** A discount link: the code waits in the cart, whether it applies now or only later. */
const openDiscount: Door = (visit, request, response) => {
  const code = request.params.code ?? "";
  withCart(visit, response, withCodes(visit.cart, [...visit.cart.codes, code]));
  response.redirect(302, pathWithin(visit, request.query.redirect, `${visit.base}/`));
};
