/** The health of deliveries, and what is shown of a parked payload. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ShopId } from "../../loyalty/brand";
import { freshDatabase } from "../../testing/database";
import type { Database } from "../database";
import { noon, seedRow, seedShop } from "../testing/seed";
import { type Sql, sqlOf } from "../transaction";
import { readBacklog, readFailedEffects, readParked, readTopicHealth } from "./deliveries";
import { excerptOf } from "./payload-excerpt";

let db: Database;
let sql: Sql;
let shop: ShopId;
let count = 0;
beforeEach(async () => {
  db = await freshDatabase();
  sql = sqlOf(db);
  shop = await seedShop(sql);
});
afterEach(() => db.close());

const at = new Date(noon);
function event(topic: string, row = {}, of = shop) {
  count += 1;
  return seedRow(sql, "inbox", {
    shopId: of,
    topic,
    deliveryId: `d${count}`,
    payload: "{}",
    triggeredAt: at,
    receivedAt: at,
    ...row,
  });
}

describe("the health of a topic", () => {
  test("is its last delivery, what waits and what is parked", async () => {
    await event("orders/paid", { state: "done", receivedAt: new Date(noon - 60_000) });
    await event("orders/paid", { state: "done" });
    await event("orders/paid");
    await event("orders/updated", { state: "parked", reason: "malformed" });
    await event("orders/paid", {}, await seedShop(sql));
    expect(await readTopicHealth(sql, shop, ["refunds/create", "orders/paid"])).toEqual([
      { topic: "refunds/create", lastAt: null, waiting: 0, parked: 0 },
      { topic: "orders/paid", lastAt: at, waiting: 1, parked: 0 },
      { topic: "orders/updated", lastAt: at, waiting: 0, parked: 1 },
    ]);
    expect(await readBacklog(sql, shop)).toEqual({ waiting: 1, parked: 1, unsent: 0 });
  });
});

describe("parked events", () => {
  test("come newest first, with reason and detail, one shop's only", async () => {
    const first = await event("orders/paid", {
      state: "parked",
      reason: "malformed",
      detail: "lines: Required",
    });
    const second = await event("orders/paid", {
      state: "parked",
      reason: "wrong-currency",
      payload: '{"name":"#7"}',
    });
    await event("orders/paid", { state: "parked" }, await seedShop(sql));
    const rows = await readParked(sql, shop, { limit: 10 });
    expect(rows.map((row) => [row.id, row.reason, row.detail])).toEqual([
      [second, "wrong-currency", ""],
      [first, "malformed", "lines: Required"],
    ]);
    expect(await readParked(sql, shop, { limit: 10, after: second })).toHaveLength(1);
  });

  test("of five megabytes are not read for showing", async () => {
    await event("orders/paid", { state: "parked", payload: "x".repeat(5_000_000) });
    expect((await readParked(sql, shop, { limit: 1 }))[0]?.excerpt).toEqual({
      kind: "too-large",
      size: 5_000_000,
    });
  });
});

test("effects that failed are told with their last answer", async () => {
  const effect = { shopId: shop, kind: "push-snapshot", dueAt: at };
  await seedRow(sql, "outbox", { ...effect, subject: "1", attempts: 3, lastError: "503" });
  await seedRow(sql, "outbox", { ...effect, subject: "2" });
  await seedRow(sql, "outbox", { ...effect, subject: "3", state: "parked", lastError: "no such customer" });
  const rows = await readFailedEffects(sql, shop, 10);
  expect(rows.map((row) => [row.subject, row.stopped, row.lastError])).toEqual([
    ["3", true, "no such customer"],
    ["1", false, "503"],
  ]);
  expect((await readBacklog(sql, shop)).unsent).toBe(2);
});

describe("the excerpt of a payload", () => {
  const order = {
    id: 1,
    name: "#1001",
    email: "sara@example.com",
    phone: "+98912",
    customer: { id: 9, first_name: "Sara", email: "sara@example.com" },
    billing_address: { name: "Sara Ahmadi", city: "Tehran" },
    note: "call me",
    currency: "IRR",
    total_price: "-5",
    line_items: [1, 2, 3, 4, 5].map((id) => ({ id, title: "For Sara", name: "For Sara", price: "1.00" })),
    note_attributes: [{ name: "gift", value: "for Sara" }],
    browser_ip: "10.0.0.1",
  };

  test("names nobody", () => {
    const excerpt = excerptOf(JSON.stringify(order), 10);
    const text = JSON.stringify(excerpt);
    for (const secret of ["Sara", "example.com", "+98912", "Tehran", "call me", "10.0.0.1", "gift"]) {
      expect(text, secret).not.toContain(secret);
    }
    for (const fact of ["#1001", "IRR", "-5", "… 2"]) expect(text, fact).toContain(fact);
  });

  test("shows nothing of what is not JSON, and ends in deep nesting", () => {
    expect(excerptOf("Sara Ahmadi", 11)).toEqual({ kind: "unreadable", size: 11 });
    expect(excerptOf('"Sara"', 6)).toEqual({ kind: "unreadable", size: 6 });
    expect(excerptOf("", 0)).toEqual({ kind: "nothing", size: 0 });
    let deep: unknown = "Sara";
    for (let level = 0; level < 50; level += 1) deep = { amount: deep };
    expect(JSON.stringify(excerptOf(JSON.stringify(deep), 1))).not.toContain("Sara");
  });

  test("takes a person's name for no order's name", () => {
    expect(excerptOf('{"name":"Sara Ahmadi","id":3}', 1)).toEqual({ kind: "shown", json: '{\n  "id": 3\n}' });
  });
});
