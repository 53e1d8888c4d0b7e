/** A VIP milestone can be changed with 100,000 members (field lesson 15): a preview of who moves in seconds, with progress, cancelled or killed at any moment; then applied by slices. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PreviewRow, readPreview } from "../db/previews";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { termsVersion } from "../loyalty/brand";
import type { TierProgram } from "../loyalty/tiers";
import { bundleScript } from "../testing/bundle-script";
import type { PostgresDatabase } from "../testing/postgres";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { tierProgress } from "./evaluate-tiers";
import { cancelPreview, runPreviewSlice, startPreview } from "./previews";
import { saveTermsPart } from "./save-terms-part";
import { tierPreviewResultSchema } from "./tier-preview";

const members = 100_000;

let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;
let draft: TierProgram;
let bundle: string;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  ctx = testContext(db, { at: Date.now() });
  shop = await installTestShop(ctx);
  await sqlOf(db).query(
    `INSERT INTO "members" ("shopId", "id", "tierId", "qualifyingSpend", "qualifyingPoints", "qualifyingOrders")
     SELECT $1, m, 'bronze', 5000, 250, 5 FROM generate_series(1, $2::int) m`,
    [shop.shopId, members],
  );
  await sqlOf(db).query(
    `INSERT INTO "awards" ("shopId", "orderId", "memberId", "termsVersion", "tierId", "multiplierBp", "points", "eligible", "postings", "breakdown", "placedAt", "awardedAt", "updatedAt")
     SELECT $1, m || '-' || s, m, 1, 'bronze', 10000, 50, 1000, 1, '{}', now() - s * interval '9 days', now(), now()
     FROM generate_series(1, $2::int) m, generate_series(1, 5) s`,
    [shop.shopId, members],
  );
  // Every tenth member has bought for as much as gold asks for, all of it lately.
  await sqlOf(db).query(`UPDATE "awards" SET "eligible" = 50000 WHERE "memberId" % 10 = 0`);
  await sqlOf(db).query(
    `UPDATE "members" SET "qualifyingSpend" = 250000, "tierId" = 'gold' WHERE "id" % 10 = 0`,
  );
  const { tiers } = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
  draft = {
    ...tiers,
    window: { kind: "rolling", months: 12 },
    levels: tiers.levels.map((level) => (level.id === "gold" ? { ...level, threshold: 260_000 } : level)),
  };
  bundle = await bundleScript("app/testing/tier-process.ts");
}, 120_000);
afterAll(async () => {
  worker?.kill("SIGKILL");
  await db.close();
});

/** Figures for whoever reads the run; times are no law. */
const say = (text: string) => process.stdout.write(`${text}\n`);

const start = async () => {
  const outcome = await startPreview(ctx, {
    shopId: shop.shopId,
    kind: "tiers",
    draft: { tiers: draft },
    actor: "lena",
  });
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.value;
};
const look = async (id: number): Promise<PreviewRow> => {
  const row = await readPreview(sqlOf(db), shop.shopId, id);
  if (!row) throw new Error("no preview");
  return row;
};
async function work(): Promise<void> {
  worker = spawn(process.execPath, [bundle, db.url, String(shop.shopId)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (worker.stdout) await once(worker.stdout, "data");
}
async function kill(): Promise<void> {
  worker?.kill("SIGKILL");
  if (worker) await once(worker, "exit");
}
async function until(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await done()) && Date.now() < end) await pause(150);
  expect(await done()).toBe(true);
}

describe(`field lesson 15: tiers of ${members} members`, () => {
  it("are previewed in seconds: who moves from where to where, and what it costs", async () => {
    const began = performance.now();
    const id = await start();
    while (await runPreviewSlice(ctx, shop.shopId, id));
    say(`preview of ${members} members: ${Math.round(performance.now() - began)} ms`);
    const preview = await look(id);
    expect(preview).toMatchObject({ state: "done", looked: members, expected: members });
    const { moves } = tierPreviewResultSchema.parse(preview.result);
    const plain = { later: false, extraDiscount: 0 };
    expect(moves).toHaveLength(2);
    expect(moves).toContainEqual({ ...plain, from: "bronze", to: "bronze", members: 90_000, extraPoints: 0 });
    // 250 points a year at 1.25 instead of 1.5, each member's rounded for itself.
    expect(moves).toContainEqual({
      ...plain,
      from: "gold",
      to: "silver",
      members: 10_000,
      extraPoints: 10_000 * (312 - 375),
    });
  });

  it("are counted once although the process is killed in the middle, and cancelling holds at once", {
    timeout: 120_000,
  }, async () => {
    const id = await start();
    await work();
    await until(async () => (await look(id)).looked > 0);
    await kill();
    const killed = await look(id);
    expect(killed.state).toBe("running");
    const began = performance.now();
    await work();
    await until(async () => (await look(id)).state === "done");
    say(`killed at ${killed.looked}, done ${Math.round(performance.now() - began)} ms after the next start`);
    const { moves } = tierPreviewResultSchema.parse((await look(id)).result);
    expect(moves.reduce((sum, move) => sum + move.members, 0)).toBe(members);
    await kill();
    const cancelled = await start();
    expect(await runPreviewSlice(ctx, shop.shopId, cancelled)).toBe(true);
    await cancelPreview(ctx, { shopId: shop.shopId, id: cancelled });
    expect(await runPreviewSlice(ctx, shop.shopId, cancelled)).toBe(false);
    expect(await look(cancelled)).toMatchObject({ state: "cancelled", looked: 20_000 });
  });

  it("are applied by slices with progress, also when the process is killed in the middle", {
    timeout: 180_000,
  }, async () => {
    const saved = await saveTermsPart(ctx, {
      shopId: shop.shopId,
      part: { tiers: draft },
      basedOn: termsVersion((await findShop(sqlOf(db), shop.shopId))?.termsVersion ?? 0),
      actor: "lena",
    });
    expect(saved.done).toBe(true);
    expect(await tierProgress(ctx, shop.shopId)).toEqual({ left: members, all: members });
    const began = performance.now();
    await work();
    await until(async () => ((await tierProgress(ctx, shop.shopId))?.left ?? 0) < members - 20_000);
    await kill();
    const left = (await tierProgress(ctx, shop.shopId))?.left ?? 0;
    expect(left).toBeGreaterThan(0);
    await work();
    await until(async () => (await tierProgress(ctx, shop.shopId)) === null);
    say(`applied in ${Math.round(performance.now() - began)} ms, killed with ${left} left`);
    const [tiers] = await sqlOf(db).query(
      `SELECT count(*) FILTER (WHERE "tierId" = 'silver')::int AS "silver", count(*) FILTER (WHERE "tierId" = 'gold')::int AS "gold",
         (SELECT count(*)::int FROM "tier_changes") AS "changes" FROM "members"`,
    );
    expect(tiers).toEqual({ silver: 10_000, gold: 0, changes: 10_000 });
  });
});
