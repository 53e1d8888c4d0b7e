/** Orders and awards: the newest state of each order, and what is posted for it (laws 1 and 2). */
import type { Award, AwardFactors } from "../loyalty/award";
import {
  type Instant,
  instant,
  type MemberId,
  memberId,
  type OrderId,
  orderId,
  type ShopId,
  termsVersion,
} from "../loyalty/brand";
import { minor } from "../loyalty/money";
import type { Order } from "../loyalty/order";
import { points } from "../loyalty/points";
import type { PostedAward } from "../loyalty/reconcile";
import type { Revision } from "../loyalty/revision";
import { parseOrder } from "./order-state";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface StoredOrder {
  readonly order: Order;
  readonly revision: Revision;
  readonly memberId: MemberId | null;
}

export async function readOrders(
  sql: Sql,
  shopId: ShopId,
  ids: readonly OrderId[],
): Promise<Map<OrderId, StoredOrder>> {
  const raw = await sql.query<{
    orderId: string;
    state: unknown;
    updatedAt: Date;
    triggeredAt: Date;
    digest: string;
    memberId: number | null;
  }>(
    `SELECT "orderId", "state", "updatedAt", "triggeredAt", "digest", "memberId" FROM "orders"
     WHERE "shopId" = $1 AND "orderId" = ANY($2::text[])`,
    [shopId, ids],
  );
  return new Map(
    raw.map((row) => [
      orderId(row.orderId),
      {
        order: parseOrder(row.state),
        revision: {
          updatedAt: instant(row.updatedAt.getTime()),
          triggeredAt: instant(row.triggeredAt.getTime()),
          digest: row.digest,
        },
        memberId: row.memberId === null ? null : memberId(row.memberId),
      },
    ]),
  );
}

/** Only the revisions: what a batch needs to drop stale states, without reading every state back. */
export async function readRevisions(
  sql: Sql,
  shopId: ShopId,
  ids: readonly OrderId[],
): Promise<Map<OrderId, Revision>> {
  const raw = await sql.query<{ orderId: string; updatedAt: Date; triggeredAt: Date; digest: string }>(
    `SELECT "orderId", "updatedAt", "triggeredAt", "digest" FROM "orders" WHERE "shopId" = $1 AND "orderId" = ANY($2::text[])`,
    [shopId, ids],
  );
  return new Map(
    raw.map((row) => [
      orderId(row.orderId),
      {
        updatedAt: instant(row.updatedAt.getTime()),
        triggeredAt: instant(row.triggeredAt.getTime()),
        digest: row.digest,
      },
    ]),
  );
}

export interface OrderToSave {
  readonly order: Order;
  readonly revision: Revision;
  readonly memberId: MemberId | null;
}

/** Writes order states; a newer state that another worker wrote meanwhile (possible for guests, who have no row to lock) stays. */
export async function saveOrders(
  sql: Sql,
  shopId: ShopId,
  orders: readonly OrderToSave[],
  at: Instant,
): Promise<void> {
  const rows = orders.map(({ order, revision, memberId: member }) => ({
    orderId: order.orderId,
    name: order.name,
    customerId: order.customerId,
    memberId: member,
    status: order.status,
    placedAt: order.placedAt,
    updatedAt: revision.updatedAt,
    triggeredAt: revision.triggeredAt,
    digest: revision.digest,
    state: order,
    receivedAt: at,
  }));
  await insertRows(
    sql,
    {
      table: "orders",
      shopId,
      columns: {
        orderId: "text",
        name: "text",
        customerId: "text",
        memberId: "bigint",
        status: "text",
        placedAt: "timestamptz",
        updatedAt: "timestamptz",
        triggeredAt: "timestamptz",
        digest: "text",
        state: "jsonb",
        receivedAt: "timestamptz",
      },
      rows,
    },
    `ON CONFLICT ("shopId", "orderId") DO UPDATE SET "name" = excluded."name", "customerId" = excluded."customerId",
       "memberId" = excluded."memberId", "status" = excluded."status", "placedAt" = excluded."placedAt",
       "updatedAt" = excluded."updatedAt", "triggeredAt" = excluded."triggeredAt", "digest" = excluded."digest",
       "state" = excluded."state", "receivedAt" = excluded."receivedAt"
     WHERE ("orders"."updatedAt", "orders"."triggeredAt", "orders"."digest") <=
       (excluded."updatedAt", excluded."triggeredAt", excluded."digest")`,
  );
}

interface RawAward {
  orderId: string;
  memberId: number;
  termsVersion: number;
  tierId: string | null;
  multiplierBp: number;
  points: number;
  eligible: number;
  postings: number;
  none: Award["none"];
}

function toPosted(raw: RawAward): PostedAward {
  const factors: AwardFactors = {
    termsVersion: termsVersion(raw.termsVersion),
    tierId: raw.tierId,
    multiplierBp: raw.multiplierBp,
  };
  const award = { factors, points: points(raw.points), eligible: minor(raw.eligible), none: raw.none };
  return { memberId: memberId(raw.memberId), award, postings: raw.postings };
}

export async function readAwards(
  sql: Sql,
  shopId: ShopId,
  ids: readonly OrderId[],
): Promise<Map<OrderId, PostedAward>> {
  const raw = await sql.query<RawAward>(
    `SELECT "orderId", "memberId", "termsVersion", "tierId", "multiplierBp", "points", "eligible", "postings",
       "breakdown"->>'none' AS "none" FROM "awards" WHERE "shopId" = $1 AND "orderId" = ANY($2::text[])`,
    [shopId, ids],
  );
  return new Map(raw.map((row) => [orderId(row.orderId), toPosted(row)]));
}

export interface AwardToSave {
  readonly orderId: OrderId;
  readonly posted: PostedAward & { readonly award: Award };
}

export async function saveAwards(
  sql: Sql,
  shopId: ShopId,
  awards: readonly AwardToSave[],
  at: Instant,
): Promise<void> {
  const rows = awards.map(({ orderId: id, posted }) => ({
    orderId: id,
    memberId: posted.memberId,
    termsVersion: posted.award.factors.termsVersion,
    tierId: posted.award.factors.tierId,
    multiplierBp: posted.award.factors.multiplierBp,
    points: posted.award.points,
    eligible: posted.award.eligible,
    postings: posted.postings,
    breakdown: { none: posted.award.none, lines: posted.award.lines, rules: posted.award.rules },
    awardedAt: at,
    updatedAt: at,
  }));
  await insertRows(
    sql,
    {
      table: "awards",
      shopId,
      columns: {
        orderId: "text",
        memberId: "bigint",
        termsVersion: "int",
        tierId: "text",
        multiplierBp: "int",
        points: "bigint",
        eligible: "bigint",
        postings: "int",
        breakdown: "jsonb",
        awardedAt: "timestamptz",
        updatedAt: "timestamptz",
      },
      rows,
    },
    `ON CONFLICT ("shopId", "orderId") DO UPDATE SET "memberId" = excluded."memberId",
       "termsVersion" = excluded."termsVersion", "tierId" = excluded."tierId", "multiplierBp" = excluded."multiplierBp",
       "points" = excluded."points", "eligible" = excluded."eligible", "postings" = excluded."postings",
       "breakdown" = excluded."breakdown", "updatedAt" = excluded."updatedAt"`,
  );
}
