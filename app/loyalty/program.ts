/**
 * A program's terms: one immutable version of a shop's rules. Law 2: an order keeps the terms in force when it was first awarded,
 * so old versions stay readable for ever; a change makes a new version. This schema is the only definition of their shape.
 */
import { z } from "zod";
import { campaignSchema } from "./campaigns";
import { storeIdSchema } from "./conditions";
import { earningRuleSchema } from "./earning-rules/definition";
import { automaticMembership, membershipSchema } from "./membership";
import { noReferrals, referralTermsSchema } from "./referrals";
import { rewardSchema } from "./rewards";
import { type FieldFault, fault, fields, localizedTextSchema, whole, yesOrNo } from "./schema-parts";
import { segmentSchema } from "./segments";
import { tierProgramSchema } from "./tiers";

/** What of an order earns. The defaults are the house's: what was paid with money for goods. */
export const eligibilitySchema = fields({
  /** false: points also on what the merchant's own discounts took off (never on what a reward took off). */
  netOfDiscounts: yesOrNo,
  includeTax: yesOrNo,
  includeShipping: yesOrNo,
  includeGiftCards: yesOrNo,
  /** Products and collections that never earn. */
  excludedProducts: z.array(storeIdSchema, fault("invalid")).max(1_000, fault("too-big")).default([]),
  excludedCollections: z.array(storeIdSchema, fault("invalid")).max(1_000, fault("too-big")).default([]),
});
export type Eligibility = z.infer<typeof eligibilitySchema>;

/** From when the return window counts. Nothing matures before there is such a moment. */
export const pendingStarts = ["payment", "fulfilment"] as const;

export const expirySchema = z.discriminatedUnion(
  "kind",
  [
    fields({ kind: z.literal("never") }),
    fields({ kind: z.literal("age"), months: whole(1, 120) }),
    /** Days without an order or a redemption of the member. */
    fields({ kind: z.literal("inactivity"), days: whole(1, 3_650) }),
    /** At the end of one day of the year, in the shop's time zone; points earned less than `spareMonths` before it live a year longer. */
    fields({
      kind: z.literal("calendar"),
      month: whole(1, 12),
      day: whole(1, 31),
      spareMonths: whole(0, 11),
    }),
  ],
  fault("invalid"),
);
export type Expiry = z.infer<typeof expirySchema>;

/** An order in another currency is converted explicitly: `fromMinor` of it are worth `toMinor` of the program's (field lesson 11). */
export const exchangeRateSchema = fields({
  currency: z.string(fault("required")).regex(/^[A-Z]{3}$/, fault("invalid")),
  fromMinor: whole(1, 1_000_000_000_000),
  toMinor: whole(1, 1_000_000_000_000),
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

export const termsSchema = fields({
  currency: z.string(fault("required")).regex(/^[A-Z]{3}$/, fault("invalid")),
  pointsName: localizedTextSchema,
  earningRules: z
    .array(earningRuleSchema, fault("required"))
    .min(1, fault("required"))
    .max(500, fault("too-big")),
  eligibility: eligibilitySchema,
  exchangeRates: z.array(exchangeRateSchema, fault("invalid")).max(100, fault("too-big")).default([]),
  campaigns: z.array(campaignSchema, fault("invalid")).max(200, fault("too-big")).default([]),
  segments: z.array(segmentSchema, fault("invalid")).max(100, fault("too-big")).default([]),
  /** Days after `pendingFrom` until points can be spent; 0 is at once. */
  pendingDays: whole(0, 365),
  pendingFrom: z.enum(pendingStarts, fault("invalid")).default("payment"),
  expiry: expirySchema,
  /** A notice is an event, so many days before points expire. */
  expiryNoticeDays: z.array(whole(1, 365), fault("invalid")).max(5, fault("too-big")).default([30, 7]),
  tiers: tierProgramSchema,
  rewards: z.array(rewardSchema, fault("invalid")).max(200, fault("too-big")),
  redemption: fields({
    /** A balance below this cannot redeem at all. */
    minimumPoints: whole(0, 1_000_000_000),
    /** Minutes until an unused code dies and its points return. */
    deadlineMinutes: whole(5, 60 * 24 * 90),
    /** The most points one order may use; 0 for no limit. */
    maximumPointsPerOrder: whole(0, 1_000_000_000).default(0),
    /** The most of an order's subtotal that a reward in money may pay, basis points; 0 for no limit. */
    maximumShareBp: whole(0, 10_000).default(0),
  }),
  membership: membershipSchema.default(automaticMembership),
  referrals: referralTermsSchema.default(noReferrals),
}).superRefine((terms, context) => {
  for (const [list, path] of [
    [terms.rewards, "rewards"],
    [terms.tiers.levels, "tiers"],
    [terms.earningRules, "earningRules"],
    [terms.campaigns, "campaigns"],
    [terms.segments, "segments"],
  ] as const) {
    if (new Set(list.map((item) => item.id)).size !== list.length) {
      context.addIssue({ code: "custom", path: [path], message: "duplicate-id" satisfies FieldFault });
    }
  }
});
export type Terms = z.infer<typeof termsSchema>;
/** As they are written, before defaults are filled in. */
export type TermsInput = z.input<typeof termsSchema>;

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
