/** What the desk's forms and scripts can do to an order, each by the shop's own functions; a refusal is told as WooCommerce words it. */

import * as z from "zod";
import {
  cancelOrder,
  completeOrder,
  deleteOrder,
  type OrderResult,
  payOrder,
  restoreOrder,
  setOrderMeta,
  trashOrder,
} from "../state/change-order";
import { editOrder } from "../state/edit-order";
import type { WooOrder } from "../state/records";
import { deleteRefund, refundOrder, unitsOf } from "../state/refund-order";
import { refused } from "../state/refusal";
import type { WooShop } from "../state/shop";
import { noDeliverySwitches } from "../webhooks/switches";
import type { WooSite } from "../wordpress-site";

export interface ActWish {
  readonly site: WooSite;
  readonly order: WooOrder;
  readonly body: unknown;
}

/** `ok` without an order: it is gone. */
export type ActResult = OrderResult | { readonly ok: true; readonly order: null };

/** Units by line: `units-17=1` from a form, `{"units":{"17":1}}` from a script. */
function unitsIn(body: unknown): ReadonlyMap<number, number> {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const nested = z.record(z.string(), z.coerce.number().int()).catch({}).parse(fields.units);
  const flat = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith("units-") && value !== "" ? [[name.slice(6), Number(value)] as const] : [],
  );
  return new Map([...Object.entries(nested), ...flat].map(([id, count]) => [Number(id), Number(count)]));
}

const text = z.string().trim().catch("");

function refund(shop: WooShop, order: WooOrder, body: unknown): OrderResult {
  const fields = z.object({ amount: text, reason: text }).catch({ amount: "", reason: "" }).parse(body);
  if (fields.amount !== "" && !/^\d{1,12}(\.\d{1,2})?$/.test(fields.amount))
    return refused("rest_invalid_param", "amount is not an amount.");
  const items = [...unitsIn(body)].flatMap(([lineId, quantity]) =>
    unitsOf(shop, order, { lineId, quantity }),
  );
  return refundOrder(shop, order, {
    reason: fields.reason,
    items,
    ...(fields.amount !== "" ? { amount: fields.amount } : {}),
  });
}

function edit(shop: WooShop, order: WooOrder, body: unknown): OrderResult {
  const quantities = [...unitsIn(body)].map(([lineId, quantity]) => ({ lineId, quantity }));
  return editOrder(shop, order, { quantities });
}

function removeRefund(shop: WooShop, order: WooOrder, body: unknown): OrderResult {
  const { refund: id } = z.object({ refund: z.coerce.number().int() }).catch({ refund: 0 }).parse(body);
  const found = shop.refundsOf(order.id).find((one) => one.id === id);
  if (found === undefined)
    return refused("woocommerce_rest_shop_order_refund_invalid_id", "Invalid ID.", 404);
  deleteRefund(shop, found);
  return { ok: true, order };
}

type Act = (wish: ActWish) => ActResult | Promise<ActResult>;

export const wooOrderActs: Readonly<Record<string, Act>> = {
  pay: ({ site, order }) => payOrder(site.shop, order),
  complete: ({ site, order }) => completeOrder(site.shop, order),
  cancel: ({ site, order }) => cancelOrder(site.shop, order),
  trash: ({ site, order }) => trashOrder(site.shop, order),
  restore: ({ site, order }) => restoreOrder(site.shop, order),
  touch: ({ site, order }) => ({ ok: true, order: setOrderMeta(site.shop, order, []) }),
  refund: ({ site, order, body }) => refund(site.shop, order, body),
  edit: ({ site, order, body }) => edit(site.shop, order, body),
  "delete-refund": ({ site, order, body }) => removeRefund(site.shop, order, body),
  delete: ({ site, order }) => {
    deleteOrder(site.shop, order);
    return { ok: true, order: null };
  },
  async again({ site, order, body }) {
    const { times } = z
      .object({ times: z.coerce.number().int().min(1).max(200).default(1) })
      .catch({ times: 1 })
      .parse(body);
    await site.deliveries.repeat("order.updated", order.id, times);
    return { ok: true, order };
  },
};

export const knobs = [
  "hold",
  "resume",
  "late",
  "drop-next",
  "double-next",
  "fail-next",
  "lose",
  "disorder",
  "race",
  "calm",
] as const;
export type Knob = (typeof knobs)[number];

/** How messages go wrong from now on. */
export function turn({ deliveries, rest }: WooSite, knob: Knob, count: number): void {
  const { switches } = deliveries;
  if (knob === "hold") switches.held = true;
  if (knob === "resume") deliveries.resume();
  if (knob === "late") void deliveries.releaseLate();
  if (knob === "drop-next") switches.dropNext = count;
  if (knob === "double-next") switches.doubleNext = count;
  if (knob === "fail-next") switches.failNext = count;
  if (knob === "lose") switches.dropPercent = 30;
  if (knob === "disorder") Object.assign(switches, { duplicatePercent: 20, latePercent: 20, reorder: true });
  if (knob === "race") rest.switches.raceCoupons = true;
  if (knob !== "calm") return;
  rest.switches.raceCoupons = false;
  Object.assign(switches, noDeliverySwitches());
  deliveries.resume();
  void deliveries.releaseLate();
}
