/** What watching a store that does not tell everything has found (see StoreWatch in the schema): counted and dated here, put into words by the admin. */
import { z } from "zod";
import { type OrderId, orderId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface StoreWatch {
  readonly errorBodies: number;
  readonly lastErrorAt: Date | null;
  readonly lastErrorCode: string | null;
  readonly refused: number;
  readonly lastRefusedAt: Date | null;
  readonly webhooksEnabled: number;
  readonly webhooksRemade: number;
  readonly lastMendedAt: Date | null;
  readonly webhooksSeenAt: Date | null;
  readonly sweptAt: Date | null;
  readonly sweepFound: number;
  readonly auditedAt: Date | null;
  readonly auditLooked: number;
  readonly auditChanged: number;
  readonly auditMissing: number;
  readonly held: HeldOrders | null;
}

/** Orders that the store does not list any more, too many to be believed without a person. */
export interface HeldOrders {
  readonly orders: readonly OrderId[];
  /** How many orders there should have been. */
  readonly of: number;
  readonly at: Date;
}

type Raw = Omit<StoreWatch, "held"> & { heldOrders: unknown; heldOf: number; heldAt: Date | null };

const ids = z.array(z.string().min(1).transform(orderId));

function heldOf({ heldOrders, heldOf: of, heldAt }: Raw): HeldOrders | null {
  return heldAt === null ? null : { orders: ids.parse(heldOrders), of, at: heldAt };
}

/** null while there has been nothing to note. */
export async function readWatch(sql: Sql, shop: ShopId): Promise<StoreWatch | null> {
  const [raw] = await sql.query<Raw>(`SELECT * FROM "store_watches" WHERE "shopId" = $1`, [shop]);
  if (!raw) return null;
  const { heldOrders: _ids, heldOf: _of, heldAt: _at, ...rest } = raw;
  return { ...rest, held: heldOf(raw) };
}

/** What came in at a shop's door and was no delivery. */
export interface Oddity {
  readonly shopId: ShopId;
  readonly kind: "error-body" | "refused";
  /** WooCommerce's own word for what failed. */
  readonly code: string | null;
  readonly at: Date;
}

/** One row a shop, however many came at once. */
export async function countOddities(sql: Sql, oddities: readonly Oddity[]): Promise<void> {
  await sql.query(
    `INSERT INTO "store_watches" AS w ("shopId", "errorBodies", "lastErrorAt", "lastErrorCode", "refused", "lastRefusedAt")
     SELECT o."shop", count(*) FILTER (WHERE o."kind" = 'error-body'), max(o."at") FILTER (WHERE o."kind" = 'error-body'),
       (array_agg(o."code" ORDER BY o."at" DESC) FILTER (WHERE o."kind" = 'error-body'))[1],
       count(*) FILTER (WHERE o."kind" = 'refused'), max(o."at") FILTER (WHERE o."kind" = 'refused')
     FROM unnest($1::int[], $2::text[], $3::text[], $4::timestamptz[]) AS o("shop", "kind", "code", "at") GROUP BY o."shop"
     ON CONFLICT ("shopId") DO UPDATE SET "errorBodies" = w."errorBodies" + excluded."errorBodies",
       "lastErrorAt" = coalesce(excluded."lastErrorAt", w."lastErrorAt"), "lastErrorCode" = coalesce(excluded."lastErrorCode", w."lastErrorCode"),
       "refused" = w."refused" + excluded."refused", "lastRefusedAt" = coalesce(excluded."lastRefusedAt", w."lastRefusedAt")`,
    [
      oddities.map(({ shopId }) => shopId),
      oddities.map(({ kind }) => kind),
      oddities.map(({ code }) => code),
      oddities.map(({ at }) => at),
    ],
  );
}

export async function noteWebhooks(
  sql: Sql,
  shop: ShopId,
  { enabled, remade, at }: { readonly enabled: number; readonly remade: number; readonly at: Date },
): Promise<void> {
  const mended = enabled + remade > 0 ? at : null;
  await sql.query(
    `INSERT INTO "store_watches" AS w ("shopId", "webhooksEnabled", "webhooksRemade", "lastMendedAt", "webhooksSeenAt") VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT ("shopId") DO UPDATE SET "webhooksEnabled" = w."webhooksEnabled" + $2, "webhooksRemade" = w."webhooksRemade" + $3,
       "lastMendedAt" = coalesce($4, w."lastMendedAt"), "webhooksSeenAt" = $5`,
    [shop, enabled, remade, mended, at],
  );
}

export async function noteSweep(
  sql: Sql,
  shop: ShopId,
  { found, at }: { readonly found: number; readonly at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO "store_watches" ("shopId", "sweptAt", "sweepFound") VALUES ($1, $2, $3)
     ON CONFLICT ("shopId") DO UPDATE SET "sweptAt" = $2, "sweepFound" = $3`,
    [shop, at, found],
  );
}

export interface AuditEnd {
  readonly looked: number;
  readonly changed: number;
  readonly missing: number;
  readonly held: Omit<HeldOrders, "at"> | null;
  readonly at: Date;
}

export async function noteAudit(
  sql: Sql,
  shop: ShopId,
  { looked, changed, missing, held, at }: AuditEnd,
): Promise<void> {
  await sql.query(
    `INSERT INTO "store_watches" ("shopId", "auditedAt", "auditLooked", "auditChanged", "auditMissing", "heldOrders", "heldOf", "heldAt")
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)
     ON CONFLICT ("shopId") DO UPDATE SET "auditedAt" = excluded."auditedAt", "auditLooked" = excluded."auditLooked",
       "auditChanged" = excluded."auditChanged", "auditMissing" = excluded."auditMissing", "heldOrders" = excluded."heldOrders",
       "heldOf" = excluded."heldOf", "heldAt" = excluded."heldAt"`,
    [shop, at, looked, changed, missing, held && JSON.stringify(held.orders), held?.of ?? 0, held && at],
  );
}

/** Takes what was held, for whoever decides about it; null when there is nothing, or somebody else was faster. */
export async function takeHeld(sql: Sql, shop: ShopId): Promise<HeldOrders | null> {
  const [raw] = await sql.query<Raw>(
    `WITH held AS (SELECT * FROM "store_watches" WHERE "shopId" = $1 AND "heldAt" IS NOT NULL FOR UPDATE)
     UPDATE "store_watches" w SET "heldOrders" = NULL, "heldOf" = 0, "heldAt" = NULL FROM held WHERE w."shopId" = $1 RETURNING held.*`,
    [shop],
  );
  return raw ? heldOf(raw) : null;
}
