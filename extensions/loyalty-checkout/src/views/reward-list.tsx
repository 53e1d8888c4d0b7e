/** The rewards: a button for each one the member can afford, and how many points the others still need. */
import type { RewardKind } from "../../../../app/contract/program-summary";
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

/** Store credit and gift cards are no matter of this order: the account page has them. */
const outsideOrders: ReadonlySet<RewardKind> = new Set(["store-credit", "gift-card"]);

export function RewardList({ rewards, showOutOfReach, ...actions }: Props) {
  const { texts } = actions;
  const usable = rewards.filter(({ kind }) => !outsideOrders.has(kind));
  const affordable = usable.filter((reward) => reward.affordable);
  const outOfReach = showOutOfReach
    ? usable.filter((reward) => !reward.affordable).sort((a, b) => a.missingPoints - b.missingPoints)
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
        {reward.closedBecause ??
          texts.say("rewards.missing", { points: texts.number(reward.missingPoints), pointsName })}
      </s-text>
    </s-stack>
  );
}

/** What the code will ask for, said before any points are spent. */
function Conditions({ reward, texts }: { reward: RewardOffer; texts: Texts }) {
  const minimum = reward.minimumSubtotalMinor;
  return (
    <s-text color="subdued" type="small">
      {[
        minimum > 0 && texts.say("rewards.minimum", { amount: texts.money(minimum, reward.currency) }),
        reward.kind === "free-product" && texts.say("rewards.product"),
        ...reward.notes,
        combining(reward, texts),
      ]
        .filter(Boolean)
        .join(" · ")}
    </s-text>
  );
}

const discountKinds = ["orderDiscounts", "productDiscounts", "shippingDiscounts"] as const;

/** How it combines, in one sentence, before anything is spent (field lesson 14). */
function combining({ combinesWith }: RewardOffer, texts: Texts): string {
  const kinds = discountKinds.filter((kind) => combinesWith[kind]);
  if (kinds.length === 0) return texts.say("rewards.combinesNone");
  if (kinds.length === discountKinds.length) return texts.say("rewards.combinesAll");
  if (kinds.length === 2 && !combinesWith.orderDiscounts) return texts.say("rewards.alone");
  const named = kinds.map((kind) => texts.say(`rewards.${kind}`));
  return texts.say("rewards.combinesWith", { kinds: named.join(texts.say("rewards.and")) });
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
