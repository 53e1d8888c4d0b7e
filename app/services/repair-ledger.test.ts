/** A repair goes by the entries alone, posts what an order is due, says beforehand what it would do, and leaves to people what nobody can know. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import type { MemberId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { redeemingMember } from "../testing/redeeming-member";
import { type TestContext, testContext } from "../testing/service-context";
import { repairLedger } from "./repair-ledger";
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

beforeEach(async () => {
  runs += 1;
  ctx = testContext(db);
  ({ shop, member } = await redeemingMember(ctx, `repair-${runs}.myshopify.com`));
});

const run = (text: string) => sqlOf(db).query(text, [shop.shopId]);
const repair = (dryRun: boolean) => repairLedger(ctx, { shopId: shop.shopId, dryRun, actor: "operator" });
const books = async () => [
  await run(`SELECT * FROM "members" WHERE "shopId" = $1 ORDER BY "id"`),
  await run(`SELECT * FROM "ledger_entries" WHERE "shopId" = $1 ORDER BY "memberId", "seq"`),
  await run(`SELECT * FROM "lots" WHERE "shopId" = $1 ORDER BY "memberId", "seq"`),
  await run(`SELECT * FROM "allocations" WHERE "shopId" = $1 ORDER BY "memberId", "debitSeq", "lotSeq"`),
];

test("right books are left as they are", async () => {
  const before = await books();
  expect(await repair(false)).toEqual({ dryRun: false, found: 0, repairs: [], left: 0 });
  expect(await books()).toEqual(before);
});

describe("rows that parted from the entries", () => {
  beforeEach(async () => {
    await run(`UPDATE "members" SET "balance" = 1, "earned" = 2, "reserved" = 3 WHERE "shopId" = $1`);
    await run(`DELETE FROM "allocations" WHERE "shopId" = $1`);
    await run(`UPDATE "lots" SET "remaining" = 0 WHERE "shopId" = $1`);
  });

  test("are made anew, exactly as they were", async () => {
    const report = await repair(false);
    expect(report.repairs).toEqual([
      {
        do: "rebuild-rows",
        memberId: member,
        faults: ["balance", "lots", "allocations", "sums", "reserved"],
      },
    ]);
    expect(report.left).toBe(0);
    expect((await verifyLedger(ctx, shop.shopId)).faults).toEqual([]);
    expect(
      await run(`SELECT "action", "actor" FROM "audit_events" WHERE "shopId" = $1 AND "subject" = 'ledger'`),
    ).toEqual([{ action: "ledger-repaired", actor: "operator" }]);
  });

  test("stay as they are in a dry run, which says the same", async () => {
    const before = await books();
    const said = await repair(true);
    expect(await books()).toEqual(before);
    expect(said.left).toBe(0);
    expect((await repair(false)).repairs).toEqual(said.repairs);
  });
});

describe("an award that parted from what was posted for it", () => {
  test("is set right without a posting where the order is due what was posted", async () => {
    await run(`UPDATE "awards" SET "points" = "points" + 50 WHERE "shopId" = $1`);
    const report = await repair(false);
    expect(report.repairs).toEqual([{ do: "reconcile-award", memberId: member, orderId: "1", posted: [] }]);
    expect(report.left).toBe(0);
  });

  test("is posted to what its order is due, and a dry run says which entry that will be", async () => {
    // As after a lost write: half of what was posted for the order is not there, nor what was taken from it.
    await db.pool.query("ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_only_grow");
    await run(
      `UPDATE "ledger_entries" SET "points" = 300, "balanceAfter" = 300 WHERE "shopId" = $1 AND "seq" = 1`,
    );
    await run(`UPDATE "ledger_entries" SET "balanceAfter" = 100 WHERE "shopId" = $1 AND "seq" = 2`);
    await db.pool.query("ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_only_grow");
    const said = await repair(true);
    const posted = { do: "reconcile-award", memberId: member, orderId: "1" };
    expect(said.repairs).toContainEqual({
      ...posted,
      posted: [{ kind: "earn", points: 3_700, source: "order:1:award:2" }],
    });
    expect((await repair(false)).left).toBe(0);
    const [row] = await sqlOf(db).query<{ balance: number }>(
      `SELECT "balance" FROM "members" WHERE "shopId" = $1`,
      [shop.shopId],
    );
    expect(row?.balance).toBe(3_800);
  });
});

test("entries that do not follow from each other are left to a person, with everything of their member", async () => {
  await db.pool.query("ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_only_grow");
  await run(`DELETE FROM "ledger_entries" WHERE "shopId" = $1 AND "seq" = 1`);
  await db.pool.query("ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_only_grow");
  const before = await books();
  const report = await repair(false);
  expect(report.repairs.every((one) => one.do === "by-hand")).toBe(true);
  expect(report.left).toBeGreaterThan(0);
  expect(await books()).toEqual(before);
});
