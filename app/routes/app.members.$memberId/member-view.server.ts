/** Everything the member page shows, read and put into words for one reader. */
import { readPastEvents } from "../../db/past-events";
import { readAuditTrail } from "../../db/read/audit-trail";
import { type MemberHead, readMemberHead, readSpendable, type Spendable } from "../../db/read/member-page";
import { readOpenRedemptions } from "../../db/redemptions";
import type { MemberId } from "../../loyalty/brand";
import { worthText } from "../../services/offers";
import { staffNames } from "../app/actors.server";
import type { Staff } from "../app/staff.server";
import type { PastView } from "./past-card";
import { readTierView, type TierView } from "./tier-view.server";
import { readTimelineView, type TimelineView } from "./timeline-view.server";

const timelinePage = 20;
const auditRows = 20;
const pastEvents = 100;

export interface RedemptionView {
  readonly id: string;
  readonly reward: string;
  readonly points: number;
  /** What it is worth, in words. */
  readonly worth: string;
  readonly state: "reserved" | "issued" | "releasing";
  readonly deadline: number;
}

export interface AuditView {
  readonly id: number;
  readonly text: string;
  readonly actor: string;
  readonly at: number;
  readonly points: number | null;
}

export interface BalanceView
  extends Pick<MemberHead, "reserved" | "deficit" | "earned" | "spent" | "expired"> {
  readonly active: number;
  readonly pending: number;
  readonly nextExpiry: { readonly points: number; readonly at: number } | null;
}

export interface MemberView {
  readonly id: number;
  readonly status: MemberHead["status"];
  readonly mergedInto: number | null;
  readonly profile: MemberHead["profile"];
  readonly customerIds: readonly string[];
  readonly joinedAt: number;
  readonly balance: BalanceView;
  readonly tier: TierView;
  readonly redemptions: readonly RedemptionView[];
  readonly timeline: TimelineView;
  /** Of a former program, newest first. */
  readonly past: readonly PastView[];
  readonly audit: readonly AuditView[];
  /** Names by actor, for whoever is named on the page. */
  readonly actors: Readonly<Record<string, string>>;
}

function balanceView(head: MemberHead, { active, pending, nextExpiry }: Spendable): BalanceView {
  const { reserved, deficit, earned, spent, expired } = head;
  const next = nextExpiry && { points: nextExpiry.points, at: nextExpiry.at.getTime() };
  return { active, pending, reserved, deficit, earned, spent, expired, nextExpiry: next };
}

async function readRedemptionViews(
  { sql, shop, services, translator }: Staff,
  memberId: MemberId,
): Promise<RedemptionView[]> {
  const open = await readOpenRedemptions(sql, shop.shopId, memberId);
  return Promise.all(
    open.map(async (one) => {
      const terms = await services.terms(sql, shop.shopId, one.termsVersion);
      const reward = terms.rewards.find((candidate) => candidate.id === one.rewardId);
      return {
        id: one.redemptionId,
        reward: reward ? translator.text(reward.name) : one.rewardId,
        points: one.points,
        worth: worthText({ kind: one.kind, value: one.value, reward }, { terms, translator }),
        state:
          one.releasing !== null || one.codeDead
            ? "releasing"
            : one.state === "issued"
              ? "issued"
              : "reserved",
        deadline: one.deadline,
      };
    }),
  );
}

const pointsIn = (details: unknown): number | null =>
  typeof details === "object" && details !== null && "points" in details && typeof details.points === "number"
    ? details.points
    : null;

async function readAuditView({ sql, shop, translator }: Staff, memberId: MemberId): Promise<AuditView[]> {
  const rows = await readAuditTrail(sql, shop.shopId, { subject: `member:${memberId}`, limit: auditRows });
  return rows.map(({ id, action, actor, at, details }) => {
    const key = `audit.${action}`;
    const text = translator.knows(key) ? translator.t(key) : translator.t("audit.unknown", { action });
    return { id, actor, at: at.getTime(), text, points: pointsIn(details) };
  });
}

/** Null when there is no such member in this shop. */
export async function readMemberView(
  staff: Staff,
  memberId: MemberId,
  edge: { after?: number | undefined; before?: number | undefined },
): Promise<MemberView | null> {
  const { sql, shop, services } = staff;
  const head = await readMemberHead(sql, shop.shopId, memberId);
  if (!head) return null;
  const [spendable, timeline, redemptions, audit, tier, past] = await Promise.all([
    readSpendable(sql, shop.shopId, { memberId, at: new Date(services.now()) }),
    readTimelineView(staff, { memberId, limit: timelinePage, ...edge }),
    readRedemptionViews(staff, memberId),
    readAuditView(staff, memberId),
    readTierView(staff, memberId),
    readPastEvents(sql, shop.shopId, { memberId, limit: pastEvents }),
  ]);
  const named = [...timeline.entries.map((entry) => entry.actor), ...audit.map((row) => row.actor)];
  return {
    id: memberId,
    status: head.status,
    mergedInto: head.mergedInto,
    profile: head.profile,
    customerIds: head.customerIds,
    joinedAt: head.joinedAt.getTime(),
    balance: balanceView(head, spendable),
    tier,
    redemptions,
    timeline,
    // They come after the oldest entry of the ledger.
    past: timeline.older === null ? past : [],
    audit,
    actors: await staffNames(staff, named),
  };
}
