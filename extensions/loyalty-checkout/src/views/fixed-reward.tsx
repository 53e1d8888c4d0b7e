/** A reward with one price: what it is, what it costs, one button. */
import type { RewardPrice } from "../../../../app/contract/program-summary";
import type { RewardOffer } from "../../../../app/contract/redemption-api";
import { type RewardActions, wouldBeRefused } from "./reward-list";

interface Props extends RewardActions {
  readonly reward: RewardOffer;
  readonly price: Extract<RewardPrice, { mode: "fixed" }>;
}

export function FixedReward({ reward, price, texts, pointsName, ...actions }: Props) {
  const cost = { points: texts.number(price.points), pointsName, value: reward.valueText };
  const blocked = !actions.canAct || wouldBeRefused(reward, actions);
  return (
    <s-grid gridTemplateColumns="1fr auto" gap="base" alignItems="center">
      <s-stack gap="small-300">
        <s-text>{reward.name}</s-text>
        <s-text color="subdued" type="small">
          {texts.say("rewards.fixed", cost)}
        </s-text>
      </s-stack>
      <s-button
        variant="secondary"
        accessibilityLabel={texts.say("rewards.redeemLabel", cost)}
        disabled={blocked}
        loading={actions.working === reward.id}
        onClick={() => !blocked && actions.onRedeem(reward.id)}
      >
        {texts.say("rewards.redeem")}
      </s-button>
    </s-grid>
  );
}
