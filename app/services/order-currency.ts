/**
 * Whether an order's money means anything to the program (field lesson 11): its own currency, or one the merchant has given a rate for. Anything else waits for a person. An
 * order that was awarded keeps the terms of then and their rate with them (law 2), so taking the rate out of the program concerns new orders only.
 */
import { readAwards } from "../db/awards";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { OrderId } from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import { isCountable } from "../loyalty/prepared-order";
import type { Terms } from "../loyalty/program";
import type { ServiceContext } from "./context";

export interface JudgedOrders {
  readonly shop: ShopRow;
  /** All that the judge will be asked about. */
  readonly orders: readonly Order[];
}

/** The terms each of these was awarded under. */
async function termsThen(
  ctx: ServiceContext,
  sql: Sql,
  { shop, orders }: JudgedOrders,
): Promise<Map<OrderId, Terms>> {
  const then = new Map<OrderId, Terms>();
  if (orders.length === 0) return then;
  const awards = await readAwards(
    sql,
    shop.shopId,
    orders.map((order) => order.orderId),
  );
  for (const [id, { award }] of awards)
    then.set(id, await ctx.terms(sql, shop.shopId, award.factors.termsVersion));
  return then;
}

/** @returns a judge: what is wrong with an order's currency, or null when nothing is. */
export async function currencyJudge(
  ctx: ServiceContext,
  sql: Sql,
  { shop, orders }: JudgedOrders,
): Promise<(order: Order) => string | null> {
  const now = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  const foreign = orders.filter((order) => !isCountable(order, now));
  const then = await termsThen(ctx, sql, { shop, orders: foreign });
  return (order) => {
    if (isCountable(order, then.get(order.orderId) ?? now)) return null;
    return `${order.currency} instead of ${now.currency}`;
  };
}
