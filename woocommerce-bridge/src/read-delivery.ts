/**
 * What a stored delivery means, in the house's words. Total: whatever the payload is, it is answered with a meaning or parked with a reason. A delivery carries the
 * state at the moment it was sent, not what happened: created and updated come in any order and mean the same.
 */
import * as z from "zod";
import { type CustomerId, customerId, type OrderId, orderId } from "../../app/loyalty/brand";
import { complaint, type ParkReason, storeId } from "./believed";
import type { CustomerFacts, Fingerprint } from "./buyer";
import { factsOf, isShopper, restCustomer } from "./customer-facts";
import { isDraft } from "./order-state";
import { type Translation, translateOrder } from "./translate-order";

export type DeliveryMeaning =
  | ({ readonly kind: "order" } & Translation)
  /** In the trash, or gone for good: only the id is told. What it was worth has to be taken back. */
  | { readonly kind: "order-deleted"; readonly orderId: OrderId }
  /** Only the id is told; the state has to be fetched. */
  | { readonly kind: "order-changed"; readonly orderId: OrderId }
  /** `created`: the account is new. */
  | { readonly kind: "customer"; readonly customer: CustomerFacts; readonly created?: true }
  | { readonly kind: "customer-deleted"; readonly customerId: CustomerId }
  | { readonly kind: "ignored"; readonly why: string }
  | { readonly kind: "parked"; readonly reason: ParkReason; readonly detail: string };

type Meaning = (payload: unknown, fingerprint: Fingerprint) => DeliveryMeaning;

const parked = (reason: ParkReason, detail: string): DeliveryMeaning => ({ kind: "parked", reason, detail });

function meaning<Payload>(schema: z.ZodType<Payload>, read: (payload: Payload) => DeliveryMeaning): Meaning {
  return (payload) => {
    const parsed = schema.safeParse(payload);
    return parsed.success ? read(parsed.data) : parked("malformed", complaint(parsed.error));
  };
}

const stated = z.object({ status: z.string() });

const orderState: Meaning = (payload, fingerprint) => {
  const state = stated.safeParse(payload);
  if (state.success && isDraft(state.data.status))
    return { kind: "ignored", why: "a checkout that is not an order yet" };
  const translated = translateOrder(payload, { fingerprint });
  return "parked" in translated
    ? parked(translated.parked, translated.detail)
    : { kind: "order", ...translated };
};

const named = z.object({ id: storeId.min(1) });

const orderDeleted = meaning(named, ({ id }) => ({ kind: "order-deleted", orderId: orderId(String(id)) }));

const customerState = (created: boolean) =>
  meaning(restCustomer, (customer) => {
    if (!isShopper(customer)) return { kind: "ignored", why: "an account that is no shopper's" };
    return { kind: "customer", customer: factsOf(customer), ...(created ? { created: true } : {}) };
  });

const customerDeleted = meaning(named, ({ id }) => ({
  kind: "customer-deleted",
  customerId: customerId(String(id)),
}));

/** The message of an action of WordPress: `{"action":"…","arg":14}`, the order's id in it. */
const orderRefunded = meaning(z.object({ arg: storeId.min(1) }), ({ arg }) => ({
  kind: "order-changed",
  orderId: orderId(String(arg)),
}));

/** Every topic that we ask a store for. There is none for refunds or completion: those are states of an order. */
const meanings: Readonly<Record<string, Meaning>> = {
  "order.created": orderState,
  "order.updated": orderState,
  "order.restored": orderState,
  "order.deleted": orderDeleted,
  "action.woocommerce_order_refunded": orderRefunded,
  "customer.created": customerState(true),
  "customer.updated": customerState(false),
  "customer.deleted": customerDeleted,
};

export function readDelivery(
  topic: string,
  payload: string,
  { fingerprint }: { readonly fingerprint: Fingerprint },
): DeliveryMeaning {
  const read = Object.hasOwn(meanings, topic) ? meanings[topic] : undefined;
  if (!read) return parked("unknown-topic", `nobody here knows what ${topic.slice(0, 80)} means`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return parked("malformed", "the payload is not JSON");
  }
  return read(parsed, fingerprint);
}
