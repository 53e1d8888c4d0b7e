/** Rewards: catalogue items priced in points, and what points buy of one. Who may have it, and when, is in may-redeem.ts. Every refusal is a value (law 7). */
import { z } from "zod";
import { storeIdSchema } from "./conditions";
import { limitSchema } from "./earning-rules/action";
import { type Minor, minor } from "./money";
import { declined, done, type Outcome } from "./outcome";
import { type Points, points } from "./points";
import { gatesSchema, isPersonal, noGates } from "./reward-gates";
import { divide } from "./rounding";
import { type FieldFault, fault, fields, handle, localizedTextSchema, whole, yesOrNo } from "./schema-parts";

const manyPoints = 1_000_000_000;
const muchMoney = 1_000_000_000_000;

export const rewardPriceSchema = z.discriminatedUnion(
  "mode",
  [
    /** 0 points only for personal offers; 0 money for rewards whose worth the order decides (percentage, shipping, product). */
    fields({ mode: z.literal("fixed"), points: whole(0, manyPoints), valueMinor: whole(0, muchMoney) }),
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

const common = {
  id: handle,
  active: yesOrNo,
  name: localizedTextSchema,
  price: rewardPriceSchema,
  minimumSubtotalMinor: whole(0, muchMoney),
  combinesWith: fields({
    orderDiscounts: yesOrNo,
    productDiscounts: yesOrNo,
    shippingDiscounts: yesOrNo,
  }),
  gates: gatesSchema.default(noGates),
  /** How many there are in all; null for no limit. */
  stock: whole(0, manyPoints).nullable().default(null),
  /** How often one member may have it; null for no limit. */
  perMember: limitSchema.nullable().default(null),
  /** Minutes its code is good for; null for the program's deadline. */
  validMinutes: whole(5, 60 * 24 * 365)
    .nullable()
    .default(null),
};
const rewardOf = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  fields({ ...common, kind: z.literal(kind, fault("invalid")), ...shape });

export const rewardKinds = [
  "amount-off",
  "percentage-off",
  "free-shipping",
  "free-product",
  "store-credit",
  "gift-card",
] as const;
export type RewardKind = (typeof rewardKinds)[number];

/** Kinds whose worth in money is their price's; the others' worth is what the order says. */
const moneyKinds: ReadonlySet<RewardKind> = new Set(["amount-off", "store-credit", "gift-card"]);
/** Kinds that are money given outside of any order: no order uses them, so no order's return gives them back. */
const giftKinds: ReadonlySet<RewardKind> = new Set(["store-credit", "gift-card"]);

export const isWorthMoney = (kind: RewardKind): boolean => moneyKinds.has(kind);
export const isGift = (kind: RewardKind): boolean => giftKinds.has(kind);

export const rewardSchema = z
  .discriminatedUnion(
    "kind",
    [
      rewardOf("amount-off", {}),
      rewardOf("percentage-off", { percentBp: whole(1, 10_000) }),
      /** The most a delivery may cost to be free; 0 for any. */
      rewardOf("free-shipping", { maximumShippingMinor: whole(0, muchMoney) }),
      rewardOf("free-product", {
        productId: storeIdSchema,
        variantId: storeIdSchema.nullable(),
        title: z.string(fault("required")).trim().min(1, fault("required")).max(255, fault("too-long")),
        quantity: whole(1, 100),
      }),
      rewardOf("store-credit", {}),
      rewardOf("gift-card", {}),
    ],
    fault("invalid"),
  )
  .superRefine((reward, context) => {
    const complain = (path: string[], message: FieldFault) =>
      context.addIssue({ code: "custom", path: ["price", ...path], message });
    // A store counts the product alone for such a code, so a minimum would not mean what it says.
    if (reward.kind === "free-product" && reward.minimumSubtotalMinor > 0)
      context.addIssue({
        code: "custom",
        path: ["minimumSubtotalMinor"],
        message: "invalid" satisfies FieldFault,
      });
    const isMoney = isWorthMoney(reward.kind);
    if (!isMoney && reward.price.mode === "slider") complain(["mode"], "invalid");
    if (reward.price.mode === "slider") return;
    if (isMoney && reward.price.valueMinor === 0) complain(["valueMinor"], "too-small");
    if (reward.price.points === 0 && !isPersonal(reward.gates)) complain(["points"], "too-small");
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

/**
 * The smallest subtotal a code of this worth may be used on, so that a reward in money never pays more than the program's share of it; rounded up. A percentage
 * says its own share.
 */
export function minimumSubtotal(reward: Reward, value: Minor, maximumShareBp: number): Minor {
  const own = minor(reward.minimumSubtotalMinor);
  if (maximumShareBp === 0 || reward.kind !== "amount-off") return own;
  return minor(Math.max(own, divide(BigInt(value) * 10_000n, BigInt(maximumShareBp), "up")));
}

/** What may stand beside its code. A free delivery stands beside no other discount on the delivery: there is nothing left to discount. */
export function combinationsOf(reward: Reward): Reward["combinesWith"] {
  return reward.kind === "free-shipping"
    ? { ...reward.combinesWith, shippingDiscounts: false }
    : reward.combinesWith;
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
