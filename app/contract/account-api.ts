/**
 * The customer account's API (`/api/account/…`, session token, CORS), beyond what it shares with other doors:
 *
 * GET  standing                                                                       → accountStanding
 * POST redemptions, GET redemptions/:id, POST redemptions/:id/release                 redemption-api.ts
 * GET  history?after=seq                                                              → historyPage
 * GET  referral                                                                       referral-api.ts
 * POST codes, POST birthday                                                           earning-api.ts
 * GET/POST membership, POST membership/leave, GET/POST consents, GET/POST personal-data   membership-api.ts
 * GET  orders/:orderId/points                                                         redemption-api.ts (orderPoints)
 *
 * Every text is in the asked language (`?locale=`), dates in the shop's time zone and the language's calendar.
 */
import * as z from "zod/mini";
import { earningForm } from "./earning-api";
import { shopperStanding } from "./redemption-api";

/**
 * What every door tells of a shopper, what they can do themselves to earn, and whether their birthday is on record. Which day it is stays with the shop.
 */
export const accountStanding = z.extend(shopperStanding, {
  forms: z.array(earningForm),
  birthday: z.object({ known: z.boolean() }),
});
export type AccountStanding = z.infer<typeof accountStanding>;

/** One entry of the member's own ledger, with why it is there (law 7). */
export const historyEntry = z.object({
  seq: z.int(),
  kind: z.enum(["earn", "redeem", "expire", "adjust", "clawback", "restore"]),
  /** "For order #1001". */
  sentence: z.string(),
  /** What made up an order's points: "Points for every purchase: 62". */
  details: z.array(z.string()),
  points: z.int(),
  /** With its sign: "+62". */
  pointsText: z.string(),
  dateText: z.string(),
  /** "Can be spent from 3 May 2027", "Expires on 2 May 2028". */
  notes: z.array(z.string()),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const historyPage = z.object({
  entries: z.array(historyEntry),
  /** To be asked for as `after`; null at the end. */
  older: z.nullable(z.int()),
});
export type HistoryPage = z.infer<typeof historyPage>;

export const noHistory: HistoryPage = { entries: [], older: null };
