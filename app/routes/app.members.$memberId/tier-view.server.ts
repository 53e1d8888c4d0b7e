/** Where a member stands in the tiers, for the member's page: the way on, the way to keep it, the way back, the pin, and how it all came. */

import type { TierMoveView } from "../../components/tier-moves";
import { readMember } from "../../db/members";
import { readTierHistory } from "../../db/tier-changes";
import type { MemberId } from "../../loyalty/brand";
import type { Terms } from "../../loyalty/program";
import type { TierOutlook } from "../../loyalty/tier-outlook";
import type { TierStanding } from "../../loyalty/tier-standing";
import type { TierMetric } from "../../loyalty/tiers";
import { readOutlooks } from "../../services/member-gains";
import { pinReasons } from "../../services/pin-tier";
import type { Staff } from "../app/staff.server";
import { tierMoveViews } from "../app/tier-moves.server";

const historyShown = 12;

/** A way to a tier: onwards, to keeping it, or back to it. */
export interface WayView {
  readonly kind: "next" | "keep" | "back";
  readonly tier: string;
  readonly metric: TierMetric;
  readonly have: number;
  readonly need: number;
  readonly percent: number;
  /** Of the way back. */
  readonly until: number | null;
}

export interface TierView {
  readonly name: string | null;
  readonly multiplierBp: number | null;
  readonly since: number | null;
  readonly graceUntil: number | null;
  readonly ways: readonly WayView[];
  /** null `until` for ever. */
  readonly pin: { readonly until: number | null } | null;
  /** What can be pinned to, and why. */
  readonly levels: readonly { readonly value: string; readonly label: string }[];
  readonly reasons: readonly { readonly value: string; readonly label: string }[];
  readonly history: readonly TierMoveView[];
}

function waysOf({ progress, grace, comeback }: TierOutlook, { translator }: Staff): WayView[] {
  const ways: WayView[] = [];
  if (progress) {
    const { next, ...rest } = progress;
    ways.push({ ...rest, kind: grace ? "keep" : "next", tier: translator.text(next.name), until: null });
  }
  if (comeback) {
    const { tier, ...rest } = comeback;
    const percent = Math.min(99, Math.floor((Math.max(0, comeback.have) * 100) / Math.max(1, comeback.need)));
    ways.push({ ...rest, kind: "back", tier: translator.text(tier.name), percent });
  }
  return ways;
}

function choices({ translator }: Staff, terms: Terms): Pick<TierView, "levels" | "reasons"> {
  return {
    levels: [...terms.tiers.levels]
      .sort((a, b) => a.threshold - b.threshold)
      .map((level) => ({ value: level.id, label: translator.text(level.name) })),
    reasons: pinReasons.map((value) => ({ value, label: translator.t(`pin.reason.${value}`) })),
  };
}

const pinView = ({ pin }: TierStanding): TierView["pin"] => pin && { until: pin.until };

export async function readTierView(staff: Staff, memberId: MemberId): Promise<TierView> {
  const { sql, shop, services } = staff;
  const terms = await staff.terms();
  const row = await readMember(sql, shop.shopId, memberId);
  if (!row) throw new Error(`no member ${memberId}`);
  const outlooks = await readOutlooks(sql, { shop, terms, at: services.now() }, [row]);
  const outlook = outlooks.get(memberId);
  const history = await readTierHistory(sql, shop.shopId, { memberId, limit: historyShown });
  const views = await tierMoveViews(staff, terms, history);
  return {
    name: outlook?.tier ? staff.translator.text(outlook.tier.name) : null,
    multiplierBp: outlook?.tier?.multiplierBp ?? null,
    since: row.standing.since,
    graceUntil: row.standing.graceUntil,
    ways: outlook && row.status === "active" ? waysOf(outlook, staff) : [],
    pin: pinView(row.standing),
    ...choices(staff, terms),
    history: views.map(({ row: _, ...view }) => view),
  };
}
