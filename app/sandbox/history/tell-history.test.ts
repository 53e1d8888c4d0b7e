/** The past: as it is in the data, to the penny, the same every time, and told once. */
import { describe, expect, test } from "vitest";
import { DEMO_SHOP, TEHRAN_SHOP } from "../cast/shops";
import { createStore } from "../state/create-store";
import { currentTotals, originalTotals } from "../state/order-totals";
import { readHistory } from "./rows";
import { readPast } from "./tell-history";

const NOW = Date.UTC(2026, 10, 22, 9);
const rows = readHistory(NOW);

function told() {
  const store = createStore({ now: () => NOW });
  const past = readPast(store, NOW);
  const happenings = Array.from({ length: past.length }, (_, index) => past.happen(index));
  return { store, past, happenings };
}

const { store, past, happenings } = told();

test("it covers twelve months and ends yesterday", () => {
  const times = rows.map(({ at }) => at);
  expect(new Date(Math.max(...times)).toISOString().slice(0, 10)).toBe("2026-11-21");
  expect(new Date(Math.min(...times)).toISOString().slice(0, 7)).toBe("2025-11");
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test("it is of the size of a real shop", () => {
  expect(store.orders(DEMO_SHOP).length).toBeGreaterThan(3_000);
  expect(store.customers(DEMO_SHOP).length).toBeGreaterThan(700);
  expect(store.orders(TEHRAN_SHOP).length).toBeGreaterThan(40);
});

test("every event has its message, and each order comes before what was sent back of it", () => {
  expect(happenings.filter((happening) => happening === null)).toEqual([]);
  const topics = new Set(
    happenings.flatMap((happening) => happening?.events.map(({ topic }) => topic) ?? []),
  );
  expect(topics).toEqual(new Set(["orders/paid", "orders/updated", "orders/cancelled"]));
});

test("orders are worth what the data says, and refunds take exactly what the data says", () => {
  const bought = new Map<number, number>();
  const back = new Map<number, number>();
  for (const { kind, invoice, amountMinor } of rows) {
    const sums = kind === "order" ? bought : back;
    sums.set(invoice, (sums.get(invoice) ?? 0) + amountMinor);
  }
  for (const order of [...store.orders(DEMO_SHOP), ...store.orders(TEHRAN_SHOP)]) {
    const invoice = order.id - 5_500_000_000_000;
    expect(originalTotals(order).subtotalMinor).toBe(bought.get(invoice));
    const left = (bought.get(invoice) ?? 0) - (back.get(invoice) ?? 0);
    expect(currentTotals(order).subtotalMinor).toBe(left);
  }
});

test("it is the same every time", () => {
  const again = told();
  expect(again.store.orders(DEMO_SHOP).slice(0, 50)).toEqual(store.orders(DEMO_SHOP).slice(0, 50));
});

test("told in short it is that of the cast and of Tehran, and nobody else's", () => {
  const few = createStore({ now: () => NOW });
  const short = readPast(few, NOW, "short");
  for (let index = 0; index < short.length; index += 1) short.happen(index);
  expect(few.orders(TEHRAN_SHOP).length).toBe(store.orders(TEHRAN_SHOP).length);
  const cast = new Set(few.cast(DEMO_SHOP).map(({ id }) => id));
  expect(few.orders(DEMO_SHOP).filter(({ customerId }) => !cast.has(customerId ?? 0))).toEqual([]);
  const castOrders = (from: typeof few) =>
    from.orders(DEMO_SHOP).flatMap(({ customerId, id }) => (cast.has(customerId ?? 0) ? [id] : []));
  expect(castOrders(few)).toEqual(castOrders(store));
});

test("telling an event again after an interruption gives the order as it stands", () => {
  const index = rows.findIndex(({ kind }) => kind === "refund");
  const [event] = past.again(index)?.events ?? [];
  expect(event !== undefined && "order" in event ? event.order.refunds.length : 0).toBeGreaterThan(0);
});

describe("the cast", () => {
  const ordersOf = (shop: string, id: number) =>
    store.orders(shop).filter(({ customerId }) => customerId === id).length;

  test("has a past, but for the newcomers", () => {
    const counts = store.cast(DEMO_SHOP).map(({ id, cast }) => [cast, ordersOf(DEMO_SHOP, id)] as const);
    for (const [role, count] of counts) {
      if (role === "newcomer") expect(count).toBe(0);
      else expect(count).toBeGreaterThan(1);
    }
    expect(store.cast(TEHRAN_SHOP).map(({ id }) => ordersOf(TEHRAN_SHOP, id) > 0)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test("keeps its numbers", () => {
    expect(store.cast(DEMO_SHOP).map(({ id }) => id)).toEqual(
      [1, 2, 3, 4, 5].map((n) => 7_100_000_000_000 + n),
    );
  });
});
