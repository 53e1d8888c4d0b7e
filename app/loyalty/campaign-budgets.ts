/** What campaigns have given so far, and what they may still give. Reconciling moves it as it moves the book; services lock it and save it. */
import type { AppliedCampaign } from "./award";
import type { Allowance } from "./campaign-grants";
import type { Campaign } from "./campaigns";
import type { Terms } from "./program";

/** Points given so far, by campaign. Every campaign with a budget that an order at hand can meet must be in it. */
export type Spendings = Map<string, number>;

type Granted = Pick<AppliedCampaign, "campaignId" | "points" | "wanted">;

/** The tighter of the budget an award's own terms gave and the one in force. */
function budgetOf(campaign: Campaign, termsNow: Terms): number | null {
  const now = termsNow.campaigns.find((one) => one.id === campaign.id)?.budgetPoints ?? null;
  const then = campaign.budgetPoints;
  return then === null || now === null ? (then ?? now) : Math.min(then, now);
}

/**
 * What one order may be given: what it had, and, when it wants more than before, of what is left. An order that wants no more than before gets no more, so that it does not
 * change because another one was returned.
 */
export function allowanceFrom(
  spendings: Spendings,
  { before, termsNow }: { readonly before: readonly Granted[]; readonly termsNow: Terms },
): Allowance {
  return (campaign, wanted) => {
    const budget = budgetOf(campaign, termsNow);
    if (budget === null) return null;
    const spent = spendings.get(campaign.id);
    if (spent === undefined) throw new Error(`what campaign ${campaign.id} has spent was not read`);
    const had = before.find((one) => one.campaignId === campaign.id);
    if (had && wanted <= had.wanted) return had.points;
    return (had?.points ?? 0) + Math.max(0, budget - spent);
  };
}

/** Books what an order's award gives now in place of what it gave before. */
export function spend(
  spendings: Spendings,
  { before, after }: { readonly before: readonly Granted[]; readonly after: readonly Granted[] },
): void {
  const add = (id: string, points: number) => spendings.set(id, (spendings.get(id) ?? 0) + points);
  for (const { campaignId, points } of before) add(campaignId, -points);
  for (const { campaignId, points } of after) add(campaignId, points);
}

/**
 * The campaigns with a budget that an order placed in this time may meet, under any of these terms: the ones in force and those of awards at hand, which may know the
 * same campaign with another budget or none.
 */
export function budgetedCampaigns(
  all: readonly Terms[],
  { from, until }: { readonly from: number; readonly until: number },
): string[] {
  const campaigns = all.flatMap((terms) => terms.campaigns);
  const budgeted = new Set(campaigns.filter((one) => one.budgetPoints !== null).map((one) => one.id));
  const met = campaigns.filter(
    (one) => one.active && one.from <= until && (one.until === null || one.until > from),
  );
  return [...new Set(met.map((one) => one.id))].filter((id) => budgeted.has(id));
}
