/** Orders: the newest state of each (law 1). */
import {
  type Instant,
  instant,
  type MemberId,
  memberId,
  type OrderId,
  orderId,
  type ShopId,
} from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import type { Revision } from "../loyalty/revision";
import { JsonText } from "./binary-columns";
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

export interface StoredRevision extends Revision {
  readonly deleted: boolean;
}

/** Only the revisions: what a batch needs to drop stale states, without reading every state back. */
export async function readRevisions(
  sql: Sql,
  shopId: ShopId,
  ids: readonly OrderId[],
): Promise<Map<OrderId, StoredRevision>> {
  const raw = await sql.query<{
    orderId: string;
    updatedAt: Date;
    triggeredAt: Date;
    digest: string;
    deleted: boolean;
  }>(
    `SELECT "orderId", "updatedAt", "triggeredAt", "digest", "status" = 'deleted' AS "deleted"
     FROM "orders" WHERE "shopId" = $1 AND "orderId" = ANY($2::text[])`,
    [shopId, ids],
  );
  return new Map(
    raw.map((row) => [
      orderId(row.orderId),
      {
        updatedAt: instant(row.updatedAt.getTime()),
        triggeredAt: instant(row.triggeredAt.getTime()),
        digest: row.digest,
        deleted: row.deleted,
      },
    ]),
  );
}

export interface OrderToSave {
  readonly order: Order;
  /** Its JSON (`writtenState`). */
  readonly json: string;
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
  const rows = orders.map(({ order, json, revision, memberId: member }) => ({
    orderId: order.orderId,
    name: order.name,
    customerId: order.customerId,
    memberId: member,
    status: order.status,
    placedAt: order.placedAt,
    updatedAt: revision.updatedAt,
    triggeredAt: revision.triggeredAt,
    digest: revision.digest,
    state: new JsonText(json),
    buyerEmail: order.buyer.email,
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
        buyerEmail: "text",
        receivedAt: "timestamptz",
      },
      rows,
    },
    `ON CONFLICT ("shopId", "orderId") DO UPDATE SET "name" = excluded."name", "customerId" = excluded."customerId",
       "memberId" = excluded."memberId", "status" = excluded."status", "placedAt" = excluded."placedAt",
       "updatedAt" = excluded."updatedAt", "triggeredAt" = excluded."triggeredAt", "digest" = excluded."digest",
       "state" = excluded."state", "buyerEmail" = excluded."buyerEmail", "receivedAt" = excluded."receivedAt"
     WHERE ("orders"."updatedAt", "orders"."triggeredAt", "orders"."digest") <=
       (excluded."updatedAt", excluded."triggeredAt", excluded."digest")`,
  );
}
