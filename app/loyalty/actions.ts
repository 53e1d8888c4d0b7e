/**
 * Points for what is no order: sign-up, birthday, review, survey, visit, code, any event. Pure: who did what how often is given, and the answer is the points or
 * the reason why there are none (law 7). One action earns once for its key, and no oftener than the rule's limit allows.
 */
import type { Instant } from "./brand";
import { isWithin, periodOf } from "./calendar-periods";
import type { Channel, Conditions } from "./conditions";
import type { ActionKind, Limit } from "./earning-rules/action";
import { type ActionRule, type EarningRule, isOrderRule } from "./earning-rules/definition";
import { declined, done, type Outcome } from "./outcome";
import { type Points, points } from "./points";

export type { ActionRule } from "./earning-rules/definition";
export const isActionRule = (rule: EarningRule): rule is ActionRule => !isOrderRule(rule);

/** Once for ever, and once a calendar year: what has no limit of its own to choose. */
const once: Limit = { times: 1, per: "lifetime" };
const yearly: Limit = { times: 1, per: "year" };

export function limitOf(rule: ActionRule): Limit {
  if (rule.kind === "sign-up") return once;
  if (rule.kind === "birthday") return yearly;
  return rule.arguments.limit;
}

const timesInAYear = { day: 365, week: 53, month: 12, year: 1, lifetime: 1 } as const;

/** The most one member can earn by a rule within twelve months; null where the codes' batches decide. */
export function mostInAYear(rule: ActionRule): number | null {
  if (rule.kind === "code") return null;
  const { times, per } = limitOf(rule);
  return rule.arguments.points * times * timesInAYear[per];
}

export interface ActionFacts {
  /** When it happened: the period that counts is the one of this moment. */
  readonly at: Instant;
  readonly timeZone: string;
  /** When this rule gave this member points before; at least those of the period at hand. */
  readonly earlier: readonly Instant[];
  readonly tierId: string | null;
  readonly segmentIds: readonly string[];
  readonly channel: Channel;
  /** What the code's batch says. Needed for a `code` rule only. */
  readonly codePoints?: number;
}

/** What of a rule's conditions an action can meet; products, money and minima are of orders. */
function isFor({ channels, tierIds, segmentIds }: Conditions, facts: ActionFacts): boolean {
  const any = <Item>(wanted: readonly Item[], holds: (item: Item) => boolean) =>
    wanted.length === 0 || wanted.some(holds);
  return (
    any(channels, (channel) => channel === facts.channel) &&
    any(tierIds, (tierId) => tierId === facts.tierId) &&
    any(segmentIds, (segmentId) => facts.segmentIds.includes(segmentId))
  );
}

/** The points of one action that was not told before. Declines `no-such-rule`, `action-not-for-member`, `action-limit`. */
export function awardAction(rule: ActionRule, facts: ActionFacts): Outcome<Points> {
  if (!rule.active) return declined("no-such-rule");
  if (!isFor(rule.conditions, facts)) return declined("action-not-for-member");
  const limit = limitOf(rule);
  const period = periodOf(limit.per, facts.at, facts.timeZone);
  const used = facts.earlier.filter((at) => isWithin(period, at)).length;
  if (used >= limit.times) return declined("action-limit", { times: limit.times });
  const worth = rule.kind === "code" ? facts.codePoints : rule.arguments.points;
  if (worth === undefined || worth <= 0) return declined("no-such-rule");
  return done(points(worth));
}

/** Which rules an action falls under: all of its kind, and for an API's event all that name it. */
export function rulesFor(rules: readonly EarningRule[], kind: ActionKind, event?: string): ActionRule[] {
  return rules
    .filter(isActionRule)
    .filter(
      (rule) =>
        rule.active && rule.kind === kind && (rule.kind !== "event" || rule.arguments.event === event),
    );
}
