/** Membership: how customers become members. The terms' part and its words; the services enrol, the core judges. */
import { z } from "zod";
import { storeIdSchema } from "./conditions";
import { fault, fields, localizedTextSchema, whole } from "./schema-parts";

/** `automatic`: with the account or the first order; `opt-in`: by joining; `invitation`: with a staff member's invitation; `paid`: by buying a product. */
export const membershipModes = ["automatic", "opt-in", "invitation", "paid"] as const;
export type MembershipMode = (typeof membershipModes)[number];

export const membershipSchema = fields({
  mode: z.enum(membershipModes, fault("invalid")),
  /** Orders up to this many days old are awarded when their buyer joins with the same verified e-mail; 0 for none. */
  claimDays: whole(0, 365),
  paid: fields({
    /** Buying one of them makes a member, or prolongs. */
    productIds: z.array(storeIdSchema, fault("invalid")).max(50, fault("too-big")),
    months: whole(1, 120),
  }),
  /** What a joining customer agrees to; stored with the consent, word for word. */
  consentText: localizedTextSchema,
}).refine((membership) => membership.mode !== "paid" || membership.paid.productIds.length > 0, {
  ...fault("required"),
  path: ["paid", "productIds"],
});
export type Membership = z.infer<typeof membershipSchema>;

export const automaticMembership: Membership = {
  mode: "automatic",
  claimDays: 60,
  paid: { productIds: [], months: 12 },
  consentText: {
    en: "I join the loyalty program and agree that my orders are counted for points.",
    fa: "به برنامه وفاداری می‌پیوندم و می‌پذیرم که سفارش‌هایم برای امتیاز شمرده شود.",
    ar: "أنضم إلى برنامج الولاء وأوافق على احتساب طلباتي للنقاط.",
  },
};

/** What a member may agree to, each by itself and each withdrawable. */
export const consentPurposes = ["program", "email", "sms", "profiling"] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];
