/** Tells the storefront of points that have matured: they became spendable by the passing of time, so nothing but the snapshot changes. */
import { addEffects } from "../db/outbox";
import { inTransaction } from "../db/transaction";
import type { Instant, ShopId } from "../loyalty/brand";
import { dateOf, type ServiceContext } from "./context";

/** Pushes the snapshots of members with a lot that matured in (since, now]. @returns how many. */
export async function maturePoints(ctx: ServiceContext, shopId: ShopId, since: Instant): Promise<number> {
  return inTransaction(ctx.db, async (sql) => {
    const at = dateOf(ctx.now());
    const rows = await sql.query<{ memberId: number }>(
      `SELECT DISTINCT "memberId" FROM "lots" WHERE "shopId" = $1 AND "remaining" > 0 AND "maturesAt" > $2 AND "maturesAt" <= $3`,
      [shopId, dateOf(since), at],
    );
    await addEffects(
      sql,
      shopId,
      rows.map((row) => ({ kind: "push-snapshot" as const, subject: String(row.memberId) })),
      at,
    );
    return rows.length;
  });
}
