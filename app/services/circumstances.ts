/**
 * What beside its members, awards and claims decides a batch of orders: who is in which segment, which collections products are in, what campaigns have left to give. Each is
 * read only where the terms ask for it.
 */
import { addSpendings, lockSpendings } from "../db/campaign-spendings";
import { readMemberFacts } from "../db/member-facts";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { Groups } from "../loyalty/award-factors";
import type { MemberId } from "../loyalty/brand";
import { budgetedCampaigns, type Spendings } from "../loyalty/campaign-budgets";
import type { Order } from "../loyalty/order";
import type { Terms } from "../loyalty/program";
import type { PostedAward } from "../loyalty/reconcile";
import type { MemberFacts } from "../loyalty/segments";
import type { ServiceContext } from "./context";
import { groupsFor } from "./product-groups";

export interface Circumstances {
  readonly people: ReadonlyMap<MemberId, MemberFacts>;
  readonly groups: Groups;
  readonly spendings: Spendings;
  /** As they were before the batch. */
  readonly spentBefore: ReadonlyMap<string, number>;
}

export interface CircumstancesWanted {
  readonly shop: ShopRow;
  readonly members: readonly MemberId[];
  readonly orders: readonly { readonly order: Order; readonly posted: PostedAward | null }[];
  /** The terms in force, and those of the awards at hand. */
  readonly termsNow: Terms;
  readonly termsThen: readonly Terms[];
}

/** The campaigns with a budget that these orders may draw on or give back to. */
function campaignsOf({ orders, termsNow, termsThen }: CircumstancesWanted): string[] {
  if (orders.length === 0) return [];
  const placed = orders.map(({ order }) => order.placedAt).sort((a, b) => a - b);
  const time = { from: placed[0] ?? 0, until: placed.at(-1) ?? 0 };
  const had = orders.flatMap(({ posted }) => (posted?.award.campaigns ?? []).map((one) => one.campaignId));
  return [...new Set([...budgetedCampaigns([termsNow, ...termsThen], time), ...had])];
}

/** Called under the members' locks; locks the campaigns' rows. @throws GroupsUnknown when the store has to be asked first. */
export async function readCircumstances(
  ctx: ServiceContext,
  sql: Sql,
  wanted: CircumstancesWanted,
): Promise<Circumstances> {
  const { shop, members, termsNow } = wanted;
  const { shopId } = shop;
  const groups = await groupsOfAll(ctx, sql, wanted);
  const spendings = await lockSpendings(sql, shopId, campaignsOf(wanted));
  const people =
    termsNow.segments.length > 0
      ? await readMemberFacts(sql, shopId, members)
      : new Map<MemberId, MemberFacts>();
  return { people, groups, spendings, spentBefore: new Map(spendings) };
}

async function groupsOfAll(ctx: ServiceContext, sql: Sql, wanted: CircumstancesWanted): Promise<Groups> {
  const { shop, orders, termsNow, termsThen } = wanted;
  const all = new Map<string, readonly string[]>();
  for (const terms of new Set([termsNow, ...termsThen])) {
    const found = await groupsFor(ctx, sql, { shopId: shop.shopId, terms, orders });
    for (const [product, collections] of found) all.set(product, collections);
  }
  return all;
}

export async function saveSpendings(
  sql: Sql,
  shop: ShopRow,
  { spendings, spentBefore }: Pick<Circumstances, "spendings" | "spentBefore">,
): Promise<void> {
  const differences = new Map([...spendings].map(([id, spent]) => [id, spent - (spentBefore.get(id) ?? 0)]));
  await addSpendings(sql, shop.shopId, differences);
}
