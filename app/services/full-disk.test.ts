/**
 * The disk of the database is full: nothing is answered that was not kept, no event is blamed for it, what is there can be read, and when there is room again everything goes on by itself. Needs the right to
 * mount a small disk (root); elsewhere it is skipped and says so.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { orderPayload } from "../testing/order-payload";
import { type PostgresDatabase, query } from "../testing/postgres";
import { ownerOfServers } from "../testing/postgres-binaries";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { isInfrastructureError } from "./infrastructure-errors";
import { verifyLedger } from "./verify-ledger";
import { workInbox } from "./work-inbox";

/** A disk of 48 MB that the server may write to, or null where this process may not mount one. */
function smallDisk(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "vafa-disk-"));
  const { uid, gid } = ownerOfServers() ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  try {
    const options = `size=48m,mode=700,uid=${uid},gid=${gid}`;
    execFileSync("mount", ["-t", "tmpfs", "-o", options, "vafa-small-disk", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmdirSync(folder);
    return null;
  }
}

const disk = smallDisk();
let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;

const asOperator = async (statement: string) => query((await sharedPostgres()).url, statement);

beforeAll(async () => {
  if (disk === null) return;
  await asOperator(`CREATE TABLESPACE small_disk LOCATION '${disk}'`);
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  for (const kind of ["TABLE", "INDEX"])
    await sqlOf(db).query(`ALTER ${kind} ALL IN TABLESPACE pg_default SET TABLESPACE small_disk`);
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterAll(async () => {
  if (disk === null) return;
  await db.close();
  await asOperator("DROP TABLESPACE small_disk");
  execFileSync("umount", [disk]);
  rmdirSync(disk);
});

const orders = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    orderPayload({ id: first + index, customer: 1 + ((first + index) % 300), price: "10.00" }),
  );

/** What happened, in the words of the product: did it go, and if not, was it the database. */
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: unknown) => (isInfrastructureError(error) ? "out of reach" : error),
  );

const sum = async () =>
  (
    await sqlOf(db).query(
      `SELECT (SELECT count(*) FROM "orders" WHERE "shopId" = $1)::int AS "orders",
         (SELECT sum("points") FROM "ledger_entries" WHERE "shopId" = $1)::int AS "points",
         (SELECT count(*) FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new')::int AS "waiting",
         (SELECT count(*) FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked')::int AS "parked"`,
      [shop.shopId],
    )
  )[0];

test.skipIf(disk === null)(
  "a full disk (a mounted one) loses nothing and blames no event, and with room again all goes on",
  async () => {
    const folder = disk ?? "";
    await deliver(ctx, shop, orders(1_000, 100));
    await workOff(ctx, shop);
    await deliver(ctx, shop, orders(2_000, 1_200));

    const filler = join(folder, "filler");
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    for (let tries = 0; tries < 3; tries += 1)
      expect(await outcome(workInbox(ctx, shop.shopId))).toBe("out of reach");
    // Rows still fit into pages that are there, until none does: then a delivery is not taken, and the store keeps it.
    let taken = 0;
    while ((await outcome(deliver(ctx, shop, orders(5_000 + taken, 1)))) === "done") taken += 1;
    expect(await outcome(deliver(ctx, shop, orders(5_000 + taken, 1)))).toBe("out of reach");
    expect(await sum()).toEqual({ orders: 100, points: 100 * 50, waiting: 1_200 + taken, parked: 0 });
    expect((await verifyLedger(ctx, shop.shopId)).faults).toEqual([]);

    rmSync(filler);
    await deliver(ctx, shop, orders(5_000 + taken, 1));
    await workOff(ctx, shop);
    const all = 100 + 1_200 + taken + 1;
    expect(await sum()).toEqual({ orders: all, points: all * 50, waiting: 0, parked: 0 });
    expect((await verifyLedger(ctx, shop.shopId)).faults).toEqual([]);
  },
);
