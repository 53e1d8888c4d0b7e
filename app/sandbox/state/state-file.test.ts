/** What the sandbox remembers over a restart, and what it refuses to half understand. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reward } from "../testing/reward";
import { refundOrder } from "./change-order";
import { createStore } from "./create-store";
import { placeOrder } from "./place-order";

const pathIn = () => join(mkdtempSync(join(tmpdir(), "vafa-state-")), "sandbox-state.json");

test("everything is there again: orders with their older states, codes, metafields, carts, running numbers", () => {
  const path = pathIn();
  const store = createStore({ path });
  const [shop] = store.shops;
  if (shop === undefined) throw new Error("no shop");
  const customer = store.cast(shop.domain)[0] ?? null;
  const variantId = store.products(shop.domain)[0]?.variants[0]?.id ?? 0;
  store.putDiscount(reward({ shop: shop.domain, code: "FIVE" }));
  const placed = placeOrder(store, {
    shop,
    customer,
    lines: [{ variantId, quantity: 3 }],
    codes: ["five"],
    locale: "fa",
  });
  if (!placed.ok) throw new Error("refused");
  refundOrder(store, placed.order, { lines: [], amountMinor: 100 });
  store.putCart({ token: "t", shop: shop.domain, lines: [], codes: [], locale: "fa", updatedAt: 1 });
  store.setScalar("history.done", true);
  store.flush();

  const again = createStore({ path });
  expect(again.image()).toEqual(store.image());
  expect(again.discountByCode(shop.domain, "five")?.uses).toHaveLength(1);
  expect(again.revisions(placed.order.id)).toEqual([placed.order]);
  expect(again.nextId("order", 1)).toBe(placed.order.id + 1);
});

test("a change is written soon, and several are one write", async () => {
  const path = pathIn();
  const store = createStore({ path });
  store.setScalar("a", 1);
  store.setScalar("b", 2);
  await expect.poll(() => readFileSync(path, "utf8")).toContain('"b":2');
});

test("a file of another make is refused by name instead of read in part", () => {
  const path = pathIn();
  for (const text of ["", "{}", '{"format":0,"scalars":{},"tables":{}}']) {
    writeFileSync(path, text);
    expect(() => createStore({ path })).toThrow(/is not a state file of this version/);
  }
});
