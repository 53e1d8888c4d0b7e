/** What the page of tiers loads beside the terms: how members stand now, who moved last, how far the last change of terms is applied. */
import { countByTier, readRecentMoves } from "../../db/read/tier-page";
import { benefitTags } from "../../db/tier-members";
import type { Terms } from "../../loyalty/program";
import { tierProgress } from "../../services/evaluate-tiers";
import { everydayUnit } from "../../services/install-shop";
import type { Staff } from "../app/staff.server";
import { tierMoveViews } from "../app/tier-moves.server";
import type { NowView, RecentMoveView } from "./now-card";

const movesShown = 8;
const exampleUnits = 750;

async function nowView({ sql, shop, translator }: Staff, terms: Terms): Promise<NowView> {
  const counts = await countByTier(sql, shop.shopId);
  const count = (id: string | null) => counts.find((one) => one.tierId === id)?.members ?? 0;
  const levels = [...terms.tiers.levels].sort((a, b) => b.threshold - a.threshold);
  const known = new Set(levels.map((level) => level.id));
  const gone = counts.filter((one) => one.tierId !== null && !known.has(one.tierId));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const others = [
    { id: "", name: translator.t("tiers.now.none"), members: count(null) },
    { id: "-", name: translator.t("tiers.now.gone"), members: sum(gone.map((one) => one.members)) },
  ];
  return {
    tiers: [
      ...levels.map(({ id, name }) => ({ id, name: translator.text(name), members: count(id) })),
      ...others.filter((other) => other.members > 0),
    ],
    pinned: sum(counts.map((one) => one.pinned)),
    grace: sum(counts.map((one) => one.grace)),
  };
}

async function recentMoves(staff: Staff, terms: Terms): Promise<RecentMoveView[]> {
  const rows = await readRecentMoves(staff.sql, staff.shop.shopId, movesShown);
  const views = await tierMoveViews(staff, terms, rows);
  return views.map(({ row, ...view }) => ({ ...view, member: { id: row.memberId, name: row.name ?? "" } }));
}

export async function readTiersPage(staff: Staff) {
  const { shop, services } = staff;
  const terms = await staff.terms();
  return {
    saved: { version: shop.termsVersion, terms },
    now: await nowView(staff, terms),
    moves: await recentMoves(staff, terms),
    applying: await tierProgress(services, shop.shopId),
    spend: exampleUnits * everydayUnit(shop),
    tags: benefitTags,
  };
}
