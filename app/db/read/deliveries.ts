/** The health of what arrives and what leaves: deliveries per topic, parked events with their reasons, effects that failed. */
import type { ShopId } from "../../loyalty/brand";
import type { Sql } from "../transaction";
import { excerptOf, type PayloadExcerpt } from "./payload-excerpt";

export interface TopicHealth {
  readonly topic: string;
  readonly lastAt: Date | null;
  readonly waiting: number;
  readonly parked: number;
}

/** One index probe per topic for its last delivery; waiting and parked ones are few, and have indexes of their own. */
export async function readTopicHealth(
  sql: Sql,
  shopId: ShopId,
  topics: readonly string[],
): Promise<TopicHealth[]> {
  const rows = await sql.query<{ topic: string; lastAt: Date | null; waiting: number; parked: number }>(
    `WITH open AS (
       SELECT "topic", 1 AS "waiting", 0 AS "parked" FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new'
       UNION ALL SELECT "topic", 0, 1 FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked'),
     counts AS (SELECT "topic", sum("waiting") AS "waiting", sum("parked") AS "parked" FROM open GROUP BY "topic"),
     names AS (SELECT t AS "topic", n FROM unnest($2::text[]) WITH ORDINALITY AS asked(t, n)
       UNION ALL SELECT "topic", 1000 FROM counts WHERE NOT "topic" = ANY($2::text[]))
     SELECT names."topic", coalesce(counts."waiting", 0) AS "waiting", coalesce(counts."parked", 0) AS "parked",
       (SELECT i."receivedAt" FROM "inbox" i WHERE i."shopId" = $1 AND i."topic" = names."topic"
        ORDER BY i."receivedAt" DESC LIMIT 1) AS "lastAt"
     FROM names LEFT JOIN counts ON counts."topic" = names."topic" ORDER BY names.n, names."topic"`,
    [shopId, topics],
  );
  return rows;
}

export interface Backlog {
  readonly waiting: number;
  readonly parked: number;
  /** Effects that have failed at least once. */
  readonly unsent: number;
}

export async function readBacklog(sql: Sql, shopId: ShopId): Promise<Backlog> {
  const [raw] = await sql.query<Backlog>(
    `SELECT (SELECT count(*) FROM "inbox" WHERE "shopId" = $1 AND "state" = 'new') AS "waiting",
       (SELECT count(*) FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked') AS "parked",
       (SELECT count(*) FROM "outbox" WHERE "shopId" = $1 AND "lastError" IS NOT NULL) AS "unsent"`,
    [shopId],
  );
  if (!raw) throw new Error("a count without rows is still one row");
  return raw;
}

export interface ParkedRow {
  readonly id: number;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
  readonly receivedAt: Date;
  readonly excerpt: PayloadExcerpt;
}

const largestShown = 65_536;

/** Newest first. `after` is the id of the last row seen. */
export async function readParked(
  sql: Sql,
  shopId: ShopId,
  { after, limit }: { after?: number; limit: number },
): Promise<ParkedRow[]> {
  const rows = await sql.query<{
    id: number;
    topic: string;
    reason: string | null;
    detail: string | null;
    receivedAt: Date;
    size: number;
    payload: string | null;
  }>(
    `SELECT "id", "topic", "reason", "detail", "receivedAt", length("payload") AS "size",
       CASE WHEN length("payload") <= $4 THEN "payload" END AS "payload"
     FROM "inbox" WHERE "shopId" = $1 AND "state" = 'parked' AND "id" < $2 ORDER BY "id" DESC LIMIT $3`,
    [shopId, after ?? Number.MAX_SAFE_INTEGER, limit, largestShown],
  );
  return rows.map(({ size, payload, reason, detail, ...row }) => ({
    ...row,
    reason: reason ?? "",
    detail: detail ?? "",
    excerpt: excerptOf(payload, size),
  }));
}

export interface FailedEffect {
  readonly id: number;
  readonly kind: string;
  readonly subject: string;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly stopped: boolean;
  readonly lastError: string;
}

export async function readFailedEffects(sql: Sql, shopId: ShopId, limit: number): Promise<FailedEffect[]> {
  return sql.query<FailedEffect>(
    `SELECT "id", "kind", "subject", "attempts", "dueAt", "state" = 'parked' AS "stopped", "lastError"
     FROM "outbox" WHERE "shopId" = $1 AND "lastError" IS NOT NULL ORDER BY "id" DESC LIMIT $2`,
    [shopId, limit],
  );
}
