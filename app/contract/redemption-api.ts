/**
 * The redemption API: what the theme's script, the checkout extension and the account page ask of us, and what they get.
 * One set of shapes for every door (app proxy `/proxy/…`, checkout `/api/checkout/…`). Law 5: a redemption is a claim with a deadline.
 * Law 7: a refusal is a value with a reason; `message` is that reason in the shopper's language.
 */
import * as z from "zod/mini";
import { tierProgress, tierSummary } from "./member-snapshot";
import { combinesWith, rewardKind, rewardPrice } from "./program-summary";

export const redemptionState = z.enum(["reserved", "issued", "used", "released"]);
export type RedemptionState = z.infer<typeof redemptionState>;

/** One catalogue item as this member sees it. `name` is already in the asked language. */
export const rewardOffer = z.object({
  id: z.string(),
  kind: rewardKind,
  /** Basis points off, for `percentage-off`; else null. */
  percentBp: z.nullable(z.int()),
  productTitle: z.nullable(z.string()),
  /** Why this member cannot have it whatever their balance (gate, stock, limit, date), in their language; null when only points decide. */
  closedBecause: z.nullable(z.string()),
  name: z.string(),
  price: rewardPrice,
  currency: z.string(),
  /** What it is worth (fixed), or one step of it (slider), in words of the asked language: "£5.00 off", "10% off", "Free shipping", "£5.00 gift card". */
  valueText: z.string(),
  /** What else has to be known before redeeming, a few words each: tiers, stock, limits, dates. */
  notes: z.array(z.string()),
  minimumSubtotalMinor: z.int(),
  affordable: z.boolean(),
  /** For a slider: the most this member can spend now, a multiple of the step; for fixed: its price or 0. */
  spendablePoints: z.int(),
  /** Points still missing for the cheapest form of this reward; 0 when affordable. */
  missingPoints: z.int(),
  combinesWith,
});
export type RewardOffer = z.infer<typeof rewardOffer>;

/** A redemption the member holds: its code can be applied until the deadline (epoch milliseconds). */
export const heldRedemption = z.object({
  redemptionId: z.string(),
  rewardName: z.string(),
  kind: rewardKind,
  state: redemptionState,
  points: z.int(),
  valueMinor: z.int(),
  /** What it is worth in words of the asked language: "£5.00 off", "Free shipping". */
  valueText: z.string(),
  currency: z.string(),
  /** To be applied to a cart; for a gift card, its number. */
  code: z.nullable(z.string()),
  /** For what no order uses (store credit, gift card): what became of it, one sentence. Such a redemption is never applied and never given back. Else null. */
  note: z.nullable(z.string()),
  deadline: z.int(),
});
export type HeldRedemption = z.infer<typeof heldRedemption>;

/** GET …/standing?locale=fa → who the shopper is in the program. `member` is null for a guest or a non-member. */
export const shopperStanding = z.object({
  locale: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  pointsName: z.string(),
  member: z.nullable(
    z.object({
      balance: z.int(),
      balanceText: z.string(),
      pending: z.int(),
      tier: z.nullable(tierSummary),
      progress: z.nullable(tierProgress),
    }),
  ),
  rewards: z.array(rewardOffer),
  held: z.array(heldRedemption),
});
export type ShopperStanding = z.infer<typeof shopperStanding>;

/**
 * POST …/redemptions. `key` is chosen once by the client for one intention (a UUID): the same key again gives the same
 * redemption, so a double click or a retry after a time-out spends once. `points` is required for a slider.
 * Forms post the same fields as application/x-www-form-urlencoded.
 */
export const redemptionRequest = z.object({
  rewardId: z.string().check(z.minLength(1), z.maxLength(64)),
  points: z.optional(z.int().check(z.positive())),
  key: z.string().check(z.minLength(8), z.maxLength(64)),
});
export type RedemptionRequest = z.infer<typeof redemptionRequest>;

/**
 * Answer to POST …/redemptions (201 issued, 202 issuing, 409/422 declined), GET …/redemptions/:id and
 * POST …/redemptions/:id/release (200 released, or issued/used when it could not be released).
 */
export const redemptionAnswer = z.discriminatedUnion("status", [
  z.object({ status: z.literal("issued"), redemption: heldRedemption, balance: z.int() }),
  /** The points are held, the store has not confirmed the code yet: ask again after `retryAfterMs`. */
  z.object({
    status: z.literal("issuing"),
    redemption: heldRedemption,
    balance: z.int(),
    retryAfterMs: z.int(),
  }),
  z.object({ status: z.literal("used"), redemption: heldRedemption, balance: z.int() }),
  /** The points are back, or will be once the store has confirmed that the code is dead (`settled` false). */
  z.object({
    status: z.literal("released"),
    redemption: heldRedemption,
    balance: z.int(),
    settled: z.boolean(),
  }),
  z.object({ status: z.literal("declined"), reason: z.string(), message: z.string() }),
]);
export type RedemptionAnswer = z.infer<typeof redemptionAnswer>;

/** GET /api/checkout/orders/:orderId/points → what this order earned (thank-you page). `expected` until it is paid. */
export const orderPoints = z.discriminatedUnion("status", [
  z.object({ status: z.literal("awarded"), points: z.int(), text: z.string(), balance: z.int() }),
  z.object({ status: z.literal("expected"), text: z.string(), retryAfterMs: z.int() }),
  z.object({ status: z.literal("none"), reason: z.string(), text: z.string() }),
]);
export type OrderPoints = z.infer<typeof orderPoints>;
