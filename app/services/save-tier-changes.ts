/** Writes down that members changed their tier: in its history, as an event to tell them of, and as a wish for other tags in the store. In the transaction of the cause. */
import { addMemberEvents } from "../db/member-events";
import { addEffects } from "../db/outbox";
import { insertTierChanges } from "../db/tier-changes";
import type { Sql } from "../db/transaction";
import type { Instant, ShopId } from "../loyalty/brand";
import type { MemberState } from "../loyalty/member-state";
import { dateOf } from "./context";

export async function saveTierChanges(
  sql: Sql,
  shopId: ShopId,
  states: readonly MemberState[],
  at: Instant,
): Promise<void> {
  const changes = states.flatMap(({ memberId, tierChanges }) =>
    tierChanges.map((change) => ({ memberId, ...change })),
  );
  if (changes.length === 0) return;
  await insertTierChanges(
    sql,
    shopId,
    changes.map(({ why, said, ...change }) => ({ ...change, cause: { why, ...said } })),
  );
  const retagged = changes.filter((change) => change.retag);
  await addEffects(
    sql,
    shopId,
    retagged.map(({ memberId }) => ({ kind: "change-tags" as const, subject: String(memberId) })),
    dateOf(at),
  );
  // The tier that everybody begins in is no news.
  const news = changes.filter(({ from, to }) => from !== to && from !== null);
  await addMemberEvents(
    sql,
    shopId,
    news.map(({ memberId, from, to, why, at: when }) => ({
      memberId,
      kind: "tier-changed",
      key: `${when}:${to ?? ""}`,
      data: { from, to, why },
      at: when,
    })),
  );
}
