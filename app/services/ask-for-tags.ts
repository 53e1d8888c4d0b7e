/** Whoever begins or ends taking part gets other tags in the store: their tier's benefits are theirs only as long as they are a member. In the transaction of the cause. */
import { addEffects } from "../db/outbox";
import { readRetagged } from "../db/tier-members";
import type { Sql } from "../db/transaction";
import type { MemberId, ShopId } from "../loyalty/brand";

/** To be asked after the members were saved and before their profiles are erased: afterwards nobody knows their tags. */
export async function askForTags(
  sql: Sql,
  shopId: ShopId,
  members: readonly MemberId[],
  at: Date,
): Promise<void> {
  if (members.length === 0) return;
  const retagged = await readRetagged(sql, shopId, members);
  const effects = retagged.map((member) => ({ kind: "change-tags" as const, subject: String(member) }));
  await addEffects(sql, shopId, effects, at);
}
