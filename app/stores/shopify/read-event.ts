/**
 * What a stored webhook means, in the house's words (the port's `ReadEvent`). Total: whatever the payload is, it is answered
 * with a meaning or parked with a reason, and nothing is guessed.
 */
import * as z from "zod";
import { orderId } from "../../loyalty/brand";
import type { Order } from "../../loyalty/order";
import type { ReadEvent, ReceivedOrder, StoreEvent } from "../store";
import { unreadableOf } from "../unreadable";
import type { Fingerprint } from "./buyer";
import { customerIdOf } from "./gid";
import { hasLongNumber, parseLongNumbers } from "./json-text";
import { customerOf, type RestOrder, readRestOrder, restOrder } from "./rest-order";
import { exactId, factsOf, idOfCustomer, restCustomer, restId } from "./rest-parts";
import { believing, translateOrder } from "./translate-order";

/** What the translation is given: our keyed hash, so that nothing personal goes any further. */
export interface Reading {
  readonly fingerprint: Fingerprint;
}

interface Meaning {
  /** All that is read of a payload; shopify.app.toml asks for no more (include-fields.test.ts). */
  readonly schema: z.ZodType;
  readonly read: (payload: unknown, reading: Reading) => StoreEvent;
}

const parked = (reason: Extract<StoreEvent, { kind: "parked" }>["reason"], detail: string): StoreEvent => ({
  kind: "parked",
  reason,
  detail,
});

/** Where a payload is not as it should be: names of fields, never what stands in them. */
function complaint(error: z.ZodError): string {
  const places = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "payload"}: ${message}`);
  return places.join("; ");
}

function meaning<Payload>(
  schema: z.ZodType<Payload>,
  read: (payload: Payload, reading: Reading) => StoreEvent,
): Meaning {
  return {
    schema,
    read: (payload, reading) => {
      const parsed = schema.safeParse(payload);
      return parsed.success ? read(parsed.data, reading) : parked("malformed", complaint(parsed.error));
    },
  };
}

const orderState = meaning(restOrder, (order, { fingerprint }) => {
  const parts = believing(() => ({ parts: readRestOrder(order) }));
  if ("parked" in parts) return parked(parts.parked, parts.detail);
  const translated = translateOrder(parts.parts, fingerprint);
  if ("parked" in translated) return parked(translated.parked, translated.detail);
  return { kind: "order", received: received(translated.order, order, fingerprint) };
});

/** Its customer is read when somebody asks, because most are members already; nothing else of the payload is kept for it. */
function received(
  order: Order,
  { customer, customer_locale }: Pick<RestOrder, "customer" | "customer_locale">,
  fingerprint: Fingerprint,
): ReceivedOrder {
  return {
    order,
    get customer() {
      return customerOf({ customer, customer_locale }, fingerprint);
    },
  };
}

/** A refund tells of itself and not of its order, so the order's state has to be fetched. */
const refundCreated = meaning(z.object({ order_id: restId }), ({ order_id }) => ({
  kind: "order-changed",
  orderId: orderId(order_id),
}));

const orderEdited = meaning(z.object({ order_edit: z.object({ order_id: restId }) }), ({ order_edit }) => ({
  kind: "order-changed",
  orderId: orderId(order_edit.order_id),
}));

const customerState = meaning(restCustomer, (customer, { fingerprint }) => ({
  kind: "customer",
  customer: factsOf(customer, { locale: null, fingerprint }),
}));

const customerCreated = meaning(restCustomer, (customer, { fingerprint }) => ({
  kind: "customer",
  customer: factsOf(customer, { locale: null, fingerprint }),
  created: true,
}));

const customerDeleted = meaning(restCustomer.pick({ id: true, admin_graphql_api_id: true }), (customer) => ({
  kind: "customer-deleted",
  customerId: idOfCustomer(customer),
}));

const customerGid = z.string().regex(/^gid:\/\/shopify\/Customer\/\d+$/);

/** Shopify also tells of merges that have only begun or that failed; those change nobody. */
const customersMerged = meaning(
  z.object({
    admin_graphql_api_customer_kept_id: customerGid,
    admin_graphql_api_customer_deleted_id: customerGid,
    status: z.string().nullish(),
  }),
  (merge) => {
    const status = merge.status?.toLowerCase() ?? "completed";
    if (!["completed", "complete", "succeeded", "success"].includes(status))
      return { kind: "ignored", why: `a merge of customers that is ${status}` };
    return {
      kind: "customer-merged",
      kept: customerIdOf(merge.admin_graphql_api_customer_kept_id),
      merged: customerIdOf(merge.admin_graphql_api_customer_deleted_id),
    };
  },
);

/** A customer's own messages tell no tags (since 2025-01); these tell which came or went, but not all there are. */
const tagsChanged = meaning(z.object({ customerId: customerGid }), (change) => ({
  kind: "customer-changed",
  customerId: customerIdOf(change.customerId),
}));

const scopesChanged = meaning(z.object({ current: z.array(z.string()) }), ({ current }) => ({
  kind: "scopes",
  scopes: current,
}));

const namedCustomer = z.object({ customer: restCustomer.pick({ id: true, admin_graphql_api_id: true }) });

const dataRequested = meaning(namedCustomer, ({ customer }) => ({
  kind: "data-request",
  customerId: idOfCustomer(customer),
}));

const customerRedacted = meaning(
  namedCustomer.extend({ orders_to_redact: z.array(restId).nullish() }),
  ({ customer, orders_to_redact }) => ({
    kind: "customer-redact",
    customerId: idOfCustomer(customer),
    orderIds: (orders_to_redact ?? []).map((id) => orderId(exactId("Order", null, id))),
  }),
);

const anObject = z.looseObject({});

/** Every topic of shopify.app.toml. */
export const meanings: Readonly<Record<string, Meaning>> = {
  "orders/paid": orderState,
  "orders/updated": orderState,
  "orders/cancelled": orderState,
  "orders/edited": orderEdited,
  "refunds/create": refundCreated,
  "customers/create": customerCreated,
  "customers/update": customerState,
  "customers/merge": customersMerged,
  "customers/delete": customerDeleted,
  "customer.tags_added": tagsChanged,
  "customer.tags_removed": tagsChanged,
  "app/uninstalled": meaning(anObject, () => ({ kind: "uninstalled" })),
  "app/scopes_update": scopesChanged,
  "customers/data_request": dataRequested,
  "customers/redact": customerRedacted,
  "shop/redact": meaning(anObject, () => ({ kind: "shop-redact" })),
};

export const readEventWith =
  (reading: Reading): ReadEvent =>
  (topic, payload) =>
    readEvent(topic, payload, reading);

function readEvent(topic: string, payload: string, reading: Reading): StoreEvent {
  const unreadable = unreadableOf(payload);
  if (unreadable) return parked(unreadable.reason, unreadable.detail);
  const meant = Object.hasOwn(meanings, topic) ? meanings[topic] : undefined;
  if (!meant) return parked("unknown-topic", `nobody here knows what ${topic.slice(0, 80)} means`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return parked("malformed", "the payload is not JSON");
  }
  const said = meant.read(parsed, reading);
  // An id that a number cannot hold is refused as a number (`restId`), and read once more as the text it is. Looking for such in every payload would cost as much as reading it.
  return said.kind === "parked" && hasLongNumber(payload)
    ? meant.read(parseLongNumbers(payload), reading)
    : said;
}
