/** What surrounds a batch of actions, read under the members' locks: who they are now, what was told before, how often each rule has given. */
import { type ActionRow, readKnownActions, readRewarded } from "../db/actions";
import { readMemberFacts } from "../db/member-facts";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { type ActionRule, limitOf, rulesFor } from "../loyalty/actions";
import { type Instant, instant, type MemberId } from "../loyalty/brand";
import { periodOf } from "../loyalty/calendar-periods";
import type { Channel } from "../loyalty/conditions";
import type { ActionKind } from "../loyalty/earning-rules/action";
import type { MemberState } from "../loyalty/member-state";
import type { Terms } from "../loyalty/program";
import { segmentsOf } from "../loyalty/segments";
import type { ServiceContext } from "./context";
import { withGains } from "./member-gains";
import { type OpenMembers, openMembers } from "./open-members";

export interface NewAction {
  readonly memberId: MemberId;
  readonly kind: ActionKind;
  /** For kind `event`: the name it comes under. */
  readonly event?: string;
  /** Unique for the member and the rule. */
  readonly key: string;
  /** When it happened. */
  readonly at: Instant;
  readonly channel: Channel;
  /** Under this rule only, where its arguments decided that it happened at all (a birthday). */
  readonly ruleId?: string;
  /** For kind `code`: what its batch says. */
  readonly codePoints?: number;
}

export interface ActionWork {
  readonly shop: ShopRow;
  readonly terms: Terms;
  readonly now: Instant;
  /** Moves as actions are posted. */
  readonly book: Map<MemberId, MemberState>;
  readonly segments: ReadonlyMap<MemberId, readonly string[]>;
  /** By `actionId`; grows. */
  readonly known: Map<string, ActionRow>;
  /** When a rule gave a member points, by `ruleKey`; grows. */
  readonly rewarded: Map<string, Instant[]>;
}

export const ruleKey = (memberId: MemberId, ruleId: string): string => `${memberId}:${ruleId}`;

async function readSegments(
  sql: Sql,
  { shop, terms, now }: Pick<ActionWork, "shop" | "terms" | "now">,
  { rules, members }: { rules: readonly ActionRule[]; members: readonly MemberId[] },
): Promise<Map<MemberId, readonly string[]>> {
  if (rules.every((rule) => rule.conditions.segmentIds.length === 0)) return new Map();
  const facts = await readMemberFacts(sql, shop.shopId, members);
  return new Map([...facts].map(([id, one]) => [id, segmentsOf(terms.segments, one, now)]));
}

async function readRewardedBy(
  sql: Sql,
  shop: ShopRow,
  { rules, actions }: { rules: readonly ActionRule[]; actions: readonly NewAction[] },
): Promise<Map<string, Instant[]>> {
  const starts = rules.flatMap((rule) =>
    actions.map((action) => periodOf(limitOf(rule).per, action.at, shop.timeZone).from),
  );
  const rows = await readRewarded(sql, shop.shopId, {
    members: [...new Set(actions.map((action) => action.memberId))],
    ruleIds: rules.map((rule) => rule.id),
    since: instant(starts.reduce((least, start) => Math.min(least, start), Number.MAX_SAFE_INTEGER)),
  });
  const rewarded = new Map<string, Instant[]>();
  for (const { memberId, ruleId, at } of rows) {
    const list = rewarded.get(ruleKey(memberId, ruleId));
    if (list) list.push(at);
    else rewarded.set(ruleKey(memberId, ruleId), [at]);
  }
  return rewarded;
}

export function rulesOf(terms: Terms, { kind, event, ruleId }: NewAction): ActionRule[] {
  const rules = rulesFor(terms.earningRules, kind, event);
  return ruleId === undefined ? rules : rules.filter((rule) => rule.id === ruleId);
}

/** Locks the members and reads everything their actions are judged by. */
export async function openActions(
  ctx: ServiceContext,
  sql: Sql,
  { shop, actions }: { shop: ShopRow; actions: readonly NewAction[] },
): Promise<{ opened: OpenMembers; work: ActionWork }> {
  const terms = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  const falls = actions.flatMap((action) => rulesOf(terms, action).map((rule) => ({ action, rule })));
  const members = [...new Set(actions.map((action) => action.memberId))];
  const frame = { shop, terms, now: ctx.now() };
  const needs = new Map(members.map((id) => [id, {}]));
  const loaded = await openMembers(sql, shop.shopId, needs);
  // Their tier is looked at again after each action: windows ask for what was gathered lately.
  const opened = await withGains(sql, { shop, terms, at: frame.now }, loaded);
  const rules = [...new Set(falls.map(({ rule }) => rule))];
  const told = falls.map(({ action, rule }) => ({
    memberId: action.memberId,
    ruleId: rule.id,
    key: action.key,
  }));
  const work: ActionWork = {
    ...frame,
    book: new Map(opened),
    segments: await readSegments(sql, frame, { rules, members }),
    known: await readKnownActions(sql, shop.shopId, told),
    rewarded: await readRewardedBy(sql, shop, { rules, actions: falls.map(({ action }) => action) }),
  };
  return { opened, work };
}
