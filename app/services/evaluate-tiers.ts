/**
 * Looks at the tiers of all members again after the terms changed, a slice at a time, so that it can be interrupted and goes on where it was. A member whose standing
 * did not change still gets a new snapshot, because tier names and thresholds may have.
 */
import { addEffects } from "../db/outbox";
import { findShop } from "../db/shops";
import { inTransaction } from "../db/transaction";
import { type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { withTier } from "../loyalty/member-state";
import { dateOf, type ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";

const sliceSize = 1_000;

/** @returns the id to go on after, or null when all members have been looked at. */
export async function evaluateTiers(
  ctx: ServiceContext,
  shopId: ShopId,
  after: number,
): Promise<MemberId | null> {
  return inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    if (!shop) return null;
    const terms = await ctx.terms(sql, shopId, shop.termsVersion);
    const slice = await sql.query<{ id: number }>(
      `SELECT "id" FROM "members" WHERE "shopId" = $1 AND "id" > $2 AND "status" = 'active' ORDER BY "id" LIMIT $3`,
      [shopId, after, sliceSize],
    );
    const ids = slice.map((row) => memberId(row.id));
    const opened = await openMembers(sql, shopId, new Map(ids.map((id) => [id, {}])));
    const at = ctx.now();
    const now = new Map([...opened].map(([id, state]) => [id, withTier(state, terms)]));
    await saveOpened(sql, shopId, { opened, now, at });
    const last = ids.length === sliceSize ? (ids.at(-1) ?? null) : null;
    if (last !== null)
      await addEffects(sql, shopId, [{ kind: "evaluate-tiers", subject: String(last) }], dateOf(at));
    return last;
  });
}
