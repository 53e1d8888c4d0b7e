/** A store's keys lie sealed, open in their own row only, and are gone after a disconnect; an owner's request goes each step once. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shopId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import type { Database } from "./database";
import { createCipher, UnsealError } from "./encryption";
import { sqlOf } from "./transaction";
import {
  eraseSecrets,
  findConnection,
  listConnections,
  noteReached,
  openConnection,
  saveAuditPlace,
  saveConnection,
  savePluginVersion,
  saveWebhooks,
} from "./woocommerce-connections";
import {
  endRequest,
  findRequest,
  forgetRequests,
  insertRequest,
  keepKeys,
  takeRequest,
} from "./woocommerce-requests";

const cipher = createCipher(Buffer.alloc(32, 9));
const at = new Date("2026-11-22T10:00:00Z");
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
const secrets = {
  consumerKey: "ck_one",
  consumerSecret: "cs_two",
  webhookSecret: "three",
  pluginSecret: "four",
};
const shop = shopId(7);

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});
afterEach(() => db.close());

const save = (id = shop) =>
  saveConnection(sqlOf(db), cipher, {
    shopId: id,
    storeUrl: "https://shop.example",
    doorId: "door",
    deliverTo: "https://vafa.example",
    signing: "basic",
    secrets,
    at,
  });

describe("a connection", () => {
  it("is opened with its secrets, which the database does not hold in the open", async () => {
    await save();
    const sql = sqlOf(db);
    expect((await openConnection(sql, cipher, shop))?.secrets).toEqual(secrets);
    expect(await openConnection(sql, cipher, shopId(8))).toBeNull();
    const [row] = await sql.query<Record<string, string>>(`SELECT * FROM "woocommerce_connections"`);
    for (const secret of Object.values(secrets)) expect(JSON.stringify(row)).not.toContain(secret);
    expect(JSON.stringify(await findConnection(sql, shop))).not.toMatch(/v1\./);
  });

  it("does not open with what was sealed for another shop", async () => {
    await save();
    await save(shopId(8));
    await sqlOf(db).query(
      `UPDATE "woocommerce_connections" SET "consumerKey" = (SELECT "consumerKey" FROM "woocommerce_connections" WHERE "shopId" = 8) WHERE "shopId" = 7`,
    );
    await expect(openConnection(sqlOf(db), cipher, shop)).rejects.toThrow(UnsealError);
  });

  it("remembers since when the store has not let us in, until it does again", async () => {
    await save();
    const sql = sqlOf(db);
    const refused = { state: "keys-refused", problem: "store-keys-refused" } as const;
    expect(await noteReached(sql, shop, { ...refused, at: later(1) })).toBe("connected");
    expect(await noteReached(sql, shop, { ...refused, at: later(5) })).toBe("keys-refused");
    expect(await findConnection(sql, shop)).toMatchObject({ ...refused, problemSince: later(1) });
    await noteReached(sql, shop, { state: "connected", problem: null, at: later(9) });
    expect(await findConnection(sql, shop)).toMatchObject({ state: "connected", problemSince: null });
    expect(await noteReached(sql, shopId(9), { ...refused, at })).toBeNull();
  });

  it("keeps what was made in the store when new keys are given, and forgets all of it when it is erased", async () => {
    await save();
    const sql = sqlOf(db);
    await saveWebhooks(sql, shop, { "order.updated": "3" });
    await savePluginVersion(sql, shop, "1.0.0");
    await saveAuditPlace(sql, shop, { place: { cursor: "4", since: at }, at });
    expect(await findConnection(sql, shop)).toMatchObject({ auditCursor: "4", auditedAt: null });
    await saveAuditPlace(sql, shop, { place: null, at: later(2) });
    await save();
    const known = { webhooks: { "order.updated": "3" }, pluginVersion: "1.0.0", auditedAt: later(2) };
    expect(await findConnection(sql, shop)).toMatchObject({ ...known, auditCursor: null });
    await eraseSecrets(sql, shop, later(3));
    expect(await openConnection(sql, cipher, shop)).toBeNull();
    expect(await noteReached(sql, shop, { state: "connected", problem: null, at })).toBeNull();
    expect(await listConnections(sql)).toMatchObject([{ state: "disconnected", webhooks: {} }]);
  });
});

describe("an owner's request", () => {
  const keys = { consumerKey: "ck_one", consumerSecret: "cs_two" };
  const begin = (given: typeof keys | null = null) =>
    insertRequest(sqlOf(db), cipher, {
      state: "secret-state",
      request: {
        storeUrl: "https://shop.example",
        deliverTo: "https://vafa.example",
        locale: "fa",
        importDays: 365,
        keys: given,
        at,
        expiresAt: later(15),
      },
    });
  const step = (minutes: number) => ({
    state: "secret-state",
    at: later(minutes),
    until: later(minutes + 2),
  });

  it("takes keys once, in time, and gives them out once", async () => {
    await begin();
    const sql = sqlOf(db);
    expect(await keepKeys(sql, cipher, { ...step(16), keys })).toBe(false);
    expect(await keepKeys(sql, cipher, { ...step(1), state: "another", keys })).toBe(false);
    expect(await takeRequest(sql, cipher, step(1))).toBeNull();
    expect(await keepKeys(sql, cipher, { ...step(1), keys })).toBe(true);
    expect(await keepKeys(sql, cipher, { ...step(1), keys })).toBe(false);
    const raw = JSON.stringify(await sql.query(`SELECT * FROM "woocommerce_requests"`));
    expect(raw).not.toMatch(/secret-state|ck_one|cs_two/);
    const [one, two] = await Promise.all([
      takeRequest(sql, cipher, step(2)),
      takeRequest(sql, cipher, step(2)),
    ]);
    expect([one, two].filter((taken) => taken !== null)).toEqual([keys]);
  });

  it("that nobody brought to an end can be taken again after a while, and no more once it has ended", async () => {
    await begin(keys);
    const sql = sqlOf(db);
    expect(await takeRequest(sql, cipher, step(1))).toEqual(keys);
    expect(await takeRequest(sql, cipher, step(2))).toBeNull();
    expect(await takeRequest(sql, cipher, step(4))).toEqual(keys);
    await endRequest(sql, "secret-state", { shopId: shop });
    expect(await takeRequest(sql, cipher, step(30))).toBeNull();
    await endRequest(sql, "secret-state", { problem: "store-unreachable" });
    expect(await findRequest(sql, "secret-state")).toMatchObject({ state: "connected", shopId: 7 });
    const [row] = await sql.query<{ keys: string | null }>(`SELECT "keys" FROM "woocommerce_requests"`);
    expect(row?.keys).toBeNull();
    await forgetRequests(sql, at);
    expect(await findRequest(sql, "secret-state")).not.toBeNull();
    await forgetRequests(sql, later(1));
    expect(await findRequest(sql, "secret-state")).toBeNull();
  });
});
