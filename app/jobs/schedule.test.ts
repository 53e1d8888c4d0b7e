/** What happens by the clock is scheduled on our own connections, on the embedded database too, and each job does its slice for every shop. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { jobs, startSchedule } from "./schedule";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  await deliver(ctx, shop, [orderPayload({ id: 1 })]);
  await workOff(ctx, shop);
});
afterEach(() => db.close());

const job = (name: string) => {
  const found = jobs.find((one) => one.name === name);
  if (!found) throw new Error(`there is no job ${name}`);
  return found;
};

async function member(): Promise<{ balance: number; expired: number }> {
  const [row] = await sqlOf(db).query<{ balance: number; expired: number }>(
    `SELECT "balance", "expired" FROM "members"`,
  );
  if (!row) throw new Error("nobody was enrolled");
  return row;
}

describe("the schedule", () => {
  it("knows every job by its name and time, and ends when it is asked to", { timeout: 60_000 }, async () => {
    const schedule = await startSchedule(ctx);
    const rows = await sqlOf(db).query<{ name: string }>(
      `SELECT "name" FROM "pgboss"."schedule" ORDER BY "name"`,
    );
    await schedule.stop();
    expect(rows.map((row) => row.name)).toEqual(
      [...jobs.map((one) => one.name), "vacuum-embedded-database"].sort(),
    );
  });

  it("writes off exactly what is left of lots past their date, once", async () => {
    await job("expire-points").run(ctx, shop.shopId);
    expect(await member()).toEqual({ balance: 500, expired: 0 });
    ctx.pass(400 * 86_400_000);
    await job("expire-points").run(ctx, shop.shopId);
    await job("expire-points").run(ctx, shop.shopId);
    expect(await member()).toEqual({ balance: 0, expired: 500 });
    const sides = await bothSides(sqlOf(db), shop.shopId);
    expect(sides.kept).toEqual(sides.replayed);
  });

  it("forgets done events after a fortnight and keeps what is parked", async () => {
    await deliver(ctx, shop, ["not json"]);
    await workOff(ctx, shop);
    const states = async () =>
      (await sqlOf(db).query<{ state: string }>(`SELECT "state" FROM "inbox" ORDER BY "id"`)).map(
        (row) => row.state,
      );
    expect(await states()).toEqual(["done", "parked"]);
    // They were received by the database's clock, which is the machine's own.
    const later = testContext(db, { at: Date.now() + 60 * 86_400_000 });
    await job("forget-done-events").run(later, shop.shopId);
    expect(await states()).toEqual(["parked"]);
  });
});
