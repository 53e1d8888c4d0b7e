/**
 * The terms as far as the shop's platform can keep them. What it cannot is hidden where staff would choose it; this is for what found its way into the terms all the same (a
 * shop's own tool, a copied program), so that no shopper is ever promised it.
 */
import type { Platform } from "../db/shops";
import type { Terms } from "../loyalty/program";
import { noBenefits } from "../loyalty/tiers";
import { type Capabilities, capabilitiesOf } from "../stores/capabilities";

const isKept = (kind: Terms["rewards"][number]["kind"], can: Capabilities): boolean =>
  !(kind === "store-credit" && !can.storeCredit) && !(kind === "gift-card" && !can.giftCards);

export function meaningfulTerms(terms: Terms, platform: Platform): Terms {
  const can = capabilitiesOf(platform);
  if (can.storeCredit && can.giftCards && can.tierDiscounts && can.storefrontPages) return terms;
  const { tiers, referrals } = terms;
  const levels = tiers.levels.map((level) => {
    const { percentOffBp, freeShipping } = can.tierDiscounts ? level.benefits : noBenefits;
    return { ...level, benefits: { ...level.benefits, percentOffBp, freeShipping } };
  });
  return {
    ...terms,
    rewards: terms.rewards.filter(({ kind }) => isKept(kind, can)),
    tiers: { ...tiers, levels },
    referrals: { ...referrals, active: referrals.active && can.storefrontPages },
  };
}
