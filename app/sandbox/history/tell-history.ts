/** The past, event by event: each puts an order's state into the store and gives the message that the app is to get of it. */
import { randomUUID } from "node:crypto";
import type { HistoryLength } from "../environment";
import { cancelOrder, refundOrder } from "../state/change-order";
import type { Happening, ShopEvent } from "../state/events";
import type { SandboxStore } from "../state/store";
import type { SandboxOrder } from "../state/types";
import { buildOrder } from "./build-order";
import { personOf, tehranCast } from "./people";
import { type HistoryRow, readHistory } from "./rows";

export interface Past {
  readonly length: number;
  /** Makes event `index` happen, once, and gives what is to be sent; null when there is nothing to tell. */
  happen(index: number): Happening | null;
  /** The message of an event that has happened already, for a second try after a restart. */
  again(index: number): Happening | null;
}

const orderIdOf = (row: HistoryRow) => 5_500_000_000_000 + row.invoice;

export function readPast(store: SandboxStore, startedAt: number, length: HistoryLength = "whole"): Past {
  const rows = readHistory(startedAt, length);
  const returns = new Map<number, number[]>();
  for (const { kind, invoice, amountMinor } of rows) {
    if (kind === "refund") returns.set(invoice, [...(returns.get(invoice) ?? []), amountMinor]);
  }
  const tehran = tehranCast(rows);
  const settled = new Map<number, number>();
  for (const row of rows) if (row.kind === "order") settled.set(row.invoice, row.amountMinor);

  const message = (row: HistoryRow, order: SandboxOrder): Happening => {
    const topic =
      row.kind === "order"
        ? "orders/paid"
        : order.cancelledAt === null
          ? "orders/updated"
          : "orders/cancelled";
    const event: ShopEvent = { topic, order };
    // The message is of today; what it tells of is in its times.
    return { shop: row.shop, eventId: randomUUID(), at: store.now(), events: [event] };
  };

  const place = (row: HistoryRow): SandboxOrder | null => {
    const shop = store.findShop(row.shop);
    if (shop === null) return null;
    const person = personOf(row, tehran, row.at);
    if (store.customer(row.shop, person.id) === null) store.putCustomer(person);
    const returned = returns.get(row.invoice) ?? [];
    const order = buildOrder(store, { shop, row, customerId: person.id, email: person.email, returned });
    store.putOrder(order);
    return order;
  };

  /** Everything sent back at once, in every second such case, is a cancelled order. */
  const giveBack = (row: HistoryRow): SandboxOrder | null => {
    const order = store.order(row.shop, orderIdOf(row));
    if (order === null) return null;
    const whole = settled.get(row.invoice) === row.amountMinor;
    const line = order.lines.find(
      ({ priceMinor, quantity, currentQuantity }) =>
        currentQuantity === quantity && priceMinor * quantity === row.amountMinor,
    );
    const change =
      whole && row.invoice % 2 === 0
        ? cancelOrder(store, order, { reason: "customer", at: row.at }, true)
        : refundOrder(
            store,
            order,
            { lines: line === undefined ? [] : [{ lineId: line.id, quantity: line.quantity }], at: row.at },
            "refund",
            true,
          );
    return change.ok ? change.order : null;
  };

  return {
    length: rows.length,
    happen(index) {
      const row = rows[index];
      if (row === undefined) return null;
      const order = row.kind === "order" ? place(row) : giveBack(row);
      return order === null ? null : message(row, order);
    },
    again(index) {
      const row = rows[index];
      const order = row === undefined ? null : store.order(row.shop, orderIdOf(row));
      return row === undefined || order === null ? null : message(row, order);
    },
  };
}
