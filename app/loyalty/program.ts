/**
 * A program's terms: one immutable version of a shop's rules. Law 2: an order keeps the terms in force when it was first awarded,
 * so old versions stay readable for ever; a change makes a new version. This schema is the only definition of their shape.
 */
import { z } from "zod";
import { earningRuleSchema } from "./earning-rules/definition";
import { rewardSchema } from "./rewards";
import { type FieldFault, fault, fields, localizedTextSchema, whole, yesOrNo } from "./schema-parts";
import { tierProgramSchema } from "./tiers";

/** What of an order earns. The defaults are the house's: what was paid with money for goods. */
export const eligibilitySchema = fields({
  /** false: points also on what the merchant's own discounts took off (never on what a reward took off). */
  netOfDiscounts: yesOrNo,
  includeTax: yesOrNo,
  includeShipping: yesOrNo,
  includeGiftCards: yesOrNo,
});
export type Eligibility = z.infer<typeof eligibilitySchema>;

export const expirySchema = z.discriminatedUnion(
  "kind",
  [fields({ kind: z.literal("never") }), fields({ kind: z.literal("age"), months: whole(1, 120) })],
  fault("invalid"),
);
export type Expiry = z.infer<typeof expirySchema>;

export const termsSchema = fields({
  currency: z.string(fault("required")).regex(/^[A-Z]{3}$/, fault("invalid")),
  pointsName: localizedTextSchema,
  earningRules: z
    .array(earningRuleSchema, fault("required"))
    .min(1, fault("required"))
    .max(500, fault("too-big")),
  eligibility: eligibilitySchema,
  /** Days after payment until points can be spent; 0 is at once. */
  pendingDays: whole(0, 365),
  expiry: expirySchema,
  tiers: tierProgramSchema,
  rewards: z.array(rewardSchema, fault("invalid")).max(200, fault("too-big")),
  redemption: fields({
    /** A balance below this cannot redeem at all. */
    minimumPoints: whole(0, 1_000_000_000),
    /** Minutes until an unused code dies and its points return. */
    deadlineMinutes: whole(5, 60 * 24 * 90),
  }),
}).superRefine((terms, context) => {
  for (const [list, path] of [
    [terms.rewards, "rewards"],
    [terms.tiers.levels, "tiers"],
    [terms.earningRules, "earningRules"],
  ] as const) {
    if (new Set(list.map((item) => item.id)).size !== list.length) {
      context.addIssue({ code: "custom", path: [path], message: "duplicate-id" satisfies FieldFault });
    }
  }
});
export type Terms = z.infer<typeof termsSchema>;

/** The first program of a new shop: about 5 % back, three tiers, two rewards, points valid for a year. */
export function firstTerms(currencyCode: string, unitMinor: number): Terms {
  return termsSchema.parse({
    currency: currencyCode,
    pointsName: { en: "points", fa: "امتیاز", ar: "نقاط" },
    earningRules: [
      {
        id: "spend",
        kind: "spend",
        name: { en: "Points for every purchase", fa: "امتیاز هر خرید", ar: "نقاط على كل عملية شراء" },
        arguments: { points: 5, perMinor: unitMinor, rounding: "down" },
      },
    ],
    eligibility: { netOfDiscounts: true, includeTax: false, includeShipping: false, includeGiftCards: false },
    pendingDays: 0,
    expiry: { kind: "age", months: 12 },
    tiers: {
      metric: "spend",
      levels: [
        {
          id: "bronze",
          name: { en: "Bronze", fa: "برنزی", ar: "برونزي" },
          threshold: 0,
          multiplierBp: 10_000,
        },
        {
          id: "silver",
          name: { en: "Silver", fa: "نقره‌ای", ar: "فضي" },
          threshold: 500 * unitMinor,
          multiplierBp: 12_500,
        },
        {
          id: "gold",
          name: { en: "Gold", fa: "طلایی", ar: "ذهبي" },
          threshold: 2_000 * unitMinor,
          multiplierBp: 15_000,
        },
      ],
    },
    rewards: [
      {
        id: "five-off",
        kind: "amount-off",
        active: true,
        name: { en: "Money off your order", fa: "تخفیف سفارش", ar: "خصم على طلبك" },
        price: { mode: "fixed", points: 500, valueMinor: 5 * unitMinor },
        minimumSubtotalMinor: 0,
        combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
      },
      {
        id: "slider",
        kind: "amount-off",
        active: true,
        name: { en: "Choose how much", fa: "خودتان انتخاب کنید", ar: "اختر المبلغ" },
        price: { mode: "slider", stepPoints: 100, stepValueMinor: unitMinor, minPoints: 100, maxPoints: 0 },
        minimumSubtotalMinor: 0,
        combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
      },
    ],
    redemption: { minimumPoints: 0, deadlineMinutes: 60 * 24 },
  });
}
