/**
 * Releasing a claim (law 5), in two steps: asking for it, which kills the code at the store, and giving the points back once the store has said that the code
 * is dead (field lesson 9). An order that used the code meanwhile keeps it.
 */
import { recordAudit } from "../db/audit";
import { lockMembers } from "../db/members";
import { readOrders } from "../db/orders";
import { addEffects } from "../db/outbox";
import { type RedemptionRow, readRedemption } from "../db/redemptions";
import { survivorOf } from "../db/referral-codes";
import { saveRedemptions } from "../db/save-redemptions";
import { inTransaction, type Sql } from "../db/transaction";
import type { MemberId, RedemptionId, ShopId } from "../loyalty/brand";
import { forfeit } from "../loyalty/member-state";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { points } from "../loyalty/points";
import { isOpen, mayRelease, type Redemption, type ReleaseReason } from "../loyalty/redemptions";
import { restore } from "../loyalty/settle-redemption";
import { dateOf, type ServiceContext } from "./context";
import { openMembers, saveOpened } from "./open-members";
import { rewardOf } from "./redemption-reward";
import { tellStorefront } from "./sold-out";

export interface ReleaseRequest {
  readonly shopId: ShopId;
  readonly redemptionId: RedemptionId;
  /** Whose it must be; null when staff or a job asks. */
  readonly memberId: MemberId | null;
  readonly reason: ReleaseReason;
  readonly actor?: string;
}

/** Reads a redemption under its member's lock. */
async function lockRedemption(sql: Sql, shopId: ShopId, id: RedemptionId): Promise<RedemptionRow | null> {
  const found = await readRedemption(sql, shopId, id);
  if (!found) return null;
  await lockMembers(sql, shopId, [found.memberId]);
  return readRedemption(sql, shopId, id);
}

/** A claim stays with the member who made it; whoever they were merged into has it. */
async function isTheirs(
  sql: Sql,
  shopId: ShopId,
  { found, memberId }: { found: RedemptionRow; memberId: MemberId | null },
): Promise<boolean> {
  if (memberId === null || found.memberId === memberId) return true;
  return (await survivorOf(sql, shopId, found.memberId)) === memberId;
}

/** First step: marks the claim and asks for its code's death. Asking again changes nothing. */
export async function releaseRedemption(
  ctx: ServiceContext,
  request: ReleaseRequest,
): Promise<Outcome<Redemption>> {
  const { shopId } = request;
  const at = ctx.now();
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<Redemption>> => {
    const found = await lockRedemption(sql, shopId, request.redemptionId);
    if (!found || !(await isTheirs(sql, shopId, { found, memberId: request.memberId })))
      return declined("no-such-redemption");
    const allowed = mayRelease(found);
    if (!allowed.done || !isOpen(found) || found.releasing) return allowed;
    const releasing = { ...found, releasing: request.reason };
    await saveRedemptions(sql, shopId, [releasing], dateOf(at));
    await addEffects(sql, shopId, [{ kind: "kill-code", subject: found.redemptionId }], dateOf(at));
    if (request.actor) {
      const details = { redemption: found.redemptionId, points: found.points, reason: request.reason };
      await recordAudit(sql, shopId, {
        actor: request.actor,
        action: "redemption-released",
        subject: `member:${found.memberId}`,
        details,
        at,
      });
    }
    return done(releasing);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}

/** The claim cannot be taken back any more; it goes its way. */
export async function dropRelease(ctx: ServiceContext, shopId: ShopId, id: RedemptionId): Promise<void> {
  await inTransaction(ctx.db, async (sql) => {
    const found = await lockRedemption(sql, shopId, id);
    if (!found || !isOpen(found) || !found.releasing) return;
    await saveRedemptions(sql, shopId, [{ ...found, releasing: null }], dateOf(ctx.now()));
  });
}

/** Second step: the store has said that the code is dead. Open claims that were to be released get their points back. */
export async function codeIsDead(
  ctx: ServiceContext,
  dead: { shopId: ShopId; redemptionId: RedemptionId; used: boolean },
): Promise<void> {
  const { shopId } = dead;
  await inTransaction(ctx.db, async (sql) => {
    const found = await lockRedemption(sql, shopId, dead.redemptionId);
    if (!found) return;
    const at = ctx.now();
    if (isOpen(found) && found.releasing && !dead.used) {
      await giveBack(ctx, sql, { shopId, redemption: found, reason: found.releasing });
      return;
    }
    // Used, or about to be: the order's state decides what comes back, now that nobody can use the code again.
    await saveRedemptions(sql, shopId, [{ ...found, codeDead: true, releasing: null }], dateOf(at));
    if (found.usedBy && (await readOrders(sql, shopId, [found.usedBy])).size > 0) {
      await addEffects(sql, shopId, [{ kind: "settle-order", subject: found.usedBy }], dateOf(at));
    }
  });
}

async function giveBack(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, redemption, reason }: { shopId: ShopId; redemption: RedemptionRow; reason: ReleaseReason },
): Promise<void> {
  const at = ctx.now();
  const { memberId, redemptionId, debitSeqs } = redemption;
  const opened = await openMembers(sql, shopId, new Map([[memberId, { lots: true, debits: debitSeqs }]]));
  const state = opened.get(memberId);
  if (!state) throw new Error(`redemption ${redemptionId} belongs to no member`);
  const restored = restore(
    state,
    debitSeqs,
    (of, posting) => ({
      kind: "restore",
      source: `redemption:${redemptionId}:release:${posting}`,
      at,
      cause: { why: "redemption-released", redemptionId, release: reason, of },
    }),
    redemption.points,
  );
  // What comes back to somebody who has left is gone like the rest (leave-program.ts).
  const kept = restored.status === "left" ? forfeit(restored, at) : restored;
  const after = { ...kept, reserved: points(kept.reserved - redemption.points) };
  await saveOpened(sql, shopId, { opened, now: new Map([[memberId, after]]), at });
  await saveRedemptions(sql, shopId, [{ ...redemption, state: "released", codeDead: true }], dateOf(at));
  const reward = await rewardOf(ctx, sql, { shopId, redemption });
  if (reward?.stock !== null) await addEffects(sql, shopId, [tellStorefront], dateOf(at));
}
