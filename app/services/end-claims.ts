/** Asks for the end of all open claims of a member, and of whoever was merged into them: their codes die first, then the points return (law 5). */
import { addEffects } from "../db/outbox";
import { readOpenRedemptions } from "../db/redemptions";
import { saveRedemptions } from "../db/save-redemptions";
import type { Sql } from "../db/transaction";
import type { Instant, MemberId, ShopId } from "../loyalty/brand";
import type { ReleaseReason } from "../loyalty/redemptions";
import { dateOf } from "./context";

export async function endOpenClaims(
  sql: Sql,
  shopId: ShopId,
  { memberId, reason, at }: { memberId: MemberId; reason: ReleaseReason; at: Instant },
): Promise<void> {
  const open = await readOpenRedemptions(sql, shopId, memberId);
  const ending = open.map((one) => ({ ...one, releasing: one.releasing ?? reason }));
  await saveRedemptions(sql, shopId, ending, dateOf(at));
  const effects = ending.map((one) => ({ kind: "kill-code" as const, subject: one.redemptionId }));
  await addEffects(sql, shopId, effects, dateOf(at));
}
