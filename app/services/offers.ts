/** A reward as one member, or a guest, sees it: what it is worth, what it asks, and why it cannot be had. In their language. */
import type { RewardOffer } from "../contract/redemption-api";
import type { Translator } from "../i18n";
import { isOpenTo, type RedeemFacts, roomInOrder } from "../loyalty/may-redeem";
import { currency, type Minor, minor } from "../loyalty/money";
import { type Points, points } from "../loyalty/points";
import type { Terms } from "../loyalty/program";
import { isInTier, isMeantFor, isPersonal, noGates } from "../loyalty/reward-gates";
import {
  combinationsOf,
  isGift,
  leastPrice,
  minimumSubtotal,
  mostSpendable,
  quote,
  type Reward,
  type RewardKind,
} from "../loyalty/rewards";
import { nobody } from "./redeem-facts";

export interface OfferView {
  readonly terms: Terms;
  readonly timeZone: string;
  readonly translator: Translator;
}

interface Worth {
  readonly kind: RewardKind;
  readonly value: Minor;
  /** Absent when the reward is not in the terms any more. */
  readonly reward: Reward | undefined;
}

/** "£5.00 off", "10% off", "Free shipping", "Free: Tea mug". */
export function worthText(worth: Worth, { terms, translator }: Omit<OfferView, "timeZone">): string {
  const { kind, reward } = worth;
  const { t, money, percent } = translator;
  const value = money(worth.value, currency(terms.currency));
  if (reward?.kind === "percentage-off")
    return t("reward.worth.percentage-off", { percent: percent(reward.percentBp / 10_000) });
  if (reward?.kind === "free-product") {
    const { title, quantity } = reward;
    return quantity === 1
      ? t("reward.worth.free-product", { title })
      : t("reward.worth.free-products", { title, quantity: translator.number(quantity) });
  }
  if (kind === "free-shipping") return t("reward.worth.free-shipping");
  if (kind === "store-credit" || kind === "gift-card") return t(`reward.worth.${kind}`, { value });
  return t("reward.worth.amount-off", { value });
}

function tiersText(reward: Reward, { terms, translator }: OfferView): string {
  const names = terms.tiers.levels
    .filter((level) => reward.gates.tierIds.includes(level.id))
    .map((level) => translator.text(level.name));
  return names.join(translator.locale === "en" ? ", " : "، ");
}

/**
 * What has to be known before redeeming. What stands elsewhere in the offer (price, smallest cart, combinations) is not said twice.
 * @param taken how many are gone; null where that would be out of date when it is read
 */
export function notesOf(reward: Reward, view: OfferView, taken: number | null): string[] {
  const { terms, translator, timeZone } = view;
  const { t, money, percent, date } = translator;
  const { gates, stock, perMember } = reward;
  const notes: string[] = [];
  if (gates.tierIds.length > 0) notes.push(t("reward.note.tiers", { tiers: tiersText(reward, view) }));
  if (reward.kind === "free-shipping" && reward.maximumShippingMinor > 0)
    notes.push(
      t("reward.note.shipping", { value: money(reward.maximumShippingMinor, currency(terms.currency)) }),
    );
  if (reward.kind === "amount-off" && terms.redemption.maximumShareBp > 0)
    notes.push(t("reward.note.share", { percent: percent(terms.redemption.maximumShareBp / 10_000) }));
  if (stock !== null && taken !== null)
    notes.push(t("reward.note.left", { left: Math.max(0, stock - taken) }));
  if (perMember !== null) notes.push(t("reward.note.limit", { times: perMember.times, per: perMember.per }));
  if (gates.until !== null) notes.push(t("reward.note.until", { date: date(gates.until - 1, timeZone) }));
  if (isGift(reward.kind)) notes.push(t("reward.note.gift"));
  return notes;
}

/** Why it cannot be had whatever the balance, or null. A guest is not told of tiers as an obstacle: they have none yet. */
function closedBecause(reward: Reward, facts: RedeemFacts, view: OfferView): string | null {
  const { translator, timeZone } = view;
  const { t, date } = translator;
  const guest = facts.visitor.memberId === nobody;
  const asked = guest
    ? { ...reward, gates: { ...noGates, from: reward.gates.from, until: reward.gates.until } }
    : reward;
  const open = isOpenTo(asked, facts);
  if (!open.done) {
    if (open.reason === "reward-not-yet" && reward.gates.from !== null)
      return t("reward.closed.not-yet", { date: date(reward.gates.from, timeZone) });
    if (open.reason === "reward-not-for-member" && !isInTier(reward.gates, facts.visitor))
      return t("reward.closed.tiers", { tiers: tiersText(reward, view) });
    if (open.reason === "reward-limit") return t("reward.closed.limit", open.details);
    return t(`declined.${open.reason}`);
  }
  const room = roomInOrder(reward, facts);
  if (guest || room === null || room >= leastPrice(reward)) return null;
  return t("reward.closed.order", {
    maximum: facts.redemption.maximumPointsPerOrder,
    open: facts.openPoints,
  });
}

/** Whether there is any sense in showing it: personal offers to those they are for, and nothing whose time is over. */
export function isShownTo(reward: Reward, facts: RedeemFacts): boolean {
  const { gates } = reward;
  if (!reward.active || (gates.until !== null && gates.until <= facts.at)) return false;
  return !isPersonal(gates) || isMeantFor(gates, facts.visitor);
}

export function offerOf(reward: Reward, facts: RedeemFacts, view: OfferView): RewardOffer {
  const { terms, translator } = view;
  const least = leastPrice(reward);
  const needed = least === 0 ? 0 : Math.max(least, terms.redemption.minimumPoints);
  const closed = closedBecause(reward, facts, view);
  const enough = facts.visitor.memberId !== nobody && facts.active >= needed;
  const room = roomInOrder(reward, facts) ?? facts.active;
  const affordable = enough && closed === null;
  const value = minor(reward.price.mode === "fixed" ? reward.price.valueMinor : reward.price.stepValueMinor);
  const cheapest = quote(reward, undefined);
  const leastValue = cheapest.done ? cheapest.value.value : value;
  const spendable: Points = affordable
    ? mostSpendable(reward, points(Math.min(room, facts.active)))
    : points(0);
  return {
    id: reward.id,
    kind: reward.kind,
    percentBp: reward.kind === "percentage-off" ? reward.percentBp : null,
    productTitle: reward.kind === "free-product" ? reward.title : null,
    closedBecause: closed,
    name: translator.text(reward.name),
    price: reward.price,
    currency: terms.currency,
    valueText: worthText({ kind: reward.kind, value, reward }, view),
    notes: notesOf(reward, view, facts.taken),
    minimumSubtotalMinor: minimumSubtotal(reward, leastValue, terms.redemption.maximumShareBp),
    affordable,
    spendablePoints: spendable,
    missingPoints: enough ? 0 : needed - facts.active,
    combinesWith: combinationsOf(reward),
  };
}
