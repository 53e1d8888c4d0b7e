/** What each earning rule gives one order: evaluated once on the sum of its matching lines, then shared out to them (law 9). */
import { candidatesOf, type Entry } from "./compiled-terms";
import { earningRuleDefinitions, evaluateRule, type OrderRule } from "./earning-rules/definition";
import { type ConditionMiss, type Missed, matchConditions, missed } from "./matching";
import { type PreparedOrder, sumOf } from "./prepared-order";
import { addShares, proportion, shareOut } from "./rounding";

export interface RuleGrant {
  readonly matched: true;
  readonly rule: OrderRule;
  readonly lines: readonly number[];
  readonly eligible: number;
  readonly points: number;
  /** What the points are shared out by, line by line. */
  readonly by: "eligible" | "units";
}

export type RuleMiss = ConditionMiss | "inactive" | "too-little";

/** One rule's verdict on one order. The engine asks the rules that may match, an explanation asks them all. */
export function judgeRule(entry: Entry<OrderRule>, prepared: PreparedOrder): RuleGrant | Missed<RuleMiss> {
  const { item: rule, conditions } = entry;
  if (!rule.active) return missed("inactive");
  const match = matchConditions(conditions, prepared);
  if (!match.matched) return match;
  const { lines, eligible } = match;
  const units = sumOf(prepared, lines, "units");
  const given = evaluateRule(rule, { eligible, units }, prepared.factors.multiplierBp);
  if (given === 0) return missed("too-little", { eligible });
  return { matched: true, rule, lines, eligible, points: given, by: earningRuleDefinitions[rule.kind].by };
}

export function grantsOf(prepared: PreparedOrder): RuleGrant[] {
  const grants: RuleGrant[] = [];
  for (const entry of candidatesOf(prepared.compiled.rules, prepared.traits)) {
    const verdict = judgeRule(entry, prepared);
    if (verdict.matched) grants.push(verdict);
  }
  return grants;
}

/** Adds a whole, shared out to some lines by their weights, to the lines' sums. */
export function shareToLines(
  sums: number[],
  whole: number,
  { lines, weights }: { readonly lines: readonly number[]; readonly weights: readonly number[] },
): void {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) {
    sums[only] = (sums[only] ?? 0) + whole;
    return;
  }
  if (lines.length === weights.length) {
    addShares(sums, whole, weights);
    return;
  }
  const parts = shareOut(
    whole,
    lines.map((line) => weights[line] ?? 0),
  );
  for (const [place, line] of lines.entries()) sums[line] = (sums[line] ?? 0) + (parts[place] ?? 0);
}

/**
 * What the rules gave to some of the lines: of each rule the share of those lines, rounded down once. It is taken from sums and not from the lines' own points, so that
 * splitting a line changes nothing.
 */
export function givenTo(
  lines: readonly number[],
  grants: readonly RuleGrant[],
  prepared: PreparedOrder,
): number {
  if (lines.length === prepared.every.length) return grants.reduce((sum, grant) => sum + grant.points, 0);
  const chosen = new Set(lines);
  let sum = 0;
  for (const grant of grants) {
    const both = grant.lines.filter((line) => chosen.has(line));
    const of = sumOf(prepared, grant.lines, grant.by);
    if (of > 0) sum += proportion(grant.points, sumOf(prepared, both, grant.by), of);
  }
  return sum;
}
