/** Rewards: catalogue items priced in points, and what a member may spend on one now. Every refusal is a value (law 7). */
import { z } from "zod";
import { type Minor, minor } from "./money";
import { declined, done, type Outcome } from "./outcome";
import { type Points, points } from "./points";
import { fault, fields, handle, localizedTextSchema, whole, yesOrNo } from "./schema-parts";

const manyPoints = 1_000_000_000;
const muchMoney = 1_000_000_000_000;

export const rewardPriceSchema = z.discriminatedUnion(
  "mode",
  [
    fields({ mode: z.literal("fixed"), points: whole(1, manyPoints), valueMinor: whole(1, muchMoney) }),
    fields({
      mode: z.literal("slider"),
      stepPoints: whole(1, manyPoints),
      stepValueMinor: whole(1, muchMoney),
      minPoints: whole(1, manyPoints),
      /** 0: no upper limit. */
      maxPoints: whole(0, manyPoints),
    })
      .refine((price) => price.minPoints % price.stepPoints === 0, fault("minimum-not-a-multiple"))
      .refine((price) => price.maxPoints % price.stepPoints === 0, fault("maximum-not-a-multiple"))
      .refine(
        (price) => price.maxPoints === 0 || price.maxPoints >= price.minPoints,
        fault("maximum-below-minimum"),
      )
      .refine((price) => price.minPoints / price.stepPoints <= muchMoney / price.stepValueMinor, {
        ...fault("invalid"),
        path: ["stepValueMinor"],
      }),
  ],
  fault("invalid"),
);
export type RewardPrice = z.infer<typeof rewardPriceSchema>;

/** The most points a slider takes at once: its own limit, and never worth more than any discount may be. */
function mostOf(price: Extract<RewardPrice, { mode: "slider" }>): number {
  const mostWorth = Math.floor(muchMoney / price.stepValueMinor) * price.stepPoints;
  return price.maxPoints > 0 ? Math.min(price.maxPoints, mostWorth) : mostWorth;
}

export const rewardSchema = fields({
  id: handle,
  kind: z.literal("amount-off", fault("invalid")),
  active: yesOrNo,
  name: localizedTextSchema,
  price: rewardPriceSchema,
  minimumSubtotalMinor: whole(0, muchMoney),
  combinesWith: fields({
    orderDiscounts: yesOrNo,
    productDiscounts: yesOrNo,
    shippingDiscounts: yesOrNo,
  }),
});
export type Reward = z.infer<typeof rewardSchema>;

export interface Quote {
  readonly points: Points;
  readonly value: Minor;
}

/**
 * What `wanted` points buy of this reward. A fixed reward ignores `wanted`; a slider needs it.
 * Declines when it is not a multiple of the step or outside the slider.
 */
export function quote(reward: Reward, wanted: number | undefined): Outcome<Quote> {
  const { price } = reward;
  if (price.mode === "fixed") return done({ points: points(price.points), value: minor(price.valueMinor) });
  const chosen = wanted ?? price.minPoints;
  if (chosen % price.stepPoints !== 0) return declined("points-not-a-multiple", { step: price.stepPoints });
  if (chosen < price.minPoints) return declined("below-reward-minimum", { minimum: price.minPoints });
  const maximum = mostOf(price);
  if (chosen > maximum) return declined("above-reward-maximum", { maximum });
  return done({ points: points(chosen), value: minor((chosen / price.stepPoints) * price.stepValueMinor) });
}

/** The cheapest form of a reward, in points. */
export function leastPrice(reward: Reward): Points {
  return points(reward.price.mode === "fixed" ? reward.price.points : reward.price.minPoints);
}

/** The most points that `available` can spend on this reward at once: 0 when it cannot be afforded. */
export function mostSpendable(reward: Reward, available: Points): Points {
  const { price } = reward;
  if (available < leastPrice(reward)) return points(0);
  if (price.mode === "fixed") return points(price.points);
  const limit = Math.min(mostOf(price), available);
  return points(limit - (limit % price.stepPoints));
}
