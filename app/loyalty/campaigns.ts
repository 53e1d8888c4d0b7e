/**
 * Campaigns: dated, budgeted changes to earning. Their shape only; how they change an award is in award.ts. Priority and stacking are explicit: campaigns are
 * taken in descending priority, an `alone` campaign is taken only when it is the first to apply, and then nothing else is.
 */
import { z } from "zod";
import { always, conditionsSchema } from "./conditions";
import { fault, fields, handle, localizedTextSchema, whole, yesOrNo } from "./schema-parts";

/** A moment, epoch milliseconds. */
const moment = whole(0, 8_640_000_000_000_000);

export const campaignEffectSchema = z.discriminatedUnion(
  "kind",
  [
    /** Basis points on what the rules gave: 20,000 doubles it. Campaigns add up; they do not multiply one another. */
    fields({ kind: z.literal("multiplier"), multiplierBp: whole(10_001, 1_000_000) }),
    /** Points once per order. */
    fields({ kind: z.literal("bonus"), points: whole(1, 1_000_000_000) }),
  ],
  fault("invalid"),
);
export type CampaignEffect = z.infer<typeof campaignEffectSchema>;

export const stackings = ["adds", "alone"] as const;

export const campaignSchema = fields({
  id: handle,
  name: localizedTextSchema,
  active: yesOrNo,
  /** Orders placed from here … */
  from: moment,
  /** … and before here; null for open-ended. */
  until: moment.nullable(),
  conditions: conditionsSchema.default(always),
  effect: campaignEffectSchema,
  /** Higher is taken first. */
  priority: whole(0, 1_000),
  stacking: z.enum(stackings, fault("invalid")),
  /** The points it may give in all; null for no limit. */
  budgetPoints: whole(1, 1_000_000_000_000).nullable(),
}).refine((campaign) => campaign.until === null || campaign.until > campaign.from, {
  ...fault("ends-before-it-begins"),
  path: ["until"],
});
export type Campaign = z.infer<typeof campaignSchema>;
