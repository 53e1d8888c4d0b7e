/** The operator's command answers in lines and an exit code that scripts can go by. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openForCommand } from "../boot.server";
import { openDatabase } from "../db/database";
import { latestProof } from "../db/ledger-proofs";
import { applyMigrations } from "../db/migrate";
import { sqlOf } from "../db/transaction";
import { ledgerCommand } from "../ledger-command.server";
import { shopId } from "../loyalty/brand";
import { migrationsDirectory } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, workOff } from "../testing/service-context";

const folder = mkdtempSync(join(tmpdir(), "vafa-ledger-"));
const lines: string[] = [];
const run = (...args: string[]) => {
  lines.length = 0;
  return ledgerCommand(args, (line) => lines.push(line));
};

async function inDatabase(work: (opened: Awaited<ReturnType<typeof openForCommand>>) => Promise<unknown>) {
  const opened = await openForCommand();
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
}

const environment = () => {
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("ENCRYPTION_KEY", Buffer.alloc(32, 7).toString("base64"));
  vi.stubEnv("APP_URL", "https://vafa.example");
};

beforeAll(async () => {
  environment();
  // As the app does when it starts.
  const db = await openDatabase({ dataDir: folder });
  await applyMigrations(db, { directory: migrationsDirectory });
  await db.close();
  await inDatabase(async ({ ctx }) => {
    const shop = await installTestShop(ctx, "right.myshopify.com");
    await installTestShop(ctx, "other.myshopify.com");
    await deliver(ctx, shop, [orderPayload({ id: 1, customer: 11 })]);
    await workOff(ctx, shop);
  });
  vi.unstubAllEnvs();
}, 60_000);
beforeEach(environment);
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spoil = () =>
  inDatabase(({ ctx }) => sqlOf(ctx.db).query(`UPDATE "members" SET "balance" = 1 WHERE "shopId" = 1`));

test.each([[[]], [["mend"]], [["verify", "twice"]], [["verify", "--shop"]], [["verify", "--fast"]]])(
  "a question it does not know (%j) is answered with how to ask",
  async (args) => {
    expect(await run(...args)).toBe(2);
    expect(lines.join()).toContain("npm run ledger -- verify");
  },
);

test("a database that the app has not prepared is left as it is", async () => {
  const unprepared = mkdtempSync(join(tmpdir(), "vafa-ledger-"));
  vi.stubEnv("DATA_DIR", unprepared);
  for (const args of [["verify"], ["repair", "--dry-run"], ["repair"]])
    await expect(run(...args)).rejects.toThrow("applied when the app starts");
  rmSync(unprepared, { recursive: true, force: true });
});

test("all shops are proved in turn, with what was looked at, and the proof is kept for the admin", async () => {
  expect(await run("verify")).toBe(0);
  expect(lines).toEqual([
    "right.myshopify.com: 1 of 1 members",
    "right.myshopify.com: 1 members, 1 entries, 1 awards, 0 redemptions: every one is right",
    "other.myshopify.com: 0 members, 0 entries, 0 awards, 0 redemptions: every one is right",
  ]);
  await inDatabase(async ({ ctx }) => {
    expect(await latestProof(sqlOf(ctx.db), shopId(1))).toMatchObject({ found: 0, members: 1, entries: 1 });
  });
});

test("one shop is proved by its domain, and one that is not there is said to be so", async () => {
  expect(await run("verify", "--shop", "Right.myshopify.com")).toBe(0);
  expect(await run("verify", "--shop", "nobody.example")).toBe(2);
  expect(lines).toEqual(['There is no shop "nobody.example".']);
});

test("a fault makes the command fail and is named; a dry run says what would be done and does nothing; a repair mends it", async () => {
  await spoil();
  expect(await run("verify")).toBe(1);
  expect(lines.join("\n")).toMatch(/1 FAULTS\n {2}balance {2}member \d+ {2}balance: kept 1, proved \d+/);
  expect(await run("repair", "--dry-run")).toBe(0);
  expect(lines.join("\n")).toMatch(
    /1 faults found, 0 would be left\n {2}member \d+: rows would be made anew/,
  );
  expect(await run("verify")).toBe(1);
  expect(await run("repair")).toBe(0);
  expect(await run("verify")).toBe(0);
});
