/** The inbox: events received, not yet acted on (law 6). One insert per delivery, unique per delivery; batches are taken by set. */
import { type Instant, instant, type ShopId, shopId } from "../loyalty/brand";
import { binaryColumn } from "./binary-columns";
import type { Sql } from "./transaction";

export interface InboxEvent {
  readonly id: number;
  readonly topic: string;
  readonly payload: string;
  readonly triggeredAt: Instant;
}

export interface NewInboxEvent {
  readonly shopId: ShopId;
  readonly topic: string;
  readonly deliveryId: string;
  readonly payload: string;
  readonly triggeredAt: Date;
}

/** As columns of bytes: in an array of texts each payload would be quoted, sent longer, and read letter by letter. */
const columnsOf = (events: readonly NewInboxEvent[]): unknown[] => [
  binaryColumn(events, "shopId", "int"),
  binaryColumn(events, "topic", "text"),
  binaryColumn(events, "deliveryId", "text"),
  binaryColumn(events, "payload", "text"),
  binaryColumn(events, "triggeredAt", "timestamptz"),
];

/** @returns for each event whether it was stored; false when its delivery is there already, or twice in the batch. */
export async function storeEvents(sql: Sql, events: readonly NewInboxEvent[]): Promise<boolean[]> {
  if (events.length === 0) return [];
  const [answer] = await sql.query<{ only: string[] | null }>(
    `WITH stored AS (INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt")
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
     ON CONFLICT ("shopId", "deliveryId") DO NOTHING RETURNING "shopId", "deliveryId")
     SELECT CASE WHEN count(*) < $6::int THEN coalesce(array_agg("shopId" || ':' || "deliveryId"), '{}') END AS "only" FROM stored`,
    [...columnsOf(events), events.length],
  );
  // Only where not all were new is it told which were.
  const stored = answer?.only ? new Set(answer.only) : null;
  return events.map((event) => stored === null || stored.delete(`${event.shopId}:${event.deliveryId}`));
}

/**
 * Puts done events in line again that came once more: a store that signs states, and not moments, says the same words again when an order has gone back to how it was.
 * Events that somebody is working on are passed over: what comes of them is looked up after this moment all the same.
 */
export async function reopenEvents(sql: Sql, events: readonly NewInboxEvent[]): Promise<void> {
  await sql.query(
    `WITH again AS (SELECT DISTINCT ON (a."shopId", a."deliveryId") a.* FROM
       unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) AS a("shopId", "topic", "deliveryId", "payload", "triggeredAt")),
     free AS (SELECT i."shopId", i."id", again."topic", again."payload", again."triggeredAt" FROM "inbox" i
       JOIN again ON again."shopId" = i."shopId" AND again."deliveryId" = i."deliveryId" WHERE i."state" = 'done' FOR UPDATE OF i SKIP LOCKED)
     UPDATE "inbox" SET "state" = 'new', "topic" = free."topic", "payload" = free."payload", "triggeredAt" = free."triggeredAt",
       "receivedAt" = now(), "handledAt" = NULL FROM free WHERE "inbox"."shopId" = free."shopId" AND "inbox"."id" = free."id"`,
    columnsOf(events),
  );
}

/** The shops that have events waiting: one index probe a shop, however long a shop's backlog is. */
export async function shopsWithWaitingEvents(sql: Sql): Promise<ShopId[]> {
  const rows = await sql.query<{ id: number }>(
    `SELECT s."id" FROM "shops" s
     WHERE EXISTS (SELECT 1 FROM "inbox" i WHERE i."shopId" = s."id" AND i."state" = 'new') ORDER BY s."id"`,
  );
  return rows.map((row) => shopId(row.id));
}

/** Takes up to `limit` waiting events of one shop; other workers skip them while this transaction lives. */
export async function takeEvents(sql: Sql, shop: ShopId, limit: number): Promise<InboxEvent[]> {
  const rows = await sql.query<{ id: number; topic: string; payload: string; triggeredAt: Date }>(
    `SELECT "id", "topic", "payload", "triggeredAt" FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new'
     ORDER BY "id" LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [shop, limit],
  );
  return rows.map((row) => ({ ...row, triggeredAt: instant(row.triggeredAt.getTime()) }));
}

/** Done events keep no payload: the order's state is kept, and personal data must not pile up here. */
export async function finishEvents(sql: Sql, shop: ShopId, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql.query(
    `UPDATE "inbox" SET "state" = 'done', "payload" = '', "handledAt" = $3, "reason" = NULL, "detail" = NULL
     WHERE "shopId" = $1 AND "id" = ANY($2::bigint[])`,
    [shop, ids, at],
  );
}

export interface ParkedEvent {
  readonly id: number;
  readonly reason: string;
  readonly detail: string;
}

/** Parks events with a reason; the payload stays, so that they can be tried again. */
export async function parkEvents(
  sql: Sql,
  shop: ShopId,
  parked: readonly ParkedEvent[],
  at: Date,
): Promise<void> {
  if (parked.length === 0) return;
  await sql.query(
    `UPDATE "inbox" SET "state" = 'parked', "reason" = batch.reason, "detail" = batch.detail, "handledAt" = $5
     FROM unnest($2::bigint[], $3::text[], $4::text[]) AS batch(id, reason, detail)
     WHERE "inbox"."shopId" = $1 AND "inbox"."id" = batch.id`,
    [
      shop,
      parked.map((one) => one.id),
      parked.map((one) => one.reason),
      parked.map((one) => one.detail.slice(0, 500)),
      at,
    ],
  );
}

/** Puts a parked event back in line. @returns false when there is no such parked event. */
export async function unparkEvent(sql: Sql, shop: ShopId, id: number): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "inbox" SET "state" = 'new', "reason" = NULL, "detail" = NULL WHERE "shopId" = $1 AND "id" = $2 AND "state" = 'parked' RETURNING "id"`,
    [shop, id],
  );
  return rows.length > 0;
}

/** Closes a parked event for good. */
export async function dismissEvent(
  sql: Sql,
  shop: ShopId,
  { id, at }: { id: number; at: Date },
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "inbox" SET "state" = 'done', "payload" = '', "handledAt" = $3 WHERE "shopId" = $1 AND "id" = $2 AND "state" = 'parked' RETURNING "id"`,
    [shop, id, at],
  );
  return rows.length > 0;
}

/** Forgets done events older than `before`. */
export async function purgeEvents(sql: Sql, shop: ShopId, before: Date): Promise<void> {
  await sql.query(`DELETE FROM "inbox" WHERE "shopId" = $1 AND "state" = 'done' AND "receivedAt" < $2`, [
    shop,
    before,
  ]);
}

export interface NewParkedEvent {
  readonly shopId: ShopId;
  readonly topic: string;
  /** What it is about; the same subject parks once until somebody has looked. */
  readonly subject: string;
  readonly reason: string;
  readonly detail: string;
  readonly at: Date;
}

/** Parks something that did not come as a delivery: an order that was fetched or imported and cannot be acted on. */
export async function parkNewEvent(sql: Sql, event: NewParkedEvent): Promise<void> {
  await sql.query(
    `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt", "receivedAt", "state", "reason", "detail", "handledAt")
     VALUES ($1, $2, $3, $4, $5, $5, 'parked', $6, $7, $5)
     ON CONFLICT ("shopId", "deliveryId") DO UPDATE SET "state" = 'parked', "reason" = excluded."reason",
       "detail" = excluded."detail", "handledAt" = excluded."handledAt", "payload" = excluded."payload"`,
    [
      event.shopId,
      event.topic,
      `${event.topic}:${event.subject}`,
      JSON.stringify({ id: event.subject }),
      event.at,
      event.reason,
      event.detail.slice(0, 500),
    ],
  );
}
