/** Field lesson 21, the hard part: the process that imports is killed (kill -9) again and again, and nothing is lost and nothing doubled. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { latestMemberImport } from "../db/member-imports";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { bundleScript } from "../testing/bundle-script";
import { bothSides } from "../testing/ledger-check";
import type { PostgresDatabase } from "../testing/postgres";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { confirmMemberImport, startMemberImport, takeImportSlice } from "./import-members";

const kills = 5;
const customers = 3_000;

let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  ctx = testContext(db, { at: Date.now() });
  shop = await installTestShop(ctx);
});
afterAll(async () => {
  worker?.kill("SIGKILL");
  await db.close();
});

/** Two lots and an event each. */
const file = () =>
  [
    "record,customer_id,points,at",
    ...Array.from({ length: customers }, (_, index) => {
      const id = 10_000 + index;
      return `lot,${id},${index + 1},\nlot,${id},7,\nhistory,${id},,2024-01-01`;
    }),
  ].join("\n");

const state = () => latestMemberImport(sqlOf(db), shop.shopId);

it(`field lesson 21: an import killed ${kills} times goes on where it was, and ends as if nothing had been`, {
  timeout: 180_000,
}, async () => {
  const { shopId } = shop;
  const started = await startMemberImport(ctx, { shopId, fileName: "f.csv", text: file(), actor: "staff:7" });
  const id = started.done ? started.value : 0;
  while (await takeImportSlice(ctx, shopId, id));
  const tried = await state();
  await confirmMemberImport(ctx, { shopId, id, actor: "staff:7" });
  const bundle = await bundleScript("app/testing/import-process.ts");
  const places: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    worker = spawn(process.execPath, [bundle, db.url, String(shopId), String(id)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    // As soon as it has come further, and a little: somewhere in the middle of the next slice.
    const before = places.at(-1) ?? 0;
    while (((await state())?.place ?? 0) <= before) await pause(5);
    await pause((kill * 37) % 100);
    worker.kill("SIGKILL");
    await once(worker, "exit");
    const now = await state();
    if (now?.state === "importing") places.push(now.place);
  }
  expect(places.length, "killed while there was something left to do").toBe(kills);
  while (await takeImportSlice(ctx, shopId, id));
  const taken = await state();
  expect(taken).toMatchObject({ state: "done", problemCount: 0, counts: tried?.counts });
  expect(taken?.counts).toMatchObject({
    members: customers,
    enrolled: customers,
    lots: 2 * customers,
    history: customers,
  });
  const [sum] = await sqlOf(db).query(
    `SELECT count(*)::int AS entries, sum("points")::int AS points, count(DISTINCT "source")::int AS sources FROM "ledger_entries"`,
  );
  const points = (customers * (customers + 1)) / 2 + 7 * customers;
  expect(sum).toEqual({ entries: 2 * customers, points, sources: 2 * customers });
  const few = await bothSides(sqlOf(db), shopId, 200);
  expect(few.kept).toEqual(few.replayed);
});
