/** Closes a member: no more earning or spending. The ledger stays; open claims are released. */
import type { Sql } from "../db/transaction";
import type { MemberId, ShopId } from "../loyalty/brand";
import type { ServiceContext } from "./context";
import { endOpenClaims } from "./end-claims";
import { openMembers, saveOpened } from "./open-members";

export async function closeMember(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, memberId }: { shopId: ShopId; memberId: MemberId },
): Promise<void> {
  const opened = await openMembers(sql, shopId, new Map([[memberId, {}]]));
  const state = opened.get(memberId);
  if (!state || state.status === "closed" || state.status === "merged") return;
  const at = ctx.now();
  await saveOpened(sql, shopId, { opened, now: new Map([[memberId, { ...state, status: "closed" }]]), at });
  await endOpenClaims(sql, shopId, { memberId, reason: "member-closed", at });
}
