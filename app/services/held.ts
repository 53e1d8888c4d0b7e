/** A redemption as its holder sees it. A code that is being taken back is not shown any more. */
import type { HeldRedemption } from "../contract/redemption-api";
import type { Translator } from "../i18n";
import type { Terms } from "../loyalty/program";
import type { Redemption } from "../loyalty/redemptions";
import { isGift } from "../loyalty/rewards";
import { worthText } from "./offers";

/** What became of a gift; null for what an order uses. */
function noteOf(redemption: Redemption, worth: string, { t, money }: Translator): string | null {
  if (!isGift(redemption.kind)) return null;
  const value = money(redemption.value, redemption.currency);
  if (redemption.state !== "used") return t("reward.giving", { worth });
  return redemption.kind === "gift-card"
    ? t("reward.given.gift-card", { value, code: redemption.code })
    : t("reward.given.store-credit", { value });
}

function codeOf(redemption: Redemption): string | null {
  const { kind, state, releasing, code } = redemption;
  if (kind === "gift-card") return state === "used" ? code : null;
  return state === "issued" && releasing === null && !isGift(kind) ? code : null;
}

/** @param terms those the redemption was made under */
export function heldOf(redemption: Redemption, terms: Terms, translator: Translator): HeldRedemption {
  const reward = terms.rewards.find((candidate) => candidate.id === redemption.rewardId);
  const worth = worthText({ kind: redemption.kind, value: redemption.value, reward }, { terms, translator });
  return {
    redemptionId: redemption.redemptionId,
    rewardName: reward ? translator.text(reward.name) : redemption.rewardId,
    kind: redemption.kind,
    state: redemption.state,
    points: redemption.points,
    valueMinor: redemption.value,
    valueText: worth,
    currency: redemption.currency,
    code: codeOf(redemption),
    note: noteOf(redemption, worth, translator),
    deadline: redemption.deadline,
  };
}
