/** The shops of the awards' measurement: three tiers with multipliers, one campaign that doubles points until its budget is spent, and members who have bought once. */
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { readTerms } from "../db/terms";
import { sqlOf } from "../db/transaction";
import { turnsAtOnce } from "../jobs/turns";
import type { ShopId } from "../loyalty/brand";
import type { ServiceContext } from "../services/context";
import { saveTerms } from "../services/save-terms";
import { workInbox } from "../services/work-inbox";
import { installTestShop, type TestContext } from "../testing/service-context";
import { fillInbox } from "./fill-inbox";

export const shopCount = 4;
export const membersOfShop = 2_000;

const campaign = {
  id: "double",
  name: { en: "Double points" },
  active: true,
  from: 0,
  until: null,
  effect: { kind: "multiplier", multiplierBp: 20_000 },
  priority: 1,
  stacking: "adds",
  budgetPoints: 1_000_000_000,
};

async function openShop(ctx: TestContext, number: number): Promise<ShopRow> {
  const shop = await installTestShop(ctx, `bench-${number}.myshopify.com`);
  const { shopId, termsVersion } = shop;
  const terms = { ...(await readTerms(sqlOf(ctx.db), shopId, termsVersion)), campaigns: [campaign] };
  const saved = await saveTerms(ctx, { shopId, terms, basedOn: termsVersion, actor: "bench" });
  if (!saved.done) throw new Error(`the measurement's own terms were refused: ${saved.reason}`);
  return { ...shop, termsVersion: saved.value };
}

/** As many shops at once as the worker has turns, each in its own batches. */
export async function workOffAll(
  ctx: ServiceContext,
  shops: readonly ShopId[],
  atOnce = turnsAtOnce,
): Promise<void> {
  const waiting = [...shops];
  const lane = async () => {
    for (let shop = waiting.shift(); shop !== undefined; shop = waiting.shift())
      if ((await workInbox(ctx, shop)) > 0) waiting.push(shop);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Everybody's first order, which makes them members. */
export async function openShops(ctx: TestContext, atOnce: number): Promise<ShopRow[]> {
  const shops: ShopRow[] = [];
  for (let number = 0; number < shopCount; number += 1) shops.push(await openShop(ctx, number));
  for (const shop of shops) await fillInbox(ctx.db, shop, membersOfShop, (number) => 1 + number);
  await workOffAll(
    ctx,
    shops.map(({ shopId }) => shopId),
    atOnce,
  );
  await ctx.db.pool.query("VACUUM ANALYZE");
  return shops;
}

/** How many of so many orders each shop gets, and who buys. */
export interface Crowd {
  readonly ordersOf: (shop: number, all: number) => number;
  readonly buyerOf: (number: number) => number;
}

/** A stream of numbers without pattern, the same in every run. */
const scattered = (number: number) => (Math.imul(number + 1, 2_654_435_761) >>> 7) % 1_000_003;
const anyMember = (number: number) => 1 + (scattered(number) % membersOfShop);

/** Every shop and every member alike. */
export const spread: Crowd = { ordersOf: (_, all) => all / shopCount, buyerOf: anyMember };

const hotMembers = membersOfShop / 100;

/** Four of five orders are one shop's, and every other order is one of a hundredth of the members'. */
export const crowded: Crowd = {
  ordersOf: (shop, all) => (shop === 0 ? all * 0.8 : (all * 0.2) / (shopCount - 1)) | 0,
  buyerOf: (number) => (number % 2 === 0 ? 1 + (scattered(number) % hotMembers) : anyMember(number)),
};

/** @returns how many orders wait now. */
export async function deliverTo(
  db: Database,
  shops: readonly ShopRow[],
  { crowd: { ordersOf, buyerOf }, orders }: { readonly crowd: Crowd; readonly orders: number },
): Promise<number> {
  let waiting = 0;
  for (const [number, shop] of shops.entries()) {
    const count = ordersOf(number, orders);
    await fillInbox(db, shop, count, buyerOf);
    waiting += count;
  }
  return waiting;
}
