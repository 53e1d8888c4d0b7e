/**
 * The program summary: what theme blocks must know of a shop's program to print "this product earns N points" and the
 * rewards list without a request. Kept as one JSON metafield of the app installation (PROGRAM_METAFIELD).
 */
import * as z from "zod/mini";
import { earningForm } from "./earning-api";
import { localizedText, tierSummary } from "./member-snapshot";

/** Sentences per language; a language that is missing reads the English ones. */
const localizedNotes = z.object({
  en: z.array(z.string()),
  fa: z.array(z.string()),
  ar: z.array(z.string()),
});

/** Which other discounts may stand beside this one; the names are Shopify's discount classes. */
export const combinesWith = z.object({
  orderDiscounts: z.boolean(),
  productDiscounts: z.boolean(),
  shippingDiscounts: z.boolean(),
});
export type CombinesWith = z.infer<typeof combinesWith>;

/** A fixed price in points for a fixed amount, or a slider: every `stepPoints` are worth `stepValueMinor`. */
export const rewardPrice = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("fixed"), points: z.int(), valueMinor: z.int() }),
  z.object({
    mode: z.literal("slider"),
    stepPoints: z.int(),
    stepValueMinor: z.int(),
    minPoints: z.int(),
    /** 0 means no upper limit. */
    maxPoints: z.int(),
  }),
]);
export type RewardPrice = z.infer<typeof rewardPrice>;

/** What a reward is; what each needs besides its price. */
export const rewardKind = z.enum([
  "amount-off",
  "percentage-off",
  "free-shipping",
  "free-product",
  "store-credit",
  "gift-card",
]);
export type RewardKind = z.infer<typeof rewardKind>;

export const rewardSummary = z.object({
  id: z.string(),
  kind: rewardKind,
  /** Basis points off, for `percentage-off`; else null. */
  percentBp: z.nullable(z.int()),
  /** What is given, for `free-product`; else null. */
  product: z.nullable(z.object({ productId: z.string(), title: z.string(), quantity: z.int() })),
  /** Tiers that may have it; empty for all. */
  tierIds: z.array(z.string()),
  /** When it can be had, epoch milliseconds; null for open-ended. */
  from: z.nullable(z.int()),
  until: z.nullable(z.int()),
  /** "From Dec 1"; null when it has no beginning. */
  opens: z.nullable(localizedText),
  soldOut: z.boolean(),
  /** What else has to be known before redeeming, a few words each: tiers, limits, dates. */
  notes: localizedNotes,
  name: localizedText,
  price: rewardPrice,
  /** Smallest cart subtotal, minor units; 0 means none. */
  minimumSubtotalMinor: z.int(),
  combinesWith,
});
export type RewardSummary = z.infer<typeof rewardSummary>;

/** Referral as the storefront shows it; null while there is none. Texts are made by the server per language. */
export const referralSummary = z.nullable(
  z.object({
    advocatePoints: z.int(),
    friend: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("amount-off"), valueMinor: z.int() }),
      z.object({ kind: z.literal("percentage-off"), percentBp: z.int() }),
    ]),
  }),
);

export const programSummary = z.object({
  version: z.int(),
  currency: z.string(),
  /** Decimals of the currency: 0, 2 or 3. */
  exponent: z.int(),
  pointsName: localizedText,
  /** `points` for every `perMinor` minor units spent: {1, 100} is one point per 1.00. */
  earning: z.object({ points: z.int(), perMinor: z.int(), rounding: z.enum(["down", "nearest", "up"]) }),
  /** A balance below this cannot redeem at all; 0 means no such limit. */
  minimumPoints: z.int(),
  tiers: z.array(tierSummary),
  rewards: z.array(rewardSummary),
  /** Whether there are personal offers, which are not in this list because they are nobody else's business. */
  personalOffers: z.boolean(),
  referral: referralSummary,
  /** What members can do themselves to earn: enter a code, tell their birthday. */
  forms: z.array(earningForm),
  /** How customers become members; `automatic` needs no asking. */
  membership: z.enum(["automatic", "opt-in", "invitation", "paid"]),
  /** What a joining customer agrees to, word for word. */
  consentText: z.optional(localizedText),
});
export type ProgramSummary = z.infer<typeof programSummary>;
