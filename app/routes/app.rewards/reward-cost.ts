/** What one use of a reward costs, on an order of a given size: the worked example of the rewards page. */
import type { Terms } from "../../loyalty/program";
import { leastPrice, minimumSubtotal, quote, type Reward } from "../../loyalty/rewards";
import { divide, proportion } from "../../loyalty/rounding";

export interface RewardCost {
  readonly points: number;
  /** Money the merchant gives up; null where the order does not tell it (a product's own price). */
  readonly money: number | null;
  /** Part of the order, 0–1; null where it is not known, and for what no order uses. */
  readonly share: number | null;
  /** What a member has to spend to earn the points; null where no points are asked or none are given for spending. */
  readonly earnedBy: number | null;
  /** The order is too small for it. */
  readonly refused: boolean;
}

/** A twentieth of the goods: the same delivery as in the program's worked example. */
const shippingOf = (goods: number) => proportion(goods, 1, 20);

function moneyOf(reward: Reward, goods: number, value: number): number | null {
  switch (reward.kind) {
    case "amount-off":
      return Math.min(value, goods);
    case "percentage-off":
      return proportion(goods, reward.percentBp, 10_000);
    case "free-shipping": {
      const shipping = shippingOf(goods);
      const most = reward.maximumShippingMinor;
      return most === 0 || shipping <= most ? shipping : 0;
    }
    case "free-product":
      return null;
    default:
      return value;
  }
}

function earnedBy(points: number, terms: Terms): number | null {
  const rule = terms.earningRules.find((one) => one.kind === "spend" && one.active);
  if (rule?.kind !== "spend" || points === 0 || rule.arguments.points === 0) return null;
  return divide(BigInt(points) * BigInt(rule.arguments.perMinor), BigInt(rule.arguments.points), "up");
}

/** @param goods what the order comes to, minor units */
export function rewardCost(reward: Reward, terms: Terms, goods: number): RewardCost {
  const points = leastPrice(reward);
  const priced = quote(reward, points);
  const value = priced.done ? priced.value.value : 0;
  const money = moneyOf(reward, goods, value);
  const onOrder = reward.kind !== "store-credit" && reward.kind !== "gift-card";
  const least = priced.done
    ? minimumSubtotal(reward, priced.value.value, terms.redemption.maximumShareBp)
    : 0;
  return {
    points,
    money,
    share: onOrder && money !== null && goods > 0 ? money / goods : null,
    earnedBy: earnedBy(points, terms),
    refused: onOrder && goods < least,
  };
}
