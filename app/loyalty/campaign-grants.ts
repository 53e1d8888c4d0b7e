/**
 * What campaigns add to what the rules gave one order. They are taken in descending priority; each sees what the rules gave, never what another campaign
 * added; an `alone` campaign is taken only when it is the first to apply, and then nothing else is. A budget is never exceeded.
 */
import type { Campaign } from "./campaigns";
import { candidatesOf, type Entry } from "./compiled-terms";
import { type ConditionMiss, type Missed, matchConditions, missed } from "./matching";
import type { PreparedOrder } from "./prepared-order";
import { proportion } from "./rounding";
import { givenTo, type RuleGrant } from "./rule-grants";

export interface CampaignGrant {
  readonly matched: true;
  readonly campaign: Campaign;
  readonly lines: readonly number[];
  readonly eligible: number;
  /** What the rules gave to its lines. */
  readonly base: number;
  /** What it would give with a budget without end. */
  readonly wanted: number;
  readonly points: number;
}

export type CampaignMiss =
  | ConditionMiss
  | "inactive"
  | "not-yet"
  | "over"
  | "nothing-to-multiply"
  | "alone-not-first"
  | "closed-by-alone"
  | "budget-spent";

/** How many of the points it wants to give this order a campaign may give, what it gave before included; null for any. */
export type Allowance = (campaign: Campaign, wanted: number) => number | null;
export const anyAmount: Allowance = () => null;

const plainBp = 10_000;

function wantedBy({ effect }: Campaign, base: number): number {
  if (effect.kind === "bonus") return effect.points;
  return proportion(base, effect.multiplierBp - plainBp, plainBp);
}

/** What it would give with nobody before it and a budget without end. */
function judgeAlone(
  { item: campaign, conditions }: Entry<Campaign>,
  prepared: PreparedOrder,
  grants: readonly RuleGrant[],
): CampaignGrant | Missed<CampaignMiss> {
  const { placedAt } = prepared.order;
  if (!campaign.active) return missed("inactive");
  if (placedAt < campaign.from) return missed("not-yet");
  if (campaign.until !== null && placedAt >= campaign.until) return missed("over");
  const match = matchConditions(conditions, prepared);
  if (!match.matched) return match;
  const { lines, eligible } = match;
  const base = givenTo(lines, grants, prepared);
  const wanted = wantedBy(campaign, base);
  return wanted > 0
    ? { matched: true, campaign, lines, eligible, base, wanted, points: wanted }
    : missed("nothing-to-multiply");
}

export interface CampaignVerdict {
  readonly campaign: Campaign;
  readonly verdict: CampaignGrant | Missed<CampaignMiss>;
}

interface Round {
  readonly prepared: PreparedOrder;
  readonly grants: readonly RuleGrant[];
  readonly allowance: Allowance;
}

function judge(
  entry: Entry<Campaign>,
  { prepared, grants, allowance }: Round,
  before: { readonly applied: number; readonly closed: boolean },
): CampaignGrant | Missed<CampaignMiss> {
  const wanting = judgeAlone(entry, prepared, grants);
  if (!wanting.matched) return wanting;
  if (before.closed) return missed("closed-by-alone");
  if (entry.item.stacking === "alone" && before.applied > 0) return missed("alone-not-first");
  const { wanted } = wanting;
  const granted = Math.min(wanted, allowance(entry.item, wanted) ?? wanted);
  if (granted === wanted) return wanting;
  return granted > 0 ? { ...wanting, points: granted } : missed("budget-spent", { wanted });
}

/** The verdicts of these campaigns, in their order; a campaign whose budget is spent neither counts nor closes the list. */
export function judgeCampaigns(entries: readonly Entry<Campaign>[], round: Round): CampaignVerdict[] {
  let applied = 0;
  let closed = false;
  return entries.map((entry) => {
    const verdict = judge(entry, round, { applied, closed });
    if (verdict.matched) {
      applied += 1;
      closed = entry.item.stacking === "alone";
    }
    return { campaign: entry.item, verdict };
  });
}

export interface CampaignGrants {
  readonly granted: readonly CampaignGrant[];
  /** Campaigns that wanted to give and had nothing left. Kept with the award, so that it does not change when points come back to the budget. */
  readonly refused: readonly { readonly campaign: Campaign; readonly wanted: number }[];
}

export function campaignGrantsOf(round: Round): CampaignGrants {
  const { prepared } = round;
  const entries = candidatesOf(prepared.compiled.campaigns, prepared.traits);
  const granted: CampaignGrant[] = [];
  const refused: { readonly campaign: Campaign; readonly wanted: number }[] = [];
  for (const { campaign, verdict } of judgeCampaigns(entries, round)) {
    if (verdict.matched) granted.push(verdict);
    else if (verdict.reason === "budget-spent")
      refused.push({ campaign, wanted: verdict.details.wanted ?? 0 });
  }
  return { granted, refused };
}
