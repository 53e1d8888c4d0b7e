/** Calls paid memberships that have run out by their name. Nothing depends on when this runs: earning and redeeming look at the date itself. */
import { recordAudit } from "../db/audit";
import { lockMembers } from "../db/members";
import { findOver, readMemberships, saveMembership } from "../db/memberships";
import { addEffects } from "../db/outbox";
import { inTransaction } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { askForTags } from "./ask-for-tags";
import { sweepUnclaimed } from "./claim-orders";
import { dateOf, type ServiceContext } from "./context";

const sliceSize = 500;

/** @returns how many lapsed; call again until it is 0. */
export async function lapseMemberships(ctx: ServiceContext, shopId: ShopId): Promise<number> {
  return inTransaction(ctx.db, async (sql) => {
    const at = ctx.now();
    const due = await findOver(sql, shopId, dateOf(at), sliceSize);
    await lockMembers(sql, shopId, due);
    const rows = await readMemberships(sql, shopId, due);
    // Looked at again under the lock: a purchase may have prolonged one meanwhile.
    const over = [...rows.values()].filter(
      ({ status, until }) => status === "active" && until !== null && until <= at,
    );
    for (const row of over) {
      await saveMembership(sql, shopId, { ...row, status: "lapsed" });
      const subject = `member:${row.memberId}`;
      await recordAudit(sql, shopId, { actor: "system", action: "member-lapsed", subject, details: {}, at });
    }
    const effects = over.map((row) => ({ kind: "push-snapshot" as const, subject: String(row.memberId) }));
    await addEffects(sql, shopId, effects, dateOf(at));
    await askForTags(
      sql,
      shopId,
      over.map((row) => row.memberId),
      dateOf(at),
    );
    return due.length;
  });
}

/** What the schedule runs: memberships that have run out, and orders that met a joining half-way. */
export async function keepMemberships(ctx: ServiceContext, shopId: ShopId): Promise<void> {
  while ((await lapseMemberships(ctx, shopId)) > 0);
  await sweepUnclaimed(ctx, shopId);
}
