/**
 * Fills a shop with orders that were awarded over the last 300 days: order states, awards, entries, lots, members with profiles and words, every fifth member with a used redemption, and the
 * inbox of the last fortnight. Four orders each member, spread over time, so that the rows of one member lie far apart, as they do in life. By SQL alone and table by table without
 * indexes, which are made when the rows are there, because ten million are many.
 */
import { createHash } from "node:crypto";
import type pg from "pg";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";

const ordersEach = 4;
/** Prime, so that consecutive orders are of members far apart and each block of orders has every member once. */
const stride = 7_919;

export const storedOrderId = (number: number): number => 5_000_000_000_000 + number;
export const storedCustomerId = (member: number): number => 7_000_000_000_000 + member;
export const storedEmail = (member: number): string => `c${storedCustomerId(member)}@example.com`;
export const storedMembers = (orders: number): number => Math.floor(orders / ordersEach);
/** Whose the stored order is. */
export const buyerOfStored = (number: number, orders: number): number =>
  1 + (((number - 1) * stride) % storedMembers(orders));

/** $1 is the shop, $2 how many orders, $3 the moment of the last. An order n is the s-th of member m, placed at `placed`. */
const orders = `FROM (SELECT n, 1 + ((n - 1) * ${stride}) % ($2::bigint / ${ordersEach}) AS m, 1 + (n - 1) / ($2::bigint / ${ordersEach}) AS s,
    $3::timestamptz - ($2::bigint - n) * (interval '300 days' / $2::bigint) AS placed, (5000000000000 + n)::text AS id
  FROM generate_series(1, $2::bigint) n) o`;
const members = `FROM generate_series(1, $2::bigint / ${ordersEach}) m`;
/** Every fifth member spends what the first order gave, after the last one. */
const spends = "m % 5 = 0";
const spentAt = `$3::timestamptz + interval '1 hour'`;
const redemptionId = "md5('redemption' || m)::uuid";
const expiry = `date_trunc('day', placed) + interval '12 months 1 day'`;

/** As the payloads of refunds say it: what was stored must be what the app would have stored, or a refund changes more than refunds do. */
const email = "'c' || (7000000000000 + m) || '@example.com'";
const mark = `md5('email:' || ${email})`;
/** What the database can make of ten million addresses; as long and as scattered as the app's own. */
export const storedFingerprint = (text: string): string => createHash("md5").update(text).digest("hex");

const state = `('{"orderId":"' || id || '","name":"#' || id || '","customerId":"' || 7000000000000 + m || '","currency":"GBP","paidCurrency":"GBP","channel":"online","taxIncluded":false,"status":"paid","placedAt":'
  || (extract(epoch FROM placed) * 1000)::bigint || ',"updatedAt":' || (extract(epoch FROM placed) * 1000)::bigint || ',"paidAt":' || (extract(epoch FROM placed) * 1000)::bigint
  || ',"fulfilledAt":null,"buyer":{"email":"' || ${mark} || '","emailPattern":"' || md5('email-pattern:' || ${email}) || '","phone":null,"address":null,"device":null,"payment":null},"lines":[{"lineId":"' || id || '1","kind":"product","productId":"9001","variantId":"9101","title":"Mug","quantity":2,"gross":2000,"discounts":[],"tax":0,"refunded":0,"refundedTax":0,"returnedQuantity":0}],"codes":[]}')::jsonb`;
const breakdown = `('{"none":null,"lines":[{"lineId":"' || id || '1","title":"Mug","eligible":2000,"points":100,"excluded":null}],"rules":[{"ruleId":"spend","kind":"spend","eligible":2000,"points":100}],"campaigns":[]}')::jsonb`;

/** What each table is filled with, in the order of the tables. */
const fills: Readonly<Record<string, readonly string[]>> = {
  members: [
    `INSERT INTO "members" ("shopId", "id", "tierId", "tierSince", "lastSeq", "balance", "earned", "spent", "qualifyingSpend", "qualifyingPoints", "qualifyingOrders", "joinedAt", "lastOrderAt", "lastActivityAt", "guestsFrom")
     SELECT $1, m, 'bronze', first, CASE WHEN ${spends} THEN 5 ELSE 4 END, CASE WHEN ${spends} THEN 300 ELSE 400 END, 400, CASE WHEN ${spends} THEN 100 ELSE 0 END, 8000, 400, 4, first, last, CASE WHEN ${spends} THEN ${spentAt} ELSE last END, first
     FROM (SELECT m, min(placed) AS first, max(placed) AS last ${orders} GROUP BY m) a`,
  ],
  member_identities: [
    `INSERT INTO "member_identities" ("shopId", "customerId", "memberId") SELECT $1, (7000000000000 + m)::text, m ${members}`,
  ],
  member_profiles: [
    `INSERT INTO "member_profiles" ("shopId", "memberId", "name", "email", "verifiedEmail") SELECT $1, m, 'Casey No' || m, ${email}, ${mark} ${members}`,
  ],
  member_words: [
    `INSERT INTO "member_words" ("shopId", "word", "memberId") SELECT $1, word, m ${members}, LATERAL (VALUES ('casey'), ('no' || m), (${email})) AS words(word)`,
  ],
  tier_changes: [
    `INSERT INTO "tier_changes" ("shopId", "memberId", "id", "toTierId", "cause", "at") SELECT $1, m, m, 'bronze', '{"why": "qualified"}', $3::timestamptz - interval '300 days' ${members}`,
  ],
  orders: [
    `INSERT INTO "orders" ("shopId", "orderId", "name", "customerId", "memberId", "status", "placedAt", "updatedAt", "triggeredAt", "digest", "state", "receivedAt", "buyerEmail")
     SELECT $1, id, '#' || id, (7000000000000 + m)::text, m, 'paid', placed, placed, placed, md5(id), ${state}, placed, ${mark} ${orders}`,
  ],
  awards: [
    `INSERT INTO "awards" ("shopId", "orderId", "memberId", "termsVersion", "tierId", "multiplierBp", "points", "eligible", "postings", "breakdown", "factors", "placedAt", "awardedAt", "updatedAt")
     SELECT $1, id, m, 1, 'bronze', 10000, 100, 2000, 1, ${breakdown}, '{"segmentIds": [], "groups": {}}', placed, placed, placed ${orders}`,
  ],
  ledger_entries: [
    `INSERT INTO "ledger_entries" ("shopId", "memberId", "seq", "kind", "points", "source", "at", "happenedAt", "cause", "expiresAt", "orderId", "balanceAfter")
     SELECT $1, m, s, 'earn', 100, 'order:' || id || ':award:1', placed, placed, ('{"why":"order-awarded","orderId":"' || id || '","orderName":"#' || id || '"}')::jsonb, ${expiry}, id, s * 100 ${orders}`,
    `INSERT INTO "ledger_entries" ("shopId", "memberId", "seq", "kind", "points", "source", "at", "happenedAt", "cause", "balanceAfter")
     SELECT $1, m, 5, 'redeem', -100, 'redemption:' || ${redemptionId} || ':reserve', ${spentAt}, ${spentAt}, jsonb_build_object('why', 'redemption-reserved', 'redemptionId', ${redemptionId}, 'rewardId', 'slider'), 300 ${members} WHERE ${spends}`,
  ],
  lots: [
    `INSERT INTO "lots" ("shopId", "memberId", "seq", "points", "remaining", "expiresAt", "orderId")
     SELECT $1, m, s, 100, CASE WHEN s = 1 AND ${spends} THEN 0 ELSE 100 END, ${expiry}, id ${orders}`,
  ],
  allocations: [
    `INSERT INTO "allocations" ("shopId", "memberId", "debitSeq", "lotSeq", "debitKind", "points") SELECT $1, m, 5, 1, 'redeem', 100 ${members} WHERE ${spends}`,
  ],
  redemptions: [
    `INSERT INTO "redemptions" ("shopId", "id", "memberId", "customerId", "rewardId", "termsVersion", "state", "points", "valueMinor", "currency", "code", "key", "requestDigest", "deadline", "codeDead", "usedByOrder", "debitSeqs", "channel", "reservedAt", "issuedAt", "settledAt")
     SELECT $1, ${redemptionId}, m, (7000000000000 + m)::text, 'slider', 1, 'used', 100, 100, 'GBP', 'VAFA-' || m, 'key-' || m, '', ${spentAt} + interval '1 day', true, 'before-' || m, '{5}', 'proxy', ${spentAt}, ${spentAt}, ${spentAt}
     ${members} WHERE ${spends}`,
  ],
  inbox: [
    `INSERT INTO "inbox" ("shopId", "id", "topic", "deliveryId", "payload", "triggeredAt", "receivedAt", "state", "handledAt")
     SELECT $1, n, 'orders/paid', md5('delivery' || n)::uuid::text, '', placed, placed, 'done', placed ${orders} WHERE n > $2::bigint * 19 / 20`,
  ],
  activity_sums: [
    `INSERT INTO "activity_sums" ("shopId", "quarter", "id", "issued", "spent")
     SELECT $1, date_bin('15 minutes', placed, TIMESTAMPTZ '2000-01-01 00:00:00+00'), 0, 100 * count(*), 0 ${orders} GROUP BY 2`,
    `INSERT INTO "activity_sums" ("shopId", "quarter", "issued", "spent") SELECT $1, date_bin('15 minutes', ${spentAt}, TIMESTAMPTZ '2000-01-01 00:00:00+00'), 0, 100 * ($2::bigint / ${ordersEach * 5})`,
  ],
};

const filledTables: readonly string[] = Object.keys(fills);

export interface Filling {
  readonly shop: ShopRow;
  readonly orders: number;
  /** When the last order was placed. */
  readonly until: Date;
}

/** Keys and indexes of a table, to be taken away and made again. */
async function indexesOf(client: pg.PoolClient, table: string): Promise<{ drop: string; make: string }[]> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', $1::text, conname) AS "drop", format('ALTER TABLE %I ADD CONSTRAINT %I %s', $1::text, conname, pg_get_constraintdef(oid)) AS "make"
     FROM pg_constraint WHERE conrelid = format('%I', $1::text)::regclass AND contype IN ('p', 'u')
     UNION ALL SELECT format('DROP INDEX %I', relname), pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE indrelid = format('%I', $1::text)::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)`,
    [table],
  );
  return rows;
}

/** An empty table filled in the transaction that empties it is not written to the log where `wal_level` is minimal. */
async function fillTable(
  db: Database,
  table: string,
  { shop, orders: count, until }: Filling,
): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query(
      "SET maintenance_work_mem = '1GB'; SET work_mem = '1GB'; SET max_parallel_maintenance_workers = 2",
    );
    await client.query("BEGIN");
    const indexes = await indexesOf(client, table);
    for (const { drop } of indexes) await client.query(drop);
    await client.query(`TRUNCATE "${table}"; ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    for (const fill of fills[table] ?? []) {
      const used = [shop.shopId, count, until].slice(0, fill.includes("$3") ? 3 : 2);
      await client.query(fill, used);
    }
    for (const { make } of indexes) await client.query(make);
    await client.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
    await client.query("COMMIT");
    await client.query(`VACUUM ANALYZE "${table}"`);
  } finally {
    client.release(true);
  }
}

/** Numbers that the database gives go on after those that are taken. */
async function goOnCounting(db: Database): Promise<void> {
  for (const table of ["members", "tier_changes", "inbox"])
    await db.pool.query(
      `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max("id") FROM "${table}"))`,
    );
}

/** Not waiting for the disk while the rows are made up; what is measured waits for it. */
async function carelessly(db: Database): Promise<void> {
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"])
    await db.pool.query(`ALTER SYSTEM SET ${setting} = off`);
  await db.pool.query("SELECT pg_reload_conf()");
}

async function carefully(db: Database): Promise<void> {
  await db.pool.query("ALTER SYSTEM RESET ALL");
  await db.pool.query("SELECT pg_reload_conf()");
  await db.pool.query("CHECKPOINT");
}

async function isEmpty(db: Database, table: string): Promise<boolean> {
  return (await db.pool.query(`SELECT 1 FROM "${table}" LIMIT 1`)).rows.length === 0;
}

/** Each table whole or not at all, so that what was broken off is gone on with. */
export async function storeOrders(db: Database, filling: Filling): Promise<void> {
  const empty: string[] = [];
  for (const table of filledTables) if (await isEmpty(db, table)) empty.push(table);
  if (empty.length > 0) await carelessly(db);
  for (const table of empty) await fillTable(db, table, filling);
  await goOnCounting(db);
  await carefully(db);
}

/** Brings into memory what a server that has been running holds there: indexes, members with their lots, and the orders of the last sixty days. */
export async function warm(db: Database): Promise<void> {
  await db.pool.query("CREATE EXTENSION IF NOT EXISTS pg_prewarm");
  await db.pool.query(
    `SELECT sum(pg_prewarm(indexrelid::regclass, 'read')) FROM pg_index WHERE indrelid = ANY($1::text[]::regclass[])`,
    [filledTables.filter((table) => table !== "member_words")],
  );
  for (const table of ["members", "member_identities", "member_profiles", "lots", "redemptions"])
    await db.pool.query(`SELECT pg_prewarm('${table}', 'read')`);
  for (const table of ["orders", "awards", "ledger_entries"])
    await db.pool.query(
      `SELECT pg_prewarm('${table}', 'read', 'main', pages * 4 / 5, pages - 1) FROM (SELECT pg_relation_size('${table}') / 8192 AS pages) AS size`,
    );
}
