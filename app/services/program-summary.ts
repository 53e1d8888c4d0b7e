/** The program as the storefront needs it to print "this product earns N points" and the rewards list without a request. */
import type { ProgramSummary, RewardSummary } from "../contract/program-summary";
import { createTranslator } from "../i18n";
import type { TermsVersion } from "../loyalty/brand";
import { currency, exponentOf, minor } from "../loyalty/money";
import type { Terms } from "../loyalty/program";
import { isPersonal } from "../loyalty/reward-gates";
import { combinationsOf, minimumSubtotal, quote, type Reward } from "../loyalty/rewards";
import { earningFormsOf } from "./earning-forms";
import { notesOf } from "./offers";
import { tierSummary } from "./snapshots";

export interface SummaryRequest {
  readonly terms: Terms;
  readonly version: TermsVersion;
  readonly timeZone: string;
  /** Rewards of which there are none left. */
  readonly soldOut: ReadonlySet<string>;
}

const locales = ["en", "fa", "ar"] as const;

function inEveryLanguage<Text>(
  say: (locale: (typeof locales)[number]) => Text,
): Record<"en" | "fa" | "ar", Text> {
  return { en: say("en"), fa: say("fa"), ar: say("ar") };
}

function opens(from: number | null, timeZone: string): RewardSummary["opens"] {
  if (from === null) return null;
  return inEveryLanguage((locale) => {
    const { t, date } = createTranslator(locale);
    return t("reward.closed.not-yet", { date: date(from, timeZone) });
  });
}

function leastSubtotal(reward: Reward, maximumShareBp: number): number {
  const cheapest = quote(reward, undefined);
  return minimumSubtotal(reward, cheapest.done ? cheapest.value.value : minor(0), maximumShareBp);
}

/** A personal offer is nobody else's business, so only what is for everybody, or for a tier, is in the summary. */
function rewardSummaryOf(reward: Reward, { terms, timeZone, soldOut }: SummaryRequest): RewardSummary {
  const { id, kind, name, price, gates } = reward;
  return {
    id,
    kind,
    name,
    price,
    percentBp: reward.kind === "percentage-off" ? reward.percentBp : null,
    product:
      reward.kind === "free-product"
        ? { productId: reward.productId, title: reward.title, quantity: reward.quantity }
        : null,
    minimumSubtotalMinor: leastSubtotal(reward, terms.redemption.maximumShareBp),
    combinesWith: combinationsOf(reward),
    tierIds: gates.tierIds,
    from: gates.from,
    until: gates.until,
    opens: opens(gates.from, timeZone),
    soldOut: soldOut.has(id),
    notes: inEveryLanguage((locale) =>
      notesOf(reward, { terms, timeZone, translator: createTranslator(locale) }, null),
    ),
  };
}

export function programSummaryOf(request: SummaryRequest): ProgramSummary {
  const { terms, version } = request;
  const spend = terms.earningRules.find((rule) => rule.kind === "spend");
  const active = terms.rewards.filter((reward) => reward.active);
  return {
    version,
    currency: terms.currency,
    exponent: exponentOf(currency(terms.currency)),
    pointsName: terms.pointsName,
    earning: spend ? spend.arguments : { points: 0, perMinor: 1, rounding: "down" },
    minimumPoints: terms.redemption.minimumPoints,
    tiers: [...terms.tiers.levels].sort((a, b) => a.threshold - b.threshold).map(tierSummary),
    rewards: active
      .filter(({ gates }) => !isPersonal(gates))
      .map((reward) => rewardSummaryOf(reward, request)),
    personalOffers: active.some(({ gates }) => isPersonal(gates)),
    referral: terms.referrals.active
      ? { advocatePoints: terms.referrals.advocatePoints, friend: terms.referrals.friendReward }
      : null,
    forms: earningFormsOf(terms),
    membership: terms.membership.mode,
    consentText: terms.membership.consentText,
  };
}
