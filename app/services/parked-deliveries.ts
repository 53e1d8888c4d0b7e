/** Staff decide about parked deliveries: try again, or dismiss. Both are audited. */
import { recordAudit } from "../db/audit";
import { dismissEvent, unparkEvent } from "../db/inbox";
import { addEffects } from "../db/outbox";
import { inTransaction } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";

export interface ParkedRequest {
  readonly shopId: ShopId;
  readonly inboxId: number;
  readonly actor: string;
}

/** An order that was fetched or imported is fetched again; a delivery goes back in line as it came. */
export async function retryParked(
  ctx: ServiceContext,
  { shopId, inboxId, actor }: ParkedRequest,
): Promise<Outcome<null>> {
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<null>> => {
    const at = ctx.now();
    const [row] = await sql.query<{ topic: string; deliveryId: string }>(
      `SELECT "topic", "deliveryId" FROM "inbox" WHERE "shopId" = $1 AND "id" = $2 AND "state" = 'parked' FOR UPDATE`,
      [shopId, inboxId],
    );
    if (!row) return declined("bad-request");
    if (row.topic === "orders/fetched" || row.topic === "orders/imported") {
      await dismissEvent(sql, shopId, { id: inboxId, at: dateOf(at) });
      await addEffects(
        sql,
        shopId,
        [{ kind: "fetch-order", subject: row.deliveryId.slice(row.topic.length + 1) }],
        dateOf(at),
      );
    } else await unparkEvent(sql, shopId, inboxId);
    await recordAudit(sql, shopId, {
      actor,
      action: "delivery-retried",
      subject: `delivery:${inboxId}`,
      details: {},
      at,
    });
    return done(null);
  });
  ctx.nudge();
  return outcome;
}

export async function dismissParked(
  ctx: ServiceContext,
  { shopId, inboxId, actor }: ParkedRequest,
): Promise<Outcome<null>> {
  return inTransaction(ctx.db, async (sql): Promise<Outcome<null>> => {
    const at = ctx.now();
    if (!(await dismissEvent(sql, shopId, { id: inboxId, at: dateOf(at) }))) return declined("bad-request");
    await recordAudit(sql, shopId, {
      actor,
      action: "delivery-dismissed",
      subject: `delivery:${inboxId}`,
      details: {},
      at,
    });
    return done(null);
  });
}
