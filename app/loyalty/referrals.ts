/** Referral terms: what friend and advocate get, and when a person has to look. */
import { z } from "zod";
import { fault, fields, whole, yesOrNo } from "./schema-parts";

export const friendRewardSchema = z.discriminatedUnion(
  "kind",
  [
    fields({ kind: z.literal("amount-off"), valueMinor: whole(1, 1_000_000_000_000) }),
    fields({ kind: z.literal("percentage-off"), percentBp: whole(1, 10_000) }),
  ],
  fault("invalid"),
);

export const referralTermsSchema = fields({
  active: yesOrNo,
  friendReward: friendRewardSchema,
  advocatePoints: whole(1, 1_000_000_000),
  /** The friend's order must come to at least this, minor units. */
  minimumMinor: whole(0, 1_000_000_000_000),
  /** The return window: days after the friend's payment until the advocate is rewarded. */
  waitDays: whole(0, 365),
  /** Rewards per advocate and calendar year in the shop's time zone; 0 for no limit. */
  maximumPerYear: whole(0, 10_000),
  /** A suspicion score from here waits for a person. */
  reviewFrom: whole(1, 100),
});
export type ReferralTerms = z.infer<typeof referralTermsSchema>;

export const noReferrals: ReferralTerms = {
  active: false,
  friendReward: { kind: "percentage-off", percentBp: 1_000 },
  advocatePoints: 500,
  minimumMinor: 0,
  waitDays: 30,
  maximumPerYear: 24,
  reviewFrom: 50,
};
