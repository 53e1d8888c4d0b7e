/** What a tier gives, in words. */
import { useTranslator } from "../../components/admin";
import type { Tier } from "../../loyalty/tiers";
import { benefitFlags } from "./tier-form";

export function BenefitList({ tier }: { readonly tier: Pick<Tier, "multiplierBp" | "benefits"> }) {
  const { t, multiplier, percent } = useTranslator();
  const { percentOffBp, ...flags } = tier.benefits;
  return (
    <ul className="vafa-list">
      <li>{t("tiers.benefit.points", { multiplier: multiplier(tier.multiplierBp) })}</li>
      {percentOffBp > 0 && (
        <li>{t("tiers.benefit.percentOff", { percent: percent(percentOffBp / 10_000) })}</li>
      )}
      {benefitFlags
        .filter((flag) => flags[flag])
        .map((flag) => (
          <li key={flag}>{t(`tiers.benefit.${flag}`)}</li>
        ))}
    </ul>
  );
}
