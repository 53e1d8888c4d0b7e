/**
 * The API of the block on a customer's page in the store's admin (`/api/admin-block/…`, session token of the staff member, CORS):
 *
 * GET  customers/:customerId         → adminBlockView
 * POST customers/:customerId/adjust  adjustRequest → adjustAnswer (200 done, 409 declined, 422 not readable)
 *
 * `:customerId` is the number at the end of "gid://shopify/Customer/…". Texts are in the asked language (`?locale=`).
 */
import * as z from "zod/mini";
import { historyEntry } from "./account-api";

export const adminBlockMember = z.object({
  memberId: z.int(),
  /** Where the app's own page of this member is, within the app: "/app/members/17". */
  path: z.string(),
  status: z.enum(["active", "left", "lapsed", "closed", "merged"]),
  /** Said when the status is not active; else null. */
  statusText: z.nullable(z.string()),
  balance: z.int(),
  /** "1,250 points". */
  balanceText: z.string(),
  /** "40 pending, 500 held for rewards"; null when there are none. */
  heldText: z.nullable(z.string()),
  tier: z.nullable(z.string()),
  /** "62% of the way to Gold"; null at the top. */
  progress: z.nullable(z.object({ percent: z.int(), text: z.string() })),
  joinedText: z.string(),
  entries: z.array(historyEntry),
});
export type AdminBlockMember = z.infer<typeof adminBlockMember>;

export const adminBlockView = z.object({
  locale: z.string(),
  direction: z.enum(["ltr", "rtl"]),
  pointsName: z.string(),
  /** null for a customer who is no member. */
  member: z.nullable(adminBlockMember),
  /** Why staff may adjust, in the asked language. */
  reasons: z.array(z.object({ id: z.string(), label: z.string() })),
});
export type AdminBlockView = z.infer<typeof adminBlockView>;

export const adjustRequest = z.object({
  /** Signed, never 0. */
  points: z.int(),
  reason: z.string().check(z.minLength(1), z.maxLength(40)),
  note: z.string().check(z.maxLength(500)),
  /** Chosen once for one intention, so that sending it twice adjusts once. */
  key: z.string().check(z.minLength(8), z.maxLength(64)),
});
export type AdjustRequest = z.infer<typeof adjustRequest>;

export const adjustAnswer = z.discriminatedUnion("status", [
  z.object({ status: z.literal("done"), message: z.string(), view: adminBlockView }),
  z.object({ status: z.literal("declined"), reason: z.string(), message: z.string() }),
]);
export type AdjustAnswer = z.infer<typeof adjustAnswer>;
