/**
 * Leaving: open claims end, what is left of the points is gone (said before), every consent is withdrawn. The profile stays until it is erased, so that whoever comes
 * back is known.
 */
import { recordAudit } from "../db/audit";
import { presentConsents } from "../db/consents";
import { findShop } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import type { Locale } from "../i18n";
import type { MemberId, ShopId } from "../loyalty/brand";
import { forfeit } from "../loyalty/member-state";
import { declined, done, type Outcome } from "../loyalty/outcome";
import type { ServiceContext } from "./context";
import { endOpenClaims } from "./end-claims";
import { openMembers, saveOpened } from "./open-members";
import { consentHistory, recordConsent } from "./record-consent";

export interface LeaveRequest {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  readonly locale: Locale;
  readonly source: string;
  /** `member`, or who of the staff leaves on their behalf. */
  readonly actor: string;
}

async function withdrawAll(ctx: ServiceContext, sql: Sql, request: LeaveRequest): Promise<void> {
  const { shopId, memberId, locale, source } = request;
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const purposes = [...presentConsents(await consentHistory(sql, shopId, memberId)).keys()];
  await recordConsent(ctx, sql, { shopId, memberId, terms, purposes, granted: false, locale, source });
}

/** Leaving again is leaving once. Declines `no-such-member`, and `member-closed` for whom there is nothing left to leave. */
export async function leaveProgram(ctx: ServiceContext, request: LeaveRequest): Promise<Outcome<MemberId>> {
  const { shopId, memberId, actor } = request;
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<MemberId>> => {
    const opened = await openMembers(sql, shopId, new Map([[memberId, { lots: true }]]));
    const state = opened.get(memberId);
    if (!state) return declined("no-such-member");
    if (state.status === "left") return done(memberId);
    if (state.status === "closed" || state.status === "merged") return declined("member-closed");
    const at = ctx.now();
    const after = { ...forfeit(state, at), status: "left" as const };
    await saveOpened(sql, shopId, { opened, now: new Map([[memberId, after]]), at });
    await endOpenClaims(sql, shopId, { memberId, reason: "member-left", at });
    await withdrawAll(ctx, sql, request);
    await recordAudit(sql, shopId, {
      actor,
      action: "member-left",
      subject: `member:${memberId}`,
      details: { points: state.account.balance - after.account.balance },
      at,
    });
    return done(memberId);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
