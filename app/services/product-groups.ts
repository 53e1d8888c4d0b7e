/**
 * The collections of products: asked of the store, kept for a while, and asked before the transaction that needs them. Nothing is awarded on a guess: a product whose
 * collections are not known stops the batch, they are asked for, and the batch is done again.
 */
import { readProductGroups, saveProductGroups } from "../db/product-groups";
import { type Sql, sqlOf } from "../db/transaction";
import type { Groups } from "../loyalty/award-factors";
import { noGroups, productsOf, speaksOfCollections } from "../loyalty/award-factors";
import { instant, type ShopId } from "../loyalty/brand";
import { orderExclusion } from "../loyalty/eligible-money";
import type { Order } from "../loyalty/order";
import type { Terms } from "../loyalty/program";
import type { PostedAward } from "../loyalty/reconcile";
import { dateOf, type ServiceContext } from "./context";

/** So long the store's last answer is good enough for an order that is awarded now. */
const freshMs = 60 * 60_000;
const mostAtOnce = 250;
const mostRounds = 20;

/** Not a failure: these products' collections have to be asked for first. */
export class GroupsUnknown extends Error {
  override readonly name = "GroupsUnknown";
  constructor(readonly productIds: readonly string[]) {
    super(`the collections of ${productIds.length} products are not known`);
  }
}

export interface GroupsWanted {
  readonly shopId: ShopId;
  readonly terms: Terms;
  readonly orders: readonly { readonly order: Order; readonly posted: PostedAward | null }[];
}

/** The collections that awards of these orders need. @throws GroupsUnknown when the store has to be asked. */
export async function groupsFor(ctx: ServiceContext, sql: Sql, wanted: GroupsWanted): Promise<Groups> {
  const { shopId, terms, orders } = wanted;
  if (!speaksOfCollections(terms)) return noGroups;
  const needed = orders.flatMap(({ order, posted }) => {
    if (orderExclusion(order) !== null) return [];
    const frozen = posted?.award.factors.groups ?? {};
    return productsOf(order).filter((id) => !Object.hasOwn(frozen, id));
  });
  const productIds = [...new Set(needed)];
  const notBefore = dateOf(instant(ctx.now() - freshMs));
  const known = await readProductGroups(sql, shopId, { productIds, notBefore });
  const unknown = productIds.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new GroupsUnknown(unknown);
  return known;
}

/** Asks the store. A product it does not know is in no collection. */
async function askStore(ctx: ServiceContext, shopId: ShopId, productIds: readonly string[]): Promise<void> {
  const store = await ctx.storeFor(shopId);
  for (let start = 0; start < productIds.length; start += mostAtOnce) {
    const slice = productIds.slice(start, start + mostAtOnce);
    const found = await store.readCollections(slice);
    const groups = new Map(slice.map((id) => [id, found.get(id) ?? []]));
    await saveProductGroups(sqlOf(ctx.db), shopId, { groups, at: dateOf(ctx.now()) });
  }
}

/**
 * Does a piece of work that may need collections; asks the store and begins again when it does.
 * @throws StoreUnavailable, StoreClosed when the store does not answer; nothing has happened then.
 */
export async function knowingGroups<Done>(
  ctx: ServiceContext,
  shopId: ShopId,
  work: () => Promise<Done>,
): Promise<Done> {
  for (let round = 0; ; round += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GroupsUnknown) || round === mostRounds) throw error;
      await askStore(ctx, shopId, error.productIds);
    }
  }
}
