/** How an order's award was computed, as the page folds it away beside the entry. */
import type { AwardBreakdown } from "../../db/read/award-breakdowns";
import type { Terms } from "../../loyalty/program";
import type { Staff } from "../app/staff.server";

export interface BreakdownView
  extends Pick<AwardBreakdown, "orderName" | "points" | "eligible" | "termsVersion" | "multiplierBp"> {
  readonly tier: string | null;
  readonly lines: readonly {
    readonly title: string;
    readonly eligible: number;
    readonly points: number;
    readonly excluded: string | null;
  }[];
  readonly rules: readonly {
    readonly id: string;
    readonly name: string;
    readonly eligible: number;
    readonly points: number;
  }[];
  readonly campaigns: readonly {
    readonly id: string;
    readonly name: string;
    readonly points: number;
    readonly wanted: number;
  }[];
  readonly orderId: string;
  readonly none: string | null;
}

export function breakdownView(
  award: AwardBreakdown,
  terms: Terms | undefined,
  { translator }: Staff,
): BreakdownView {
  const tier = terms?.tiers.levels.find((level) => level.id === award.tierId);
  const ruleName = (id: string) => terms?.earningRules.find((rule) => rule.id === id)?.name;
  return {
    orderName: award.orderName,
    points: award.points,
    eligible: award.eligible,
    termsVersion: award.termsVersion,
    multiplierBp: award.multiplierBp,
    tier: tier ? translator.text(tier.name) : null,
    none: award.none && translator.t(`award.none.${award.none}`),
    lines: award.lines.map((line) => ({
      ...line,
      excluded: line.excluded && translator.t(`award.line.${line.excluded}`),
    })),
    rules: award.rules.map(({ ruleId, eligible, points }) => {
      const name = ruleName(ruleId);
      return { id: ruleId, name: name ? translator.text(name) : ruleId, eligible, points };
    }),
    campaigns: award.campaigns.map(({ campaignId, points, wanted }) => {
      const name = terms?.campaigns.find((campaign) => campaign.id === campaignId)?.name;
      return { id: campaignId, name: name ? translator.text(name) : campaignId, points, wanted };
    }),
    orderId: award.orderId,
  };
}
