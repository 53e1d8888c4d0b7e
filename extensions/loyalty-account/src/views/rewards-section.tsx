/** What the member holds, and what their points can become. */
import type { HeldRedemption, RewardOffer, ShopperStanding } from "../../../../app/contract/redemption-api";
import type { Texts } from "../texts";
import type { Deeds } from "../use-deed";
import type { Rewards } from "../use-rewards";
import { CopyText } from "./copy-text";
import { NoticeLine } from "./notice-line";
import { SliderReward } from "./slider-reward";

export interface RewardProps {
  readonly deeds: Deeds;
  readonly rewards: Rewards;
  readonly texts: Texts;
  readonly pointsName: string;
}

export function RewardsSection({
  standing,
  ...props
}: Omit<RewardProps, "pointsName"> & { standing: ShopperStanding }) {
  const { texts } = props;
  const { held, pointsName } = standing;
  return (
    <s-section heading={texts.say("rewards.heading")}>
      <s-stack gap="base">
        <NoticeLine deeds={props.deeds} />
        {held.map((one) => (
          <Held key={one.redemptionId} held={one} {...props} pointsName={pointsName} />
        ))}
        {standing.rewards.length === 0 && <s-text color="subdued">{texts.say("rewards.none")}</s-text>}
        <s-stack
          gap="base"
          accessibilityRole="unordered-list"
          accessibilityLabel={texts.say("rewards.heading")}
        >
          {standing.rewards.map((reward) => (
            <s-stack key={reward.id} gap="small-200" accessibilityRole="list-item">
              <Reward reward={reward} {...props} pointsName={pointsName} />
            </s-stack>
          ))}
        </s-stack>
      </s-stack>
    </s-section>
  );
}

function Held({ held, deeds, rewards, texts, pointsName }: RewardProps & { held: HeldRedemption }) {
  const { redemptionId, code, note } = held;
  const spent = texts.say("held.spent", { points: texts.number(held.points), pointsName });
  return (
    <s-stack gap="small-200">
      <s-stack gap="small-300">
        <s-text type="strong">{held.valueText}</s-text>
        <s-text color="subdued">{`${held.rewardName} · ${spent}`}</s-text>
      </s-stack>
      {code && (
        <CopyText
          id={`code-${redemptionId}`}
          text={code}
          label={texts.say("held.copyLabel", { code })}
          texts={texts}
        />
      )}
      {note ? (
        <s-text color="subdued">{note}</s-text>
      ) : (
        <>
          <s-text color="subdued">
            {texts.say(code ? "held.until" : "held.preparing", { date: texts.dateTime(held.deadline) })}
          </s-text>
          <s-button
            variant="secondary"
            disabled={deeds.busy !== null}
            loading={deeds.busy === `release:${redemptionId}`}
            accessibilityLabel={texts.say("held.releaseLabel", { value: held.valueText })}
            onClick={() => void rewards.release(redemptionId)}
          >
            {texts.say("held.release")}
          </s-button>
        </>
      )}
    </s-stack>
  );
}

function Reward({ reward, ...props }: RewardProps & { reward: RewardOffer }) {
  const { texts, pointsName } = props;
  if (reward.closedBecause) return <Closed reward={reward} why={reward.closedBecause} />;
  if (!reward.affordable) {
    const values = { points: texts.number(reward.missingPoints), pointsName };
    return <Closed reward={reward} why={texts.say("rewards.missing", values)} />;
  }
  return (
    <>
      {reward.price.mode === "fixed" ? (
        <FixedReward reward={reward} points={reward.price.points} {...props} />
      ) : (
        <SliderReward reward={reward} price={reward.price} {...props} />
      )}
      <Conditions reward={reward} texts={texts} />
    </>
  );
}

function FixedReward({
  reward,
  points,
  deeds,
  rewards,
  texts,
  pointsName,
}: RewardProps & { reward: RewardOffer; points: number }) {
  const values = { points: texts.number(points), pointsName, value: reward.valueText };
  return (
    <>
      <s-stack gap="small-300">
        <s-text type="strong">{reward.name}</s-text>
        <s-text color="subdued">{texts.say("rewards.fixed", values)}</s-text>
      </s-stack>
      <s-button
        variant="secondary"
        disabled={deeds.busy !== null}
        loading={deeds.busy === `redeem:${reward.id}`}
        accessibilityLabel={texts.say("rewards.redeemLabel", values)}
        onClick={() => void rewards.redeem(reward.id)}
      >
        {texts.say("rewards.redeem")}
      </s-button>
    </>
  );
}

function Closed({ reward, why }: { reward: RewardOffer; why: string }) {
  return (
    <s-stack gap="small-300">
      <s-text color="subdued">{`${reward.name} · ${reward.valueText}`}</s-text>
      <s-text color="subdued">{why}</s-text>
    </s-stack>
  );
}

/** What the code will ask for, said before any points are spent. */
function Conditions({ reward, texts }: { reward: RewardOffer; texts: Texts }) {
  const minimum = reward.minimumSubtotalMinor;
  const said = [
    ...reward.notes,
    ...(minimum > 0 ? [texts.say("rewards.minimum", { amount: texts.money(minimum, reward.currency) })] : []),
    ...(reward.combinesWith.orderDiscounts ? [] : [texts.say("rewards.alone")]),
  ];
  return said.length > 0 ? <s-text color="subdued">{said.join(" · ")}</s-text> : null;
}
