/** `orders` and what is below them. Unless it is asked for, a list hides the trash and drafts; "any" beside "trash" is "any" alone. */

import * as z from "zod";
import { deleteOrder, saveOrder, setStatus, trashOrder, withMeta } from "../state/change-order";
import { editOrder } from "../state/edit-order";
import { placeOrder } from "../state/place-order";
import type { WooOrder, WooStatus } from "../state/records";
import { address } from "./address-input";
import { failed, invalidId, invalidParam, ok, type RestAnswer, type RestCall, refusedAs } from "./call";
import { isInTime } from "./order-dates";
import { directionOf, paged, sorted, withFields } from "./pages";
import { orderShape } from "./shapes/order";

const statuses: readonly WooStatus[] = [
  "pending",
  "processing",
  "on-hold",
  "completed",
  "cancelled",
  "refunded",
  "failed",
  "checkout-draft",
  "trash",
];
const hidden: readonly string[] = ["trash", "checkout-draft"];

const shapeOf =
  ({ shop, home }: RestCall) =>
  (order: WooOrder) =>
    orderShape(shop, order, home);

export function listOrders(call: RestCall): RestAnswer {
  const { shop, query } = call;
  const wanted = query.list("status");
  const unknown = wanted.find((status) => status !== "any" && !statuses.some((one) => one === status));
  if (unknown !== undefined)
    return invalidParam("status", `status[0] is not one of any, ${statuses.join(", ")}.`);
  const any = wanted.length === 0 || wanted.includes("any");
  const include = query.ids("include");
  const exclude = query.ids("exclude");
  const customer = query.number("customer");
  const search = query.text("search")?.toLowerCase() ?? null;
  const inTime = isInTime(shop.settings.timezone, query);
  const rows = shop.orders
    .rows()
    .filter(({ status }) => (any ? !hidden.includes(status) : wanted.includes(status)))
    .filter(({ id }) => (include.length === 0 || include.includes(id)) && !exclude.includes(id))
    .filter((order) => customer === null || order.customerId === customer)
    .filter((order) => search === null || isAbout(order, search))
    .filter(inTime);
  const by = query.text("orderby");
  const key = (order: WooOrder) =>
    by === "id" ? order.id : by === "modified" ? order.modifiedAt : order.createdAt;
  return paged(call, sorted(rows, key, directionOf(query.text("order"), "desc")), shapeOf(call));
}

const isAbout = ({ id, billing }: WooOrder, words: string): boolean =>
  [String(id), billing.email, billing.first_name, billing.last_name].some((text) =>
    text.toLowerCase().includes(words),
  );

function withOrder(call: RestCall, answer: (order: WooOrder) => RestAnswer): RestAnswer {
  const order = call.shop.order(Number(call.ids[0]));
  return order === null ? invalidId("shop_order") : answer(order);
}

export const readOrder = (call: RestCall): RestAnswer =>
  withOrder(call, (order) => ok(withFields(shapeOf(call)(order), call.query.list("_fields"))));

const meta = z.array(z.object({ key: z.string(), value: z.unknown() }));
const lineInput = z.object({
  product_id: z.int(),
  variation_id: z.int().default(0),
  quantity: z.int().default(1),
});

const creation = z.object({
  customer_id: z.int().default(0),
  billing: address.default({}),
  shipping: address.default({}),
  status: z.enum(statuses).optional(),
  set_paid: z.boolean().default(false),
  payment_method: z.string().default("bacs"),
  line_items: z.array(lineInput).default([]),
  coupon_lines: z.array(z.object({ code: z.string() })).default([]),
  meta_data: meta.default([]),
});

export function createOrder(call: RestCall): RestAnswer {
  const parsed = creation.safeParse(call.body);
  if (!parsed.success) return invalidParam("order", parsed.error.message);
  const wish = parsed.data;
  const placed = placeOrder(call.shop, {
    lines: wish.line_items.map((line) => ({
      productId: line.product_id,
      variationId: line.variation_id,
      quantity: line.quantity,
    })),
    codes: wish.coupon_lines.map(({ code }) => code),
    userId: wish.customer_id,
    billing: defined(wish.billing),
    shipping: defined(wish.shipping),
    payment: wish.set_paid ? "card" : "later",
    createdVia: "rest-api",
    meta: Object.fromEntries(wish.meta_data.map(({ key, value }) => [key, value])),
    ...(wish.status ? { status: wish.status } : {}),
  });
  return placed.ok ? ok(shapeOf(call)(placed.order), 201) : refusedAs(placed);
}

/** Without the fields that are not there. */
export function defined<Shape extends object>(shape: Shape): { [K in keyof Shape]: NonNullable<Shape[K]> } {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as {
    [K in keyof Shape]: NonNullable<Shape[K]>;
  };
}

const change = z.object({
  status: z.enum(statuses).optional(),
  meta_data: meta.optional(),
  line_items: z.array(z.object({ id: z.int(), quantity: z.int() })).optional(),
});

/** A change that changes nothing saves the order all the same. */
export function updateOrder(call: RestCall): RestAnswer {
  return withOrder(call, (order) => {
    const parsed = change.safeParse(call.body);
    if (!parsed.success) return invalidParam("order", parsed.error.message);
    const { status, meta_data, line_items } = parsed.data;
    const noted = meta_data ? { ...order, meta: withMeta(call.shop, order.meta, meta_data) } : order;
    const edited = line_items
      ? editOrder(call.shop, noted, {
          quantities: line_items.map(({ id, quantity }) => ({ lineId: id, quantity })),
        })
      : { ok: true as const, order: noted };
    if (!edited.ok) return refusedAs(edited);
    if (status === undefined) return ok(shapeOf(call)(saveOrder(call.shop, edited.order)));
    const set = setStatus(call.shop, edited.order, { to: status });
    return set.ok ? ok(shapeOf(call)(set.order)) : refusedAs(set);
  });
}

export function removeOrder(call: RestCall): RestAnswer {
  return withOrder(call, (order) => {
    const before = shapeOf(call)(order);
    if (call.query.flag("force")) {
      deleteOrder(call.shop, order);
      return ok(before);
    }
    const trashed = trashOrder(call.shop, order);
    if (!trashed.ok)
      return failed("woocommerce_rest_already_trashed", "The shop_order has already been deleted.", 410);
    return ok(shapeOf(call)(trashed.order));
  });
}
