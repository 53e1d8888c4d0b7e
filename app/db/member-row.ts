/** The row of a member, as the core's values: who they are in the program, their sums, where they stand. */
import { type Instant, instant, type MemberId, memberId } from "../loyalty/brand";
import type { MemberState } from "../loyalty/member-state";
import { type Points, points } from "../loyalty/points";
import type { TierStanding } from "../loyalty/tier-standing";
import type { Qualification } from "../loyalty/tiers";

export interface MemberRow {
  readonly memberId: MemberId;
  readonly status: MemberState["status"];
  /** When a paid membership ends; null for one without end. */
  readonly until: Instant | null;
  readonly standing: TierStanding;
  readonly lastSeq: number;
  readonly balance: Points;
  readonly deficit: Points;
  readonly reserved: Points;
  readonly earned: Points;
  readonly spent: Points;
  readonly expired: Points;
  readonly gathered: Qualification;
  readonly lastActivityAt: Instant | null;
  readonly lastOrderAt: Instant | null;
}

export interface RawMember {
  id: number;
  status: MemberRow["status"];
  membershipUntil: Date | null;
  tierId: string | null;
  tierSince: Date | null;
  tierGraceUntil: Date | null;
  lostTierId: string | null;
  lostTierAt: Date | null;
  pinnedTierId: string | null;
  pinnedUntil: Date | null;
  lastSeq: number;
  balance: number;
  deficit: number;
  reserved: number;
  earned: number;
  spent: number;
  expired: number;
  qualifyingSpend: number;
  qualifyingPoints: number;
  qualifyingOrders: number;
  qualifyingEngagement: number;
  lastActivityAt: Date | null;
  lastOrderAt: Date | null;
}

export const memberColumns = `"id", "status", "membershipUntil", "tierId", "tierSince", "tierGraceUntil", "lostTierId", "lostTierAt", "pinnedTierId", "pinnedUntil", "lastSeq", "balance", "deficit", "reserved", "earned", "spent", "expired",
  "qualifyingSpend", "qualifyingPoints", "qualifyingOrders", "qualifyingEngagement", "lastActivityAt", "lastOrderAt"`;

const moment = (date: Date | null): Instant | null => date && instant(date.getTime());

function toStanding(raw: RawMember): TierStanding {
  const { tierId, lostTierId, lostTierAt, pinnedTierId } = raw;
  return {
    tierId,
    since: moment(raw.tierSince),
    graceUntil: moment(raw.tierGraceUntil),
    lost:
      lostTierId !== null && lostTierAt ? { tierId: lostTierId, at: instant(lostTierAt.getTime()) } : null,
    pin: pinnedTierId === null ? null : { tierId: pinnedTierId, until: moment(raw.pinnedUntil) },
  };
}

export function toMember(raw: RawMember): MemberRow {
  return {
    memberId: memberId(raw.id),
    status: raw.status,
    until: moment(raw.membershipUntil),
    standing: toStanding(raw),
    lastSeq: raw.lastSeq,
    balance: points(raw.balance),
    deficit: points(raw.deficit),
    reserved: points(raw.reserved),
    earned: points(raw.earned),
    spent: points(raw.spent),
    expired: points(raw.expired),
    gathered: {
      spend: raw.qualifyingSpend,
      points: raw.qualifyingPoints,
      orders: raw.qualifyingOrders,
      engagement: raw.qualifyingEngagement,
    },
    lastActivityAt: moment(raw.lastActivityAt),
    lastOrderAt: moment(raw.lastOrderAt),
  };
}
