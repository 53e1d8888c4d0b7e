/** A reward of which the member chooses how much: a number of points in steps, and at once what it is worth. */
import { useState } from "preact/hooks";
import type { RewardOffer } from "../../../../app/contract/redemption-api";
import { chosenPoints, type SliderPrice, sliderRange, sliderValue } from "../../../shared/slider";
import { textIn } from "../../../shared/text-in";
import type { RewardProps } from "./rewards-section";

interface Props extends RewardProps {
  readonly reward: RewardOffer;
  readonly price: SliderPrice;
}

export function SliderReward({ reward, price, deeds, rewards, texts, pointsName }: Props) {
  const range = sliderRange(price, reward.spendablePoints, null);
  const [text, setText] = useState<string | null>(null);
  const points = chosenPoints(range, text ?? String(range.most));
  const numbers = {
    step: texts.number(range.step),
    least: texts.number(range.least),
    most: texts.number(range.most),
  };
  return (
    <>
      <s-stack gap="small-300">
        <s-text type="strong">{reward.name}</s-text>
        <s-text color="subdued">
          {texts.say("rewards.slider", {
            points: texts.number(price.stepPoints),
            pointsName,
            value: reward.valueText,
          })}
        </s-text>
      </s-stack>
      <s-number-field
        label={texts.say("rewards.choose", numbers)}
        controls="stepper"
        inputMode="numeric"
        min={range.least}
        max={range.most}
        step={range.step}
        value={text ?? String(range.most)}
        disabled={deeds.busy !== null}
        error={points === null ? texts.say("rewards.stepError", numbers) : ""}
        onInput={(event) => setText(textIn(event))}
        onChange={(event) => setText(textIn(event))}
      />
      <s-button
        variant="secondary"
        disabled={deeds.busy !== null || points === null}
        loading={deeds.busy === `redeem:${reward.id}`}
        onClick={() => points !== null && void rewards.redeem(reward.id, points)}
      >
        {points === null
          ? texts.say("rewards.redeem")
          : texts.say("rewards.redeemChosen", {
              points: texts.number(points),
              value: texts.money(sliderValue(price, points), reward.currency),
            })}
      </s-button>
    </>
  );
}
