/** The rewards: a button for each one the member can afford, and how many points the others still need. */
import type { RewardOffer } from "../../../../app/contract/redemption-api";
import type { Texts } from "../texts";
import { FixedReward } from "./fixed-reward";
import { SliderReward } from "./slider-reward";

export interface RewardActions {
  readonly texts: Texts;
  readonly pointsName: string;
  /** The checkout's subtotal in minor units, where it is in the reward's currency. */
  readonly subtotalIn: (currency: string) => number | null;
  readonly canAct: boolean;
  /** One of the member's own rewards is on this order already: another order discount. */
  readonly rewardOnOrder: boolean;
  /** The reward whose redemption is on its way. */
  readonly working: string | null;
  readonly onRedeem: (rewardId: string, points?: number) => void;
}

interface Props extends RewardActions {
  readonly rewards: readonly RewardOffer[];
  readonly showOutOfReach: boolean;
}

export function RewardList({ rewards, showOutOfReach, ...actions }: Props) {
  const { texts } = actions;
  const affordable = rewards.filter((reward) => reward.affordable);
  const outOfReach = showOutOfReach
    ? rewards.filter((reward) => !reward.affordable).sort((a, b) => a.missingPoints - b.missingPoints)
    : [];
  if (affordable.length + outOfReach.length === 0) {
    return <s-text color="subdued">{texts.say("rewards.none")}</s-text>;
  }
  return (
    <s-stack gap="base" accessibilityRole="unordered-list" accessibilityLabel={texts.say("rewards.heading")}>
      {affordable.map((reward) => (
        <s-stack key={reward.id} accessibilityRole="list-item" gap="small-200">
          {reward.price.mode === "fixed" ? (
            <FixedReward reward={reward} price={reward.price} {...actions} />
          ) : (
            <SliderReward reward={reward} price={reward.price} {...actions} />
          )}
          <Conditions reward={reward} texts={texts} />
        </s-stack>
      ))}
      {outOfReach.map((reward) => (
        <OutOfReach key={reward.id} reward={reward} {...actions} />
      ))}
    </s-stack>
  );
}

function OutOfReach({ reward, texts, pointsName }: RewardActions & { reward: RewardOffer }) {
  return (
    <s-stack accessibilityRole="list-item" gap="small-300">
      <s-text color="subdued">{reward.name}</s-text>
      <s-text color="subdued" type="small">
        {texts.say("rewards.missing", { points: texts.number(reward.missingPoints), pointsName })}
      </s-text>
    </s-stack>
  );
}

/** What the code will ask for, said before any points are spent. */
function Conditions({ reward, texts }: { reward: RewardOffer; texts: Texts }) {
  const minimum = reward.minimumSubtotalMinor;
  const alone = !reward.combinesWith.orderDiscounts;
  if (minimum === 0 && !alone) return null;
  return (
    <s-text color="subdued" type="small">
      {[
        minimum > 0 && texts.say("rewards.minimum", { amount: texts.money(minimum, reward.currency) }),
        alone && texts.say("rewards.alone"),
      ]
        .filter(Boolean)
        .join(" · ")}
    </s-text>
  );
}

/** The checkout would refuse the code (the reason stands beside it), so no points are set aside for it. */
export function wouldBeRefused(
  reward: RewardOffer,
  { rewardOnOrder, subtotalIn }: Pick<RewardActions, "rewardOnOrder" | "subtotalIn">,
): boolean {
  if (rewardOnOrder && !reward.combinesWith.orderDiscounts) return true;
  const subtotal = subtotalIn(reward.currency);
  return subtotal !== null && subtotal < reward.minimumSubtotalMinor;
}
