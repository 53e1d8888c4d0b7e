/** Privacy law: what we hold is handed over, a person is erased everywhere while every sum stays true, a shop is erased to the last row. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { membersOfCustomers } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { adjustPoints } from "./adjust-points";
import { shopTables } from "./privacy-requests";
import { reserveRedemption } from "./reserve-redemption";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  await deliver(ctx, shop, [
    orderPayload({ id: 1, customer: 4711 }),
    orderPayload({ id: 2, customer: 4712 }),
  ]);
  await workOff(ctx, shop);
  const member = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId("4711")])).get(
    customerId("4711"),
  );
  if (member === undefined) throw new Error("nobody was enrolled");
  const note = "Casey rang about the parcel";
  await adjustPoints(ctx, {
    shopId: shop.shopId,
    memberId: member,
    points: 50,
    reason: "goodwill",
    note,
    actor: "staff:7",
    key: "with-a-note",
  });
});
afterEach(() => db.close());

/** Every text that any row of the database holds. */
async function everything(): Promise<string> {
  const tables = await sqlOf(db).query<{ name: string }>(
    `SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await sqlOf(db).query<{ text: string }>(`SELECT t::text AS "text" FROM "${name}" t`);
    texts.push(...rows.map((row) => `${name}: ${row.text}`));
  }
  return texts.join("\n");
}

const compliance = (customer: number, orders: number[] = []) =>
  JSON.stringify({
    shop_id: 1,
    shop_domain: shop.domain,
    customer: { id: customer, email: `c${customer}@example.com`, phone: null },
    orders_requested: orders,
    orders_to_redact: orders,
  });

describe("requests under privacy law", () => {
  it("puts together what we hold of a customer", async () => {
    await deliver(ctx, shop, [compliance(4711)], "customers/data_request");
    await workOff(ctx, shop);
    const [request] = await sqlOf(db).query<{
      kind: string;
      result: { profile: { email: string }; ledger: unknown[]; orders: unknown[] };
    }>(`SELECT "kind", "result" FROM "compliance_requests"`);
    expect(request?.kind).toBe("data-request");
    expect(request?.result.profile.email).toBe("c4711@example.com");
    expect(request?.result.ledger).toHaveLength(2);
    expect(request?.result.orders).toHaveLength(1);
  });

  it("erases a person from every table and leaves the sums true", async () => {
    await deliver(
      ctx,
      shop,
      [`{"customer": {"id": 4711, "first_name": "Casey"}, "id": "a broken order"}`],
      "orders/paid",
    );
    await deliver(ctx, shop, [compliance(4711)], "customers/data_request");
    await workOff(ctx, shop);
    expect(await everything()).toContain("Casey rang");
    const before = await bothSides(sqlOf(db), shop.shopId);
    await deliver(ctx, shop, [compliance(4711, [1])], "customers/redact");
    await workOff(ctx, shop);
    const left = await everything();
    for (const trace of ["c4711@example.com", "No4711", "Casey rang", "4711"])
      expect(left).not.toContain(trace);
    expect(left).toContain("c4712@example.com");
    const after = await bothSides(sqlOf(db), shop.shopId);
    expect(after).toEqual(before);
    expect(after.kept).toEqual(after.replayed);
  });

  it("leaves an erased member's award alone when the store touches the order again", async () => {
    await deliver(ctx, shop, [compliance(4711, [1])], "customers/redact");
    await workOff(ctx, shop);
    const before = await bothSides(sqlOf(db), shop.shopId);
    await deliver(ctx, shop, [orderPayload({ id: 1, customer: null, updatedAt: "2026-11-09T10:00:00Z" })]);
    await workOff(ctx, shop);
    expect(await bothSides(sqlOf(db), shop.shopId)).toEqual(before);
  });

  it("erases a shop to the last row and leaves the other shops alone", async () => {
    const other = await installTestShop(ctx, "other.myshopify.com");
    await deliver(ctx, other, [orderPayload({ id: 1, customer: 4711 })]);
    await workOff(ctx, other);
    await reserveRedemption(ctx, {
      shopId: shop.shopId,
      customerId: customerId("4711"),
      rewardId: "slider",
      points: 100,
      key: "one-claim",
      channel: "proxy",
    });
    await deliver(ctx, shop, [JSON.stringify({ shop_id: 1, shop_domain: shop.domain })], "shop/redact");
    await workOff(ctx, shop);
    const tables = await sqlOf(db).query<{ name: string }>(
      `SELECT table_name AS "name" FROM information_schema.columns WHERE column_name = 'shopId' AND table_schema = 'public' ORDER BY 1`,
    );
    expect(tables.map((table) => table.name)).toEqual([...shopTables].sort());
    for (const { name } of tables) {
      const rows = await sqlOf(db).query(`SELECT 1 FROM "${name}" WHERE "shopId" = $1`, [shop.shopId]);
      expect([name, rows.length]).toEqual([name, 0]);
    }
    expect(await sqlOf(db).query(`SELECT "domain" FROM "shops"`)).toEqual([
      { domain: "other.myshopify.com" },
    ]);
    expect((await bothSides(sqlOf(db), other.shopId)).kept).not.toEqual({});
  });
});
