/** Parcels: what staff send of an order, all of it or some units, and what they call back. Shopify tells of both by the order's own message. */
import type { OrderChange, UnitsWish } from "./change-order";
import { sumOf } from "./order-totals";
import type { SandboxStore } from "./store";
import type { SandboxOrder } from "./types";

export type FulfilmentStatus = "unfulfilled" | "partial" | "fulfilled";

/** Units of a line that went out and were not called back. */
export function sentOf(order: SandboxOrder, lineId: number): number {
  const parcels = order.fulfilments.filter(({ status }) => status === "success");
  return sumOf(parcels, ({ lines }) => sumOf(lines, (line) => (line.lineId === lineId ? line.quantity : 0)));
}

/** Refunded units need not be sent any more. */
const waitingOf = (order: SandboxOrder, lineId: number, left: number): number =>
  Math.max(0, left - sentOf(order, lineId));

export function fulfilmentStatus(order: SandboxOrder): FulfilmentStatus {
  const sent = sumOf(order.lines, ({ id }) => sentOf(order, id));
  if (sent === 0) return "unfulfilled";
  const waiting = sumOf(order.lines, ({ id, currentQuantity }) => waitingOf(order, id, currentQuantity));
  return waiting === 0 ? "fulfilled" : "partial";
}

function changed(store: SandboxStore, order: SandboxOrder): OrderChange {
  store.putOrder(order);
  store.announce(order.shop, [{ topic: "orders/updated", order }]);
  return { ok: true, order };
}

/** Sends these units; without a wish, everything that waits. */
export function fulfilOrder(
  store: SandboxStore,
  order: SandboxOrder,
  wishes: readonly UnitsWish[] = [],
): OrderChange {
  const lines = order.lines.flatMap(({ id, currentQuantity }) => {
    const wish = wishes.find(({ lineId }) => lineId === id)?.quantity ?? 0;
    const waiting = waitingOf(order, id, currentQuantity);
    const quantity = wishes.length === 0 ? waiting : Math.min(wish, waiting);
    return quantity > 0 ? [{ lineId: id, quantity }] : [];
  });
  if (order.cancelledAt !== null) return { ok: false, reason: "the order is cancelled" };
  if (lines.length === 0) return { ok: false, reason: "nothing is left to send" };
  const at = store.now();
  const parcel = { id: store.nextId("fulfilment", 5_100_000_000_001), at, status: "success" as const, lines };
  return changed(store, { ...order, fulfilments: [...order.fulfilments, parcel], updatedAt: at });
}

/** Calls every parcel back. */
export function unfulfilOrder(store: SandboxStore, order: SandboxOrder): OrderChange {
  if (fulfilmentStatus(order) === "unfulfilled") return { ok: false, reason: "nothing was sent" };
  const fulfilments = order.fulfilments.map((parcel) => ({ ...parcel, status: "cancelled" as const }));
  return changed(store, { ...order, fulfilments, updatedAt: store.now() });
}
