/** Whether an order's money means anything to the program (field lesson 11): its own currency, or one the merchant has given a rate for. Anything else waits for a person. */
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { Order } from "../loyalty/order";
import { isCountable } from "../loyalty/prepared-order";
import type { ServiceContext } from "./context";

/** @returns a judge: what is wrong with an order's currency, or null when nothing is. */
export async function currencyJudge(
  ctx: ServiceContext,
  sql: Sql,
  shop: ShopRow,
): Promise<(order: Order) => string | null> {
  const terms = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  return (order) => (isCountable(order, terms) ? null : `${order.currency} instead of ${terms.currency}`);
}
