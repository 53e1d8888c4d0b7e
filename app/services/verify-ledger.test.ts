/** A proof that cannot fail proves nothing: every way in which rows can part from the entries is found, named and counted, and nothing is changed by looking. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import type { MemberId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { redeemingMember } from "../testing/redeeming-member";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { verifyLedger } from "./verify-ledger";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let member: MemberId;
let runs = 0;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());

/** A member with an award, a redemption and what is left. */
beforeEach(async () => {
  runs += 1;
  ctx = testContext(db);
  const others = [orderPayload({ id: 2, customer: 12, price: "10.00", quantity: 1 })];
  ({ shop, member } = await redeemingMember(ctx, `proof-${runs}.myshopify.com`, others));
});

/** As nobody but a hand in the database could do it: the ledger's own guard is taken away for the moment. */
async function tamper(statement: string, values: readonly unknown[] = []): Promise<void> {
  await db.pool.query("ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_only_grow");
  await db.pool.query(statement, [shop.shopId, ...values]);
  await db.pool.query("ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_only_grow");
}

test("right books are proved, with every member, entry, award and redemption counted", async () => {
  const seen: number[] = [];
  const proof = await verifyLedger(ctx, shop.shopId, ({ members, of }) => seen.push(members, of));
  expect(proof).toMatchObject({ members: 2, entries: 3, awards: 2, redemptions: 1, found: 0, faults: [] });
  expect(seen).toEqual([2, 2]);
});

test.each([
  ["balance", `UPDATE "members" SET "balance" = "balance" + 5 WHERE "shopId" = $1 AND "id" = $2`],
  ["balance", `UPDATE "members" SET "deficit" = 3 WHERE "shopId" = $1 AND "id" = $2`],
  ["lots", `UPDATE "lots" SET "remaining" = "remaining" - 1 WHERE "shopId" = $1 AND "memberId" = $2`],
  ["lots", `UPDATE "lots" SET "expiresAt" = now() WHERE "shopId" = $1 AND "memberId" = $2`],
  ["lots", `DELETE FROM "lots" WHERE "shopId" = $1 AND "memberId" = $2`],
  ["allocations", `DELETE FROM "allocations" WHERE "shopId" = $1 AND "memberId" = $2`],
  ["allocations", `UPDATE "allocations" SET "returned" = 1 WHERE "shopId" = $1 AND "memberId" = $2`],
  [
    "debts",
    `INSERT INTO "debts" ("shopId", "memberId", "debitSeq", "debitKind", "owed") VALUES ($1, $2, 2, 'redeem', 4)`,
  ],
  ["sums", `UPDATE "members" SET "earned" = 0 WHERE "shopId" = $1 AND "id" = $2`],
  ["activity", `UPDATE "members" SET "lastActivityAt" = NULL WHERE "shopId" = $1 AND "id" = $2`],
  ["reserved", `UPDATE "members" SET "reserved" = 7 WHERE "shopId" = $1 AND "id" = $2`],
  ["redemption", `UPDATE "redemptions" SET "points" = 199 WHERE "shopId" = $1 AND "memberId" = $2`],
  ["award", `UPDATE "awards" SET "points" = "points" + 1 WHERE "shopId" = $1 AND "memberId" = $2`],
  ["award", `UPDATE "awards" SET "postings" = 0 WHERE "shopId" = $1 AND "memberId" = $2`],
  ["entries", `DELETE FROM "ledger_entries" WHERE "shopId" = $1 AND "memberId" = $2 AND "seq" = 1`],
  [
    "entries",
    `UPDATE "ledger_entries" SET "points" = "points" + 1 WHERE "shopId" = $1 AND "memberId" = $2 AND "seq" = 1`,
  ],
  [
    "entries",
    `UPDATE "ledger_entries" SET "balanceAfter" = 0 WHERE "shopId" = $1 AND "memberId" = $2 AND "seq" = 1`,
  ],
  ["stray", `DELETE FROM "members" WHERE "shopId" = $1 AND "id" = $2`],
])("a fault of %s is found (%#)", async (kind, statement) => {
  await tamper(statement, [member]);
  const { faults, found } = await verifyLedger(ctx, shop.shopId);
  expect(found).toBe(faults.length);
  expect(faults.map((fault) => fault.kind)).toContain(kind);
  expect(new Set(faults.map((fault) => fault.memberId))).toEqual(new Set([member]));
});

test("another shop's fault is nobody else's", async () => {
  const other = await installTestShop(ctx, `proof-other-${runs}.myshopify.com`);
  await tamper(`UPDATE "members" SET "balance" = 1 WHERE "shopId" = $1 AND "id" = $2`, [member]);
  expect((await verifyLedger(ctx, other.shopId)).found).toBe(0);
});

test("of very many faults all are counted and the first are told", async () => {
  await deliver(
    ctx,
    shop,
    Array.from({ length: 260 }, (_, index) => orderPayload({ id: 100 + index, customer: 100 + index })),
  );
  await workOff(ctx, shop);
  await tamper(`UPDATE "members" SET "earned" = -1 WHERE "shopId" = $1`);
  const { faults, found } = await verifyLedger(ctx, shop.shopId);
  expect(found).toBe(262);
  expect(faults).toHaveLength(200);
});
