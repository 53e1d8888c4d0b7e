/** Tokens never stand in the database as they are: what is stored opens only here, and a changed row is no session. */
import { randomBytes } from "node:crypto";
import { Session, type SessionParams } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "../log.server";
import { freshDatabase } from "../testing/database";
import { sharedPostgres } from "../testing/shared-postgres";
import type { Database } from "./database";
import { createCipher } from "./encryption";
import { createSessionStorage } from "./sessions";
import { sqlOf } from "./transaction";

const shop = "example.myshopify.com";
const cipher = createCipher(randomBytes(32));
let db: Database;
let sessions: SessionStorage;

beforeEach(async () => {
  db = await freshDatabase();
  sessions = createSessionStorage(db, cipher);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await db.close();
});

const offline = (changes: Partial<SessionParams> = {}): Session =>
  new Session({
    id: `offline_${shop}`,
    shop,
    state: "",
    isOnline: false,
    scope: "read_orders,write_discounts",
    expires: new Date("2026-11-22T13:00:00.000Z"),
    accessToken: "shpat_access_secret",
    refreshToken: "shprt_refresh_secret",
    refreshTokenExpires: new Date("2027-02-20T12:00:00.000Z"),
    ...changes,
  });

test("a session comes back as it was stored, with its expiring offline tokens", async () => {
  await sessions.storeSession(offline());
  const loaded = await sessions.loadSession(`offline_${shop}`);
  expect(loaded?.toObject()).toMatchObject({ ...offline().toObject() });
  expect(await sessions.loadSession("offline_other.myshopify.com")).toBeUndefined();
});

test("nothing of a token can be read in the row", async () => {
  await sessions.storeSession(offline());
  const [row] = await sqlOf(db).query<{ row: string }>("SELECT sessions::text AS row FROM sessions");
  expect(row?.row).toContain(shop);
  expect(row?.row).not.toMatch(/secret|shpat|shprt/);
});

test("storing again writes over: the newest tokens count", async () => {
  await sessions.storeSession(offline());
  await sessions.storeSession(offline({ accessToken: "shpat_newer", refreshToken: "shprt_newer" }));
  const loaded = await sessions.loadSession(`offline_${shop}`);
  expect([loaded?.accessToken, loaded?.refreshToken]).toEqual(["shpat_newer", "shprt_newer"]);
});

test.each([
  ["a changed token", `UPDATE sessions SET "accessToken" = overlay("accessToken" placing 'AAAA' from 30)`],
  ["a token in the clear", `UPDATE sessions SET "accessToken" = 'shpat_from_elsewhere'`],
  ["a token moved from another field", `UPDATE sessions SET "refreshToken" = "accessToken"`],
  ["a token moved to another shop's row", `UPDATE sessions SET id = 'offline_' || 'other', shop = 'other'`],
])("%s is no session, and that is logged without the token", async (_what, tampering) => {
  await sessions.storeSession(offline());
  await sqlOf(db).query(tampering);
  const warn = vi.spyOn(log, "warn");
  const [row] = await sqlOf(db).query<{ id: string; shop: string }>("SELECT id, shop FROM sessions");
  expect(await sessions.loadSession(row?.id ?? "")).toBeUndefined();
  expect(await sessions.findSessionsByShop(row?.shop ?? "")).toEqual([]);
  expect(warn).toHaveBeenCalledTimes(2);
  expect(warn.mock.calls[0]?.[0]).toMatchObject({ shop: row?.shop, sessionId: row?.id });
  expect(JSON.stringify(warn.mock.calls)).not.toContain("secret");
});

test("the sessions of a shop are found, opened, and of no other shop", async () => {
  await sessions.storeSession(offline());
  await sessions.storeSession(
    offline({ id: "online_1", isOnline: true, accessToken: "shpat_online", refreshToken: "" }),
  );
  await sessions.storeSession(offline({ id: "offline_other", shop: "other.myshopify.com" }));
  const found = await sessions.findSessionsByShop(shop);
  expect(found.map((session) => session.accessToken).sort()).toEqual(["shpat_access_secret", "shpat_online"]);
});

test("sessions are deleted one by one and together, also when they are gone already", async () => {
  await sessions.storeSession(offline());
  expect(await sessions.deleteSession(`offline_${shop}`)).toBe(true);
  expect(await sessions.deleteSession(`offline_${shop}`)).toBe(true);
  await sessions.storeSession(offline());
  expect(await sessions.deleteSessions([`offline_${shop}`, "never_there"])).toBe(true);
  expect(await sessions.loadSession(`offline_${shop}`)).toBeUndefined();
});

test("two token exchanges at once, twenty times over, end in one whole session (PostgreSQL)", async () => {
  const postgres = await (await sharedPostgres()).freshDatabase();
  const quiet = vi.spyOn(console, "log");
  try {
    const racing = createSessionStorage(postgres, cipher);
    for (let round = 0; round < 20; round += 1) {
      const id = `offline_${round}`;
      const stored = await Promise.all(
        ["a", "b"].map((who) =>
          racing.storeSession(offline({ id, accessToken: `access_${who}`, refreshToken: `refresh_${who}` })),
        ),
      );
      expect(stored).toEqual([true, true]);
      const loaded = await racing.loadSession(id);
      expect(["a", "b"].map((who) => `access_${who} refresh_${who}`)).toContain(
        `${loaded?.accessToken} ${loaded?.refreshToken}`,
      );
    }
    expect(quiet).not.toHaveBeenCalled();
  } finally {
    await postgres.close();
  }
});
