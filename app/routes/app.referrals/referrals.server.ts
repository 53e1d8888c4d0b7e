/** What the referrals page shows: the terms, the figures of a year, who waits for a person, and everybody. */
import { z } from "zod";
import type { Page } from "../../db/read/keyset";
import {
  countReferrals,
  listReferrals,
  type ReferralCounts,
  type ReferralItem,
  readReviewQueue,
} from "../../db/read/referral-list";
import type { ReferralState, Signal } from "../../loyalty/referral-state";
import { everydayUnit } from "../../services/install-shop";
import { staffNames } from "../app/actors.server";
import type { Staff } from "../app/staff.server";
import { savedTerms } from "../app/terms-page.server";

const yearMs = 365 * 86_400_000;
const shown = 25;
const queueShown = 20;
const exampleUnits = 60;

export interface ReferralView {
  readonly id: number;
  readonly state: ReferralState;
  readonly review: boolean;
  readonly score: number;
  readonly signals: readonly Signal[];
  /** Why nothing was rewarded, and who decided, in the reader's language. */
  readonly because: string | null;
  readonly decidedBy: string | null;
  readonly invitedAt: number;
  readonly dueAt: number | null;
  readonly advocate: { readonly id: number; readonly name: string };
  readonly friend: { readonly id: number; readonly name: string } | null;
  readonly orderName: string | null;
  /** A person may still overrule. */
  readonly mayApprove: boolean;
}

export interface ReferralPageView {
  readonly queue: readonly ReferralView[];
  readonly rows: readonly ReferralView[];
  readonly counts: ReferralCounts;
  readonly newer: number | null;
  readonly older: number | null;
}

const cursor = z.coerce.number().int().positive().optional().catch(undefined);
const wishSchema = z.object({ after: cursor, before: cursor });

const overruled = new Set(["prior-customer", "self-referral", "staff"]);

async function viewsOf(staff: Staff, items: readonly ReferralItem[]): Promise<ReferralView[]> {
  const { t, knows } = staff.translator;
  const names = await staffNames(
    staff,
    items.flatMap(({ decidedBy }) => (decidedBy === null ? [] : [decidedBy])),
  );
  return items.map(({ reason, decidedBy, orderId, termsVersion: _, ...item }) => {
    const key = `referral.reason.${reason}`;
    return {
      ...item,
      because: reason === null ? null : knows(key) ? t(key) : reason,
      decidedBy: decidedBy === null ? null : (names[decidedBy] ?? decidedBy),
      mayApprove:
        item.review ||
        (item.state === "rejected" && reason !== null && overruled.has(reason) && orderId !== null),
    };
  });
}

export async function readReferralPage(staff: Staff, url: URL) {
  const { sql, shop, services } = staff;
  const wish = wishSchema.parse(Object.fromEntries(url.searchParams));
  const since = new Date(services.now() - yearMs);
  const [saved, queue, page, counts] = await Promise.all([
    savedTerms(staff),
    readReviewQueue(sql, shop.shopId, queueShown),
    listReferrals(sql, shop.shopId, { ...wish, limit: shown }),
    countReferrals(sql, shop.shopId, since),
  ]);
  const { newer, older }: Page<ReferralItem, number> = page;
  const view: ReferralPageView = {
    queue: await viewsOf(staff, queue),
    rows: await viewsOf(staff, page.items),
    counts,
    newer,
    older,
  };
  return { saved, view, order: exampleUnits * everydayUnit(shop) };
}

export const decisionSchema = z.object({
  id: z.coerce.number().int().positive(),
  verdict: z.enum(["approve", "reject"]),
  reason: z.string().max(500),
});
