/**
 * Tiers by the clock: graces and pins that have ended, each hour; once a night, in the shop's own night, whoever a moving window or a way back that is over can
 * take a tier from. What a window lets go also changes how far the next tier is, so those snapshots are told anew.
 */
import { addEffects } from "../db/outbox";
import { findShop } from "../db/shops";
import { readBuyersBetween } from "../db/tier-members";
import { sqlOf } from "../db/transaction";
import { instant, type ShopId } from "../loyalty/brand";
import { hourOf, windowStart } from "../loyalty/tier-window";
import { dateOf, type ServiceContext } from "./context";
import { evaluateDueTiers, evaluateFading } from "./evaluate-tiers";

/** No clock is put back or forward at this hour, anywhere. */
const nightHour = 4;
/** A night that was missed is made up for by the next. */
const lookBackMs = 2 * 86_400_000;

export async function keepTiers(ctx: ServiceContext, shopId: ShopId): Promise<void> {
  while ((await evaluateDueTiers(ctx, shopId)) > 0);
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop || hourOf({ at: ctx.now(), timeZone: shop.timeZone }) !== nightHour) return;
  await keepWindows(ctx, shopId, shop);
}

/** The nightly part. */
export async function keepWindows(
  ctx: ServiceContext,
  shopId: ShopId,
  shop: NonNullable<Awaited<ReturnType<typeof findShop>>>,
): Promise<void> {
  const sql = sqlOf(ctx.db);
  const { tiers } = await ctx.terms(sql, shopId, shop.termsVersion);
  const until = windowStart(tiers.window, { at: ctx.now(), timeZone: shop.timeZone });
  if (until === null && tiers.comeback.days === 0) return;
  for (let after: number | null = 0; after !== null; after = await evaluateFading(ctx, shopId, after));
  if (until === null) return;
  const before = windowStart(tiers.window, { at: instant(ctx.now() - lookBackMs), timeZone: shop.timeZone });
  const from = dateOf(before ?? until);
  const left = await readBuyersBetween(sql, shopId, { from, until: dateOf(until) });
  const effects = left.map((id) => ({ kind: "push-snapshot" as const, subject: String(id) }));
  await addEffects(sql, shopId, effects, dateOf(ctx.now()));
}
