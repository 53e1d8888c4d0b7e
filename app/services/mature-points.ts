/** Tells the storefront of points that have matured: they became spendable by the passing of time, so nothing but the snapshot changes. */
import { addEffects } from "../db/outbox";
import { inTransaction } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { dateOf, type ServiceContext } from "./context";

/** Pushes the snapshots of members with a lot that matured since the last time. @returns how many. */
export async function maturePoints(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  return inTransaction(ctx.db, async (sql) => {
    const at = dateOf(ctx.now());
    const [last] = await sql.query<{ maturedUntil: Date }>(
      `SELECT "maturedUntil" FROM "shops" WHERE "id" = $1 FOR UPDATE`,
      [shopId],
    );
    if (!last || last.maturedUntil >= at) return 0;
    const rows = await sql.query<{ memberId: number }>(
      `SELECT DISTINCT "memberId" FROM "lots" WHERE "shopId" = $1 AND "open" AND "maturesAt" > $2 AND "maturesAt" <= $3`,
      [shopId, last.maturedUntil, at],
    );
    await addEffects(
      sql,
      shopId,
      rows.map((row) => ({ kind: "push-snapshot" as const, subject: String(row.memberId) })),
      at,
    );
    await sql.query(`UPDATE "shops" SET "maturedUntil" = $2 WHERE "id" = $1`, [shopId, at]);
    return rows.length;
  });
}
