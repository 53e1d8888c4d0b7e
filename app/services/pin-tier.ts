/** Staff hold a member in a tier, for a time or for ever, and let them go again. The reason stands in the member's history and in the audit trail (law 7). */
import { recordAudit } from "../db/audit";
import { findShop } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import type { Instant, MemberId, ShopId } from "../loyalty/brand";
import type { MemberState, PostedTierChange } from "../loyalty/member-state";
import { withTier } from "../loyalty/member-tier";
import { mayTakePart } from "../loyalty/membership-standing";
import { declined, done, type Outcome } from "../loyalty/outcome";
import type { Terms } from "../loyalty/program";
import type { ServiceContext } from "./context";
import { withGains } from "./member-gains";
import { openMembers, saveOpened } from "./open-members";

/** Why staff pin; the translation key is `pin.reason.<reason>`. */
export const pinReasons = ["goodwill", "agreement", "partner", "staff", "mistake", "other"] as const;
export type PinReason = (typeof pinReasons)[number];

interface PinFrame {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  readonly reason: PinReason;
  readonly actor: string;
}

export interface PinRequest extends PinFrame {
  readonly tierId: string;
  /** null: until somebody lets go. */
  readonly until: Instant | null;
}

interface Opened {
  readonly state: MemberState;
  readonly terms: Terms;
  readonly moment: { readonly at: Instant; readonly timeZone: string };
  readonly save: (next: MemberState) => Promise<void>;
}

async function openOne(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, memberId }: PinFrame,
): Promise<Outcome<Opened>> {
  const shop = await findShop(sql, shopId);
  if (!shop) return declined("no-such-member");
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const at = ctx.now();
  const loaded = await openMembers(sql, shopId, new Map([[memberId, {}]]));
  const opened = await withGains(sql, { shop, terms, at }, loaded);
  const state = opened.get(memberId);
  if (!state) return declined("no-such-member");
  const membership = mayTakePart(state, at);
  if (!membership.done) return membership;
  const save = (next: MemberState) =>
    saveOpened(sql, shopId, { opened, now: new Map([[memberId, next]]), at });
  return done({ state, terms, moment: { at, timeZone: shop.timeZone }, save });
}

/** The change as history tells it: what staff say stands with it, also when the tier is the one that was held before. */
function told(before: MemberState, after: MemberState, change: PostedTierChange): MemberState {
  const known = after.tierChanges.at(-1);
  return { ...after, tierChanges: [...before.tierChanges, { ...change, retag: known?.retag ?? false }] };
}

export async function pinTier(ctx: ServiceContext, request: PinRequest): Promise<Outcome<string>> {
  const { shopId, memberId, tierId, until, reason, actor } = request;
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<string>> => {
    const opened = await openOne(ctx, sql, request);
    if (!opened.done) return opened;
    const { state, terms, moment, save } = opened.value;
    if (!terms.tiers.levels.some((level) => level.id === tierId)) return declined("no-such-tier");
    if (until !== null && until <= moment.at) return declined("bad-request", { path: "until" });
    const pinned = { ...state, standing: { ...state.standing, pin: { tierId, until } } };
    const change = { from: state.standing.tierId, to: tierId, at: moment.at, why: "pinned" as const };
    const said = { actor, reason, until };
    await save(told(state, withTier(pinned, terms, moment), { ...change, retag: false, said }));
    const details = { tierId, reason, until };
    await recordAudit(sql, shopId, {
      actor,
      action: "tier-pinned",
      subject: `member:${memberId}`,
      details,
      at: moment.at,
    });
    return done(tierId);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}

/** Lets the member go to the tier they qualify for. @returns that tier; letting go of nothing is done. */
export async function unpinTier(ctx: ServiceContext, request: PinFrame): Promise<Outcome<string | null>> {
  const { shopId, memberId, reason, actor } = request;
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<string | null>> => {
    const opened = await openOne(ctx, sql, request);
    if (!opened.done) return opened;
    const { state, terms, moment, save } = opened.value;
    const { pin, tierId } = state.standing;
    if (!pin) return done(tierId);
    const ending = { ...state, standing: { ...state.standing, pin: { ...pin, until: moment.at } } };
    const after = withTier(ending, terms, moment);
    const to = after.standing.tierId;
    const change = { from: tierId, to, at: moment.at, why: "pin-ended" as const };
    await save(told(state, after, { ...change, retag: false, said: { actor, reason } }));
    await recordAudit(sql, shopId, {
      actor,
      action: "tier-unpinned",
      subject: `member:${memberId}`,
      details: { tierId: pin.tierId, reason },
      at: moment.at,
    });
    return done(to);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
