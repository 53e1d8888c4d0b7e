/**
 * The membership API: joining, leaving, consents and personal data, for the storefront (app proxy `/proxy/…`) and the customer account
 * (`/api/account/…`). Law 7: a refusal is a value with a reason; `message` is that reason in the shopper's language.
 *
 * GET  …/membership       → membershipView
 * POST …/membership       joinRequest → membershipAnswer
 * POST …/membership/leave → membershipAnswer
 * GET  …/consents         → membershipView
 * POST …/consents         consentRequest → membershipAnswer
 * GET  …/personal-data    → everything we hold of the member, as JSON
 * POST …/personal-data    eraseRequest → membershipAnswer (erases, and ends the membership)
 *
 * Forms post the same fields as application/x-www-form-urlencoded: `consent_program=on`, `purpose=email&granted=no`, `confirm=yes`.
 */
import * as z from "zod/mini";

export const membershipMode = z.enum(["automatic", "opt-in", "invitation", "paid"]);
export const consentPurpose = z.enum(["program", "email", "sms", "profiling"]);

/** `none`: never a member. `lapsed`: a paid membership that ran out. */
export const membershipStatus = z.enum(["none", "active", "left", "lapsed", "closed"]);

/** One purpose as it stands, in the asked language. `at` is null while nobody was asked. */
export const consentView = z.object({
  purpose: consentPurpose,
  title: z.string(),
  granted: z.boolean(),
  /** The words that were agreed to, or those that would be. */
  text: z.string(),
  at: z.nullable(z.int()),
});
export type ConsentView = z.infer<typeof consentView>;

export const membershipView = z.object({
  locale: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  mode: membershipMode,
  status: membershipStatus,
  /** One sentence on how things stand. */
  statusText: z.string(),
  /** Whether POST …/membership would be done now; otherwise why not, in their language. */
  canJoin: z.boolean(),
  joinClosedBecause: z.nullable(z.string()),
  joinedAt: z.nullable(z.int()),
  /** When a paid membership ends, epoch milliseconds; null for one without end. */
  until: z.nullable(z.int()),
  untilText: z.nullable(z.string()),
  /** What is lost by leaving: said before. */
  pointsAtStake: z.int(),
  leaveWarning: z.nullable(z.string()),
  consents: z.array(consentView),
});
export type MembershipView = z.infer<typeof membershipView>;

/** `program` has to be among the consents: it is what joining means. */
export const joinRequest = z.object({ consents: z.array(consentPurpose).check(z.maxLength(8)) });
export type JoinRequest = z.infer<typeof joinRequest>;

export const consentRequest = z.object({ purpose: consentPurpose, granted: z.boolean() });
export type ConsentRequest = z.infer<typeof consentRequest>;

export const eraseRequest = z.object({ confirm: z.literal(true) });
export type EraseRequest = z.infer<typeof eraseRequest>;

export const membershipAnswer = z.discriminatedUnion("status", [
  z.object({ status: z.literal("done"), membership: membershipView }),
  z.object({ status: z.literal("declined"), reason: z.string(), message: z.string() }),
]);
export type MembershipAnswer = z.infer<typeof membershipAnswer>;
