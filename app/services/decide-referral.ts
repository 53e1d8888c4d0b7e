/** A person decides on a referral that looked suspicious: with a reason, in the audit trail (law 7, field lesson 23). */
import { recordAudit } from "../db/audit";
import { saveReferral } from "../db/referral-rows";
import { lockReferral } from "../db/referrals";
import { inTransaction } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { decide, type ReferralState, type Verdict } from "../loyalty/referral-state";
import type { ServiceContext } from "./context";

export interface DecideRequest {
  readonly shopId: ShopId;
  readonly referralId: number;
  readonly verdict: Verdict;
  /** In the staff member's words. */
  readonly reason: string;
  readonly actor: string;
}

const longestReason = 500;

export async function decideReferral(
  ctx: ServiceContext,
  request: DecideRequest,
): Promise<Outcome<ReferralState>> {
  const { shopId, referralId, verdict, actor } = request;
  const reason = request.reason.trim().slice(0, longestReason);
  if (reason === "") return declined("reason-missing");
  return inTransaction(ctx.db, async (sql): Promise<Outcome<ReferralState>> => {
    const row = await lockReferral(sql, shopId, referralId);
    if (!row) return declined("no-such-referral");
    const decided = decide(row, verdict, actor);
    if (!decided.done) return decided;
    const at = ctx.now();
    const settledAt = decided.value.state === "rejected" ? at : null;
    await saveReferral(sql, shopId, { ...row, ...decided.value, settledAt });
    await recordAudit(sql, shopId, {
      actor,
      action: "referral-decided",
      subject: `referral:${referralId}`,
      details: { verdict, reason, score: row.score, advocate: row.advocateId },
      at,
    });
    return done(decided.value.state);
  });
}
