/** `customers` and its batch. The dates of change are not asked for here: WooCommerce passes over them. Each update tells of itself, one that changes nothing too. */

import * as z from "zod";
import { changeUser, createUser, deleteUser } from "../state/change-customer";
import type { WooUser } from "../state/records";
import { address } from "./address-input";
import { failed, invalidParam, ok, type RestAnswer, type RestCall, refusedAs } from "./call";
import { defined } from "./orders";
import { directionOf, paged, sorted } from "./pages";
import { customerShape } from "./shapes/customer";

const shapeOf =
  ({ shop, home }: RestCall) =>
  (user: WooUser) =>
    customerShape(shop, user, home);

export function listCustomers(call: RestCall): RestAnswer {
  const { shop, query } = call;
  const role = query.text("role") ?? "customer";
  const include = query.ids("include");
  const exclude = query.ids("exclude");
  const email = query.text("email")?.toLowerCase() ?? null;
  const search = query.text("search")?.toLowerCase() ?? null;
  const rows = shop.users
    .rows()
    .filter((user) => role === "all" || user.role === role)
    .filter(({ id }) => (include.length === 0 || include.includes(id)) && !exclude.includes(id))
    .filter((user) => email === null || user.email.toLowerCase() === email)
    .filter(
      (user) =>
        search === null || [user.email, user.username].some((text) => text.toLowerCase().includes(search)),
    );
  const by = query.text("orderby") ?? "name";
  const key = (user: WooUser) =>
    by === "id" || by === "include" ? user.id : by === "registered_date" ? user.createdAt : user.username;
  return paged(call, sorted(rows, key, directionOf(query.text("order"), "asc")), shapeOf(call));
}

const invalid = (status: number) => failed("woocommerce_rest_invalid_id", "Invalid resource ID.", status);

export function readCustomer(call: RestCall): RestAnswer {
  const user = call.shop.user(Number(call.ids[0]));
  return user === null ? invalid(404) : ok(shapeOf(call)(user));
}

const text = z.string().optional();
const input = z.object({
  email: text,
  first_name: text,
  last_name: text,
  username: text,
  billing: address.default({}),
  shipping: address.default({}),
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
});

function changeOf(body: unknown) {
  const parsed = input.safeParse(body);
  if (!parsed.success) return null;
  const { email, first_name, last_name, billing, shipping, meta_data } = parsed.data;
  return {
    ...defined({ email, firstName: first_name, lastName: last_name }),
    username: parsed.data.username,
    billing: defined(billing),
    shipping: defined(shipping),
    meta: meta_data.map(({ key, value }) => ({ key, value })),
  };
}

export function createCustomer(call: RestCall): RestAnswer {
  const wish = changeOf(call.body);
  if (wish === null) return invalidParam("email", "email is not of type string.");
  const { username, email = "", ...rest } = wish;
  const made = createUser(call.shop, { email, ...rest, ...(username ? { username } : {}) });
  return made.ok ? ok(shapeOf(call)(made.user), 201) : refusedAs(made);
}

export function updateCustomer(call: RestCall): RestAnswer {
  const user = call.shop.user(Number(call.ids[0]));
  if (user === null) return invalid(400);
  const change = changeOf(call.body);
  if (change === null) return invalidParam("meta_data", "meta_data is not of type array.");
  const { username: _username, ...rest } = change;
  const changed = changeUser(call.shop, user, rest);
  return changed.ok ? ok(shapeOf(call)(changed.user)) : refusedAs(changed);
}

export function removeCustomer(call: RestCall): RestAnswer {
  const user = call.shop.user(Number(call.ids[0]));
  if (!call.query.flag("force"))
    return failed("woocommerce_rest_trash_not_supported", "Customers do not support trashing.", 501);
  if (user === null) return invalid(404);
  const before = shapeOf(call)(user);
  deleteUser(call.shop, user);
  return ok(before);
}

const MOST = 100;
const batch = z.object({
  create: z.array(z.looseObject({})).default([]),
  update: z.array(z.looseObject({ id: z.int() })).default([]),
  delete: z.array(z.int()).default([]),
});
const refusal = z.object({ code: z.string(), message: z.string(), data: z.unknown() });

/** Each by itself: one that fails tells its error in its own place, the others go on. */
export function batchCustomers(call: RestCall): RestAnswer {
  const parsed = batch.safeParse(call.body);
  if (!parsed.success) return invalidParam("update", "update[0] is not of type object.");
  const { create, update, delete: gone } = parsed.data;
  if (create.length + update.length + gone.length > MOST)
    return failed(
      "woocommerce_rest_request_entity_too_large",
      `Unable to accept more than ${MOST} items for this request.`,
      413,
    );
  const one = (id: number, answer: RestAnswer) => {
    if (answer.status < 300) return answer.body;
    return { id, error: refusal.parse(answer.body) };
  };
  return ok({
    ...(create.length > 0 ? { create: create.map((body) => one(0, createCustomer({ ...call, body }))) } : {}),
    ...(update.length > 0
      ? {
          update: update.map((body) =>
            one(body.id, updateCustomer({ ...call, body, ids: [String(body.id)] })),
          ),
        }
      : {}),
    ...(gone.length > 0
      ? { delete: gone.map((id) => one(id, removeCustomer({ ...call, ids: [String(id)] }))) }
      : {}),
  });
}
