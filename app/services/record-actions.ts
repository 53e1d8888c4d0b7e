/**
 * Records what members did that is no order and posts what their rules give for it, a set at a time, under the members' locks. The same action told twice is one action;
 * a refusal is kept with its reason (law 7), and stays one, but for a code: that is not used up by a refusal and may be tried again.
 */
import { type ActionRow, actionId, saveActions } from "../db/actions";
import { addMemberEvents } from "../db/member-events";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { type ActionRule, awardAction } from "../loyalty/actions";
import type { Instant, ShopId } from "../loyalty/brand";
import { creditDates } from "../loyalty/lot-dates";
import { type MemberState, mustPost } from "../loyalty/member-state";
import { gather, withTier } from "../loyalty/member-tier";
import { mayTakePart } from "../loyalty/membership-standing";
import { type DeclineReason, declined, done, type Outcome } from "../loyalty/outcome";
import type { Points } from "../loyalty/points";
import { nothingGathered } from "../loyalty/tiers";
import { type NewAction, openActions, ruleKey, rulesOf, type ActionWork as Work } from "./action-batch";
import type { ServiceContext } from "./context";
import { saveOpened } from "./open-members";

export type { NewAction } from "./action-batch";

export interface Recorded {
  readonly points: number;
  /** Nothing happened now: it was recorded before. */
  readonly known: boolean;
}

/** What one rule made of one action. */
interface Judged {
  readonly row: ActionRow;
  readonly known: boolean;
}

function postAction(
  work: Work,
  state: MemberState,
  given: { action: NewAction; rule: ActionRule; points: Points },
) {
  const { shop, terms, now } = work;
  const { action, rule, points } = given;
  const credited = mustPost(state, {
    kind: "earn",
    points,
    source: `action:${rule.id}:${action.memberId}:${action.key}`,
    at: now,
    happenedAt: action.at,
    cause: { why: "action", ruleId: rule.id, termsVersion: shop.termsVersion, action: action.kind },
    lot: creditDates(terms, action.at, shop.timeZone),
  });
  const gain = {
    key: `action:${rule.id}:${action.key}`,
    at: action.at,
    counts: { ...nothingGathered, engagement: 1 },
  };
  const after = withTier(gather(credited, { gain }), terms, { at: now, timeZone: shop.timeZone });
  work.book.set(action.memberId, after);
  return after.account.lastSeq;
}

function remember(work: Work, row: ActionRow): Judged {
  work.known.set(actionId(row), row);
  return { row, known: false };
}

function judge(
  work: Work,
  state: MemberState,
  { action, rule }: { action: NewAction; rule: ActionRule },
): Judged {
  const { memberId, key, kind, at } = action;
  const told = { memberId, ruleId: rule.id, kind, key, at };
  const before = work.known.get(actionId(told));
  if (before && (before.declined === null || kind !== "code")) return { row: before, known: true };
  const earlier = work.rewarded.get(ruleKey(memberId, rule.id)) ?? [];
  const outcome = awardAction(rule, {
    at,
    timeZone: work.shop.timeZone,
    earlier,
    tierId: state.standing.tierId,
    segmentIds: work.segments.get(memberId) ?? [],
    channel: action.channel,
    ...(action.codePoints === undefined ? {} : { codePoints: action.codePoints }),
  });
  if (!outcome.done) return remember(work, { ...told, points: 0, seq: null, declined: outcome.reason });
  const seq = postAction(work, state, { action, rule, points: outcome.value });
  work.rewarded.set(ruleKey(memberId, rule.id), [...earlier, at]);
  return remember(work, { ...told, points: outcome.value, seq, declined: null });
}

function whyNot(state: MemberState | undefined, at: Instant): DeclineReason | null {
  if (!state) return "not-a-member";
  const member = mayTakePart(state, at);
  return member.done ? null : member.reason;
}

/** One action under all rules it falls under: done when any of them gave points for it, now or before. */
function record(work: Work, action: NewAction, rows: Judged[]): Outcome<Recorded> {
  const refusal = whyNot(work.book.get(action.memberId), work.now);
  if (refusal) return declined(refusal);
  const rules = rulesOf(work.terms, action);
  const judged: Judged[] = [];
  for (const rule of rules) {
    // Read anew for each rule: the one before may have posted.
    const state = work.book.get(action.memberId);
    if (!state) throw new Error(`member ${action.memberId} was not opened`);
    const one = judge(work, state, { action, rule });
    judged.push(one);
    // A code is worth what its batch says, once, however many rules let codes in.
    if (action.kind === "code" && one.row.declined === null) break;
  }
  rows.push(...judged.filter((one) => !one.known));
  const given = judged.filter((one) => one.row.declined === null);
  if (given.length === 0) return declined(judged[0]?.row.declined ?? "no-such-rule");
  const sum = given.reduce((total, one) => total + one.row.points, 0);
  return done({ points: sum, known: given.every((one) => one.known) });
}

const toldOf = (row: ActionRow) => ({
  memberId: row.memberId,
  kind: "points-earned",
  key: `action:${row.ruleId}:${row.key}`,
  data: { points: row.points, action: row.kind, ruleId: row.ruleId, seq: row.seq },
  at: row.at,
});

export interface ActionBatch {
  /** As read in this transaction. */
  readonly shop: ShopRow;
  readonly actions: readonly NewAction[];
}

/** @returns the outcome of each action, in their order. Inside the caller's transaction. */
export async function recordActions(
  ctx: ServiceContext,
  sql: Sql,
  { shop, actions }: ActionBatch,
): Promise<Outcome<Recorded>[]> {
  const { opened, work } = await openActions(ctx, sql, { shop, actions });
  const judged: Judged[] = [];
  const outcomes = actions.map((action) => record(work, action, judged));
  await saveOpened(sql, shop.shopId, { opened, now: work.book, at: work.now });
  const rows = judged.map((one) => one.row);
  await saveActions(sql, shop.shopId, rows);
  await addMemberEvents(sql, shop.shopId, rows.filter((row) => row.declined === null).map(toldOf));
  return outcomes;
}

/** One action in a transaction of its own. */
export async function recordAction(
  ctx: ServiceContext,
  shopId: ShopId,
  action: NewAction,
): Promise<Outcome<Recorded>> {
  const outcome = await inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    if (!shop) return declined("no-such-member");
    const [only] = await recordActions(ctx, sql, { shop, actions: [action] });
    if (!only) throw new Error("an action was not answered");
    return only;
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
