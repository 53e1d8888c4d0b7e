/**
 * The referral API: an advocate's link and how their friends stand, for the storefront (app proxy) and the customer account; and a friend's welcome
 * code at the link's page. Of friends nothing personal is told to anybody, and the answer to an e-mail is the same whether or not we know it.
 *
 * GET  /proxy/referral, /api/account/referral → referralOverview
 * GET  /proxy/referral/:code                  → the landing page
 * POST /proxy/referral/:code                  invitationRequest → invitationAnswer
 */
import * as z from "zod/mini";

export const friendState = z.enum(["invited", "qualified", "rewarded", "rejected"]);
export type FriendState = z.infer<typeof friendState>;

export const friendView = z.object({
  /** Our number of the invitation; says nothing of the friend. */
  id: z.int(),
  state: friendState,
  /** One sentence in the asked language. */
  text: z.string(),
  invitedAt: z.int(),
  /** When the reward is due, while it waits. */
  dueAt: z.nullable(z.int()),
});
export type FriendView = z.infer<typeof friendView>;

export const referralOverview = z.object({
  locale: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  /** Referrals are on, and the shopper is a member. */
  active: z.boolean(),
  /** The member's own code; null while not active. */
  code: z.nullable(z.string()),
  /** The link's path after the storefront's root: "apps/vafa/referral/7KQ2-M4XA". */
  path: z.nullable(z.string()),
  /** The same as an address anybody can open. */
  link: z.nullable(z.string()),
  /** What the friend gets, and what the advocate gets and when. */
  friendText: z.string(),
  advocateText: z.string(),
  /** Points rewarded for friends so far. */
  earned: z.int(),
  friends: z.array(friendView),
});
export type ReferralOverview = z.infer<typeof referralOverview>;

export const invitationRequest = z.object({ email: z.string().check(z.minLength(3), z.maxLength(320)) });

export const invitationAnswer = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("invited"),
    code: z.string(),
    /** "10% off". */
    worthText: z.string(),
    /** Epoch milliseconds. */
    endsAt: z.int(),
  }),
  z.object({ status: z.literal("declined"), reason: z.string(), message: z.string() }),
]);
export type InvitationAnswer = z.infer<typeof invitationAnswer>;
