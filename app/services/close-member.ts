/** Closes a member: no more earning or spending. The ledger stays; open claims are released. */

import { addEffects } from "../db/outbox";
import { readOpenRedemptions } from "../db/redemptions";
import { saveRedemptions } from "../db/save-redemptions";
import type { Sql } from "../db/transaction";
import type { MemberId, ShopId } from "../loyalty/brand";
import { dateOf, type ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";

export async function closeMember(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, memberId }: { shopId: ShopId; memberId: MemberId },
): Promise<void> {
  const opened = await openMembers(sql, shopId, new Map([[memberId, {}]]));
  const state = opened.get(memberId);
  if (state?.status !== "active") return;
  const at = ctx.now();
  await saveOpened(sql, shopId, { opened, now: new Map([[memberId, { ...state, status: "closed" }]]), at });
  const open = await readOpenRedemptions(sql, shopId, memberId);
  await saveRedemptions(
    sql,
    shopId,
    open.map((one) => ({ ...one, releasing: "member-closed" as const })),
    dateOf(at),
  );
  await addEffects(
    sql,
    shopId,
    open.map((one) => ({ kind: "kill-code" as const, subject: one.redemptionId })),
    dateOf(at),
  );
}
