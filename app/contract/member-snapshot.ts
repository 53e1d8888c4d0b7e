/**
 * The member snapshot: the small public state of a member that is pushed to the store, where theme blocks print it
 * without a request. Law 12: these key names stand, letter for letter, in shopify.app.toml, in Liquid and in GraphQL.
 */
import * as z from "zod/mini";

/** Language tag → text. English is always there: it is what a shopper reads when their language is missing. */
export const localizedText = z.object({
  en: z.string(),
  fa: z.optional(z.string()),
  ar: z.optional(z.string()),
});
export type LocalizedText = z.infer<typeof localizedText>;

/**
 * App-owned customer metafields (namespace `$app`). Liquid reads them as
 * `customer.metafields["$app"].balance`.
 */
export const METAFIELDS = {
  namespace: "$app",
  balance: { key: "balance", type: "number_integer" },
  pending: { key: "pending", type: "number_integer" },
  standing: { key: "standing", type: "json" },
} as const;

/** App-data metafield (owner: the app installation). Liquid reads it as `app.metafields.vafa.program`. */
export const PROGRAM_METAFIELD = { namespace: "vafa", key: "program", type: "json" } as const;

export const tierSummary = z.object({
  id: z.string(),
  name: localizedText,
  /** Points multiplier in basis points: 10000 is 1×, 12500 is 1.25×. */
  multiplierBp: z.int(),
});
export type TierSummary = z.infer<typeof tierSummary>;

/** How far the way to the next tier is; null when there is no higher tier. */
export const tierProgress = z.object({
  next: tierSummary,
  /** `spend` counts minor units of the program's currency, `points` counts points earned, `orders` counts orders, `engagement` rewarded actions. */
  metric: z.enum(["spend", "points", "orders", "engagement"]),
  have: z.int(),
  need: z.int(),
  /** 0–100, rounded down, so that 100 is only shown when the next tier is reached. */
  percent: z.int(),
});
export type TierProgress = z.infer<typeof tierProgress>;

/** Discounts of the present tier, which our discount function gives at the checkout. */
export const tierBenefits = z.object({
  /** Basis points off every order; 0 for none. */
  percentOffBp: z.int(),
  freeShipping: z.boolean(),
});
export type TierBenefits = z.infer<typeof tierBenefits>;

/** The easier way back to a tier that was lost. */
export const tierComeback = z.object({
  tier: tierSummary,
  metric: tierProgress.shape.metric,
  have: z.int(),
  need: z.int(),
  /** Epoch milliseconds. */
  until: z.int(),
});

/** What the `standing` metafield holds. `version` grows with every push, so an older push never replaces a newer. */
export const standingMetafield = z.object({
  version: z.int(),
  tier: z.nullable(tierSummary),
  benefits: tierBenefits,
  /** To the next tier; under grace, to keeping the present one. */
  progress: z.nullable(tierProgress),
  /** The tier is kept until then (epoch milliseconds) although it is not qualified for any more. */
  grace: z.nullable(z.object({ until: z.int() })),
  comeback: z.nullable(tierComeback),
  reserved: z.int(),
  /** Whether the customer is a member now, and until when (epoch milliseconds; null for without end). Blocks take a snapshot without it for a member's. */
  membership: z.optional(
    z.object({
      status: z.enum(["active", "left", "lapsed", "closed", "merged"]),
      until: z.nullable(z.int()),
    }),
  ),
  /** Whether their birthday is on record; which day it is stays with the shop. A snapshot without it was pushed before this was told. */
  birthday: z.optional(z.object({ known: z.boolean() })),
  /** Points that expire next, and when (epoch milliseconds); null when nothing expires. */
  nextExpiry: z.nullable(z.object({ points: z.int(), at: z.int() })),
});
export type StandingMetafield = z.infer<typeof standingMetafield>;

export const memberSnapshot = z.object({
  balance: z.int(),
  pending: z.int(),
  standing: standingMetafield,
});
export type MemberSnapshot = z.infer<typeof memberSnapshot>;
