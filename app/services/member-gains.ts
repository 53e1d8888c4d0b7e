/** What windows count of members, read for a whole set before their tiers are looked at. Programs that count a lifetime, with nobody on the way back, ask for nothing. */
import { readGains } from "../db/gains";
import type { MemberRow } from "../db/members";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { Instant, MemberId } from "../loyalty/brand";
import type { MemberState } from "../loyalty/member-state";
import { gainsNeededFrom, tierOutlook } from "../loyalty/member-tier";
import type { Terms } from "../loyalty/program";
import type { TierOutlook } from "../loyalty/tier-outlook";
import type { Gain } from "../loyalty/tier-window";
import type { OpenMembers } from "./open-members";

export interface TierView {
  readonly shop: Pick<ShopRow, "shopId" | "timeZone">;
  readonly terms: Terms;
  readonly at: Instant;
}

/** What windows ask for of these members; null when they ask for nothing. */
async function gainsOf(
  sql: Sql,
  { shop, terms, at }: TierView,
  members: readonly Pick<MemberRow, "memberId" | "standing">[],
): Promise<Map<MemberId, Gain[]> | null> {
  const moment = { at, timeZone: shop.timeZone };
  const from = new Map<MemberId, Instant>();
  for (const { memberId, standing } of members) {
    const needed = gainsNeededFrom(terms, standing, moment);
    if (needed !== null) from.set(memberId, needed);
  }
  if (from.size === 0) return null;
  return readGains(sql, shop.shopId, { metric: terms.tiers.metric, from });
}

export async function withGains(sql: Sql, view: TierView, opened: OpenMembers): Promise<OpenMembers> {
  const gains = await gainsOf(sql, view, [...opened.values()]);
  if (!gains) return opened;
  return new Map(
    [...opened].map(([id, state]): [MemberId, MemberState] => [id, { ...state, gains: gains.get(id) ?? [] }]),
  );
}

/** What members are told of the tiers, without opening them. */
export async function readOutlooks(
  sql: Sql,
  view: TierView,
  rows: readonly MemberRow[],
): Promise<Map<MemberId, TierOutlook>> {
  const gains = await gainsOf(sql, view, rows);
  const moment = { at: view.at, timeZone: view.shop.timeZone };
  return new Map(
    rows.map((row) => {
      const gatherer = { ...row, gains: gains?.get(row.memberId) ?? [] };
      return [row.memberId, tierOutlook(gatherer, view.terms, moment)];
    }),
  );
}
