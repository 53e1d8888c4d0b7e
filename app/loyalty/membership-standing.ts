/**
 * Whether somebody is a member at a moment, and which of their orders count. Orders are judged by when they were placed and not by when we heard of
 * them, so that law 1 holds for people who join, leave, lapse and come back: early or late, the same orders count.
 */
import type { AwardExclusion } from "./award";
import { type Instant, instant } from "./brand";
import { declined, done, type Outcome } from "./outcome";
import type { Period } from "./paid-membership";

/** `left` went by their own wish, `lapsed` did not pay on, `closed` was erased or deleted in the store, `merged` is somebody else now. */
export const memberStatuses = ["active", "left", "lapsed", "closed", "merged"] as const;
export type MemberStatus = (typeof memberStatuses)[number];

export interface MembershipStanding {
  readonly status: MemberStatus;
  /** When orders of the member count; null for always, where membership is automatic. */
  readonly periods: readonly Period[] | null;
  /** Of a paid membership; null for one without end. */
  readonly until: Instant | null;
  /** Guests' orders with the member's proved e-mail count from here; null for none. */
  readonly guestsFrom: Instant | null;
}

const covers = (period: Period, at: Instant) =>
  period.from <= at && (period.until === null || at < period.until);

/** Why an order placed at this moment earns nothing; null when it counts. */
export function whyNotCounted(member: MembershipStanding, placedAt: Instant): AwardExclusion | null {
  if (member.status === "closed" || member.status === "merged") return "member-closed";
  if (member.status === "left") return "not-a-member";
  if (member.periods === null || member.periods.some((period) => covers(period, placedAt))) return null;
  return member.until !== null && placedAt >= member.until ? "membership-over" : "not-a-member";
}

/** Whether a guest's order with the member's proved e-mail is the member's. */
export function claimsGuestOrder(member: MembershipStanding, placedAt: Instant): boolean {
  const from = member.guestsFrom;
  return from !== null && placedAt >= from && whyNotCounted(member, placedAt) === null;
}

/** Whether the member may earn by actions and spend points now. A membership past its end is over whether or not the nightly job has said so. */
export function mayTakePart(
  member: Pick<MembershipStanding, "status" | "until">,
  at: Instant,
): Outcome<"member"> {
  switch (member.status) {
    case "active":
      return member.until !== null && at >= member.until ? declined("membership-over") : done("member");
    case "lapsed":
      return declined("membership-over");
    case "left":
      return declined("not-a-member");
    default:
      return declined("member-closed");
  }
}

/** When two people turn out to be one, what counted for either counts. */
export function eitherStanding(kept: MembershipStanding, merged: MembershipStanding): MembershipStanding {
  const status = kept.status !== "active" && merged.status === "active" ? "active" : kept.status;
  const always = kept.periods === null || merged.periods === null;
  const starts = [kept.guestsFrom, merged.guestsFrom].filter((from) => from !== null);
  return {
    status,
    periods: always ? null : [...(kept.periods ?? []), ...(merged.periods ?? [])],
    until: laterEnd(kept, merged),
    guestsFrom: starts.length === 0 ? null : instant(Math.min(...starts)),
  };
}

function laterEnd(kept: MembershipStanding, merged: MembershipStanding): Instant | null {
  if (kept.until === null && kept.status === "active") return null;
  if (merged.until === null && merged.status === "active") return null;
  if (kept.until === null || merged.until === null) return kept.until ?? merged.until;
  return instant(Math.max(kept.until, merged.until));
}
