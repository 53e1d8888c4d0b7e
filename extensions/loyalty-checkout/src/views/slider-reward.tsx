/** A reward of which the shopper chooses how much: a number of points in steps, and at once what it is worth. */
import { useState } from "preact/hooks";
import type { RewardOffer } from "../../../../app/contract/redemption-api";
import {
  chosenPoints,
  type SliderPrice,
  type SliderRange,
  sliderRange,
  sliderValue,
} from "../../../shared/slider";
import type { Texts } from "../texts";
import { type RewardActions, wouldBeRefused } from "./reward-list";

interface Props extends RewardActions {
  readonly reward: RewardOffer;
  readonly price: SliderPrice;
}

export function SliderReward({ reward, price, texts, pointsName, ...actions }: Props) {
  const range = sliderRange(price, reward.spendablePoints, actions.subtotalIn(reward.currency));
  const [text, setText] = useState<string | null>(null);
  const points = chosenPoints(range, text ?? String(range.most));
  const blocked = !actions.canAct || points === null || wouldBeRefused(reward, actions);
  const step = { points: texts.number(price.stepPoints), pointsName, value: reward.valueText };
  return (
    <s-stack gap="small-200">
      <s-stack gap="small-300">
        <s-text>{reward.name}</s-text>
        <s-text color="subdued" type="small">
          {texts.say("rewards.slider", step)}
        </s-text>
      </s-stack>
      <s-number-field
        label={texts.say("rewards.chooseLabel", { points: texts.number(range.most) })}
        controls="stepper"
        inputMode="numeric"
        min={range.least}
        max={range.most}
        step={range.step}
        value={text ?? String(range.most)}
        disabled={!actions.canAct}
        error={points === null ? explain(range, texts) : ""}
        onInput={(event) => setText(textIn(event))}
        onChange={(event) => setText(textIn(event))}
      />
      <s-button
        variant="secondary"
        inlineSize="fill"
        disabled={blocked}
        loading={actions.working === reward.id}
        onClick={() => points !== null && !blocked && actions.onRedeem(reward.id, points)}
      >
        {points === null
          ? texts.say("rewards.redeem")
          : texts.say("rewards.redeemChosen", {
              points: texts.number(points),
              value: texts.money(sliderValue(price, points), reward.currency),
            })}
      </s-button>
    </s-stack>
  );
}

function explain(range: SliderRange, texts: Texts): string {
  return texts.say("rewards.stepError", {
    step: texts.number(range.step),
    least: texts.number(range.least),
    most: texts.number(range.most),
  });
}

function textIn({ currentTarget }: Event): string {
  return currentTarget && "value" in currentTarget ? String(currentTarget.value ?? "") : "";
}
