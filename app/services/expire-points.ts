/** Writes off lots past their date. The result never depends on when this runs: a lot past its date could not be spent anyway (law 4). */
import { lotExpiry } from "../db/lot-expiry";
import { inTransaction } from "../db/transaction";
import { memberId, type ShopId } from "../loyalty/brand";
import { expireDue } from "../loyalty/member-state";
import { dateOf, type ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";

const sliceSize = 500;

/** @returns how many members had something written off; call again until it is 0. */
export async function expirePoints(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  return inTransaction(ctx.db, async (sql) => {
    const at = ctx.now();
    const due = await sql.query<{ memberId: number }>(
      `SELECT DISTINCT "memberId" FROM (SELECT l."memberId" FROM "lots" l
         JOIN "members" m ON m."shopId" = l."shopId" AND m."id" = l."memberId"
         WHERE l."shopId" = $1 AND l."open" AND l."expiresAt" <= $2 AND ${lotExpiry} <= $2
         ORDER BY l."expiresAt" LIMIT $3) AS due`,
      [shopId, dateOf(at), sliceSize],
    );
    const opened = await openMembers(
      sql,
      shopId,
      new Map(due.map((row) => [memberId(row.memberId), { lots: true }])),
    );
    const now = new Map([...opened].map(([id, state]) => [id, expireDue(state, at)]));
    await saveOpened(sql, shopId, { opened, now, at });
    return due.length;
  });
}
