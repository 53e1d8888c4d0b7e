/**
 * A backup is worth what its restoring is: the books that come back are proved from their entries, and the shop goes on with them. As docs/operations.md tells
 * operators to do it: the embedded folder is copied while the app is stopped, a server is dumped while it works.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Database, openDatabase } from "../db/database";
import { applyMigrations } from "../db/migrate";
import { findShopByDomain } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { migrationsDirectory } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, testContext, workOff } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { verifyLedger } from "./verify-ledger";

const folder = mkdtempSync(join(tmpdir(), "vafa-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const domain = "kept.myshopify.com";
const buys = (id: number) => orderPayload({ id, customer: id, price: "40.00" });

async function buy(db: Database, ids: readonly number[]): Promise<void> {
  const ctx = testContext(db);
  const shop = (await findShopByDomain(sqlOf(db), domain)) ?? (await installTestShop(ctx, domain));
  await deliver(ctx, shop, ids.map(buys));
  await workOff(ctx, shop);
}

async function proved(db: Database): Promise<{ members: number; entries: number; found: number }> {
  const shop = await findShopByDomain(sqlOf(db), domain);
  if (!shop) throw new Error("the shop did not come back");
  const { members, entries, found } = await verifyLedger(testContext(db), shop.shopId);
  return { members, entries, found };
}

test("the embedded folder, copied while nothing runs, comes back whole and goes on", {
  timeout: 60_000,
}, async () => {
  const open = (name: string) => openDatabase({ dataDir: join(folder, name) });
  const first = await open("live");
  await applyMigrations(first, { directory: migrationsDirectory });
  await buy(first, [1, 2, 3]);
  await first.close();
  cpSync(join(folder, "live"), join(folder, "backup"), { recursive: true });

  const lost = await open("live");
  await buy(lost, [4]);
  await lost.close();
  rmSync(join(folder, "live"), { recursive: true });
  cpSync(join(folder, "backup"), join(folder, "live"), { recursive: true });

  const back = await open("live");
  expect(await proved(back)).toEqual({ members: 3, entries: 3, found: 0 });
  // What came after the backup is told again by the store (sweep, redelivery), and posted once.
  await buy(back, [4, 4]);
  expect(await proved(back)).toEqual({ members: 4, entries: 4, found: 0 });
  await back.close();
});

/** pg_dump must be as new as the server it dumps. */
function dumper(server: number): string | null {
  try {
    const said = execFileSync("pg_dump", ["--version"], { encoding: "utf8" });
    return Number(/(\d+)\./.exec(said)?.[1] ?? 0) >= server ? "pg_dump" : null;
  } catch {
    return null;
  }
}
const pgDump = dumper(18);

test.skipIf(pgDump === null)(
  "a server, dumped while it works, comes back whole (needs pg_dump and psql 18 on the PATH)",
  { timeout: 60_000 },
  async () => {
    const server = await sharedPostgres();
    const live = await server.freshDatabase();
    const back = await server.freshDatabase();
    await buy(live, [1, 2, 3]);
    const dump = execFileSync("pg_dump", ["--clean", "--if-exists", live.url], {
      maxBuffer: 64 * 1024 * 1024,
    });
    execFileSync("psql", ["--quiet", "--set=ON_ERROR_STOP=1", back.url], { input: dump });
    expect(await proved(back)).toEqual(await proved(live));
    await Promise.all([live.close(), back.close()]);
  },
);
