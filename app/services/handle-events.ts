/** Acts on the events of a batch that are not order states: customers, the shop's own life, requests under privacy law. */
import { eraseProfiles } from "../db/member-profiles";
import { membersOfCustomers } from "../db/members";
import { addEffects } from "../db/outbox";
import { markUninstalled, type ShopRow, setScopes } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { CustomerId } from "../loyalty/brand";
import type { StoreEvent } from "../stores/store";
import { closeMember } from "./close-member";
import { dateOf, type ServiceContext } from "./context";
import { hearOfCustomers } from "./hear-of-customers";
import { mergeMembers } from "./merge-members";
import { exportCustomer, redactCustomer, redactShop } from "./privacy-requests";

export interface Meanings {
  readonly shop: ShopRow;
  readonly meanings: readonly { readonly meaning: StoreEvent }[];
}

async function forgetCustomer(
  ctx: ServiceContext,
  sql: Sql,
  shop: ShopRow,
  customerId: CustomerId,
): Promise<void> {
  const member = (await membersOfCustomers(sql, shop.shopId, [customerId])).get(customerId);
  if (member === undefined) return;
  await closeMember(ctx, sql, { shopId: shop.shopId, memberId: member });
  await eraseProfiles(sql, shop.shopId, [member]);
}

async function uninstall(ctx: ServiceContext, sql: Sql, shop: ShopRow): Promise<void> {
  await markUninstalled(sql, shop.shopId, dateOf(ctx.now()));
  await sql.query(`DELETE FROM "sessions" WHERE "shop" = $1`, [shop.domain]);
}

/** @returns true when the whole shop was redacted, and with it the events themselves. */
async function handle(ctx: ServiceContext, sql: Sql, shop: ShopRow, meaning: StoreEvent): Promise<boolean> {
  switch (meaning.kind) {
    // A message that an order was deleted names nothing but its id, and may be older than its return: the store is asked what is true.
    case "order-deleted":
    case "order-changed":
      await addEffects(
        sql,
        shop.shopId,
        [{ kind: "fetch-order", subject: meaning.orderId }],
        dateOf(ctx.now()),
      );
      return false;
    case "customer-changed":
      await addEffects(
        sql,
        shop.shopId,
        [{ kind: "fetch-customer", subject: meaning.customerId }],
        dateOf(ctx.now()),
      );
      return false;
    case "customer-merged":
      await mergeMembers(ctx, sql, { shopId: shop.shopId, kept: meaning.kept, merged: meaning.merged });
      return false;
    case "customer-deleted":
      await forgetCustomer(ctx, sql, shop, meaning.customerId);
      return false;
    case "uninstalled":
      await uninstall(ctx, sql, shop);
      return false;
    case "scopes":
      await setScopes(sql, shop.shopId, meaning.scopes.join(","));
      return false;
    case "data-request":
      await exportCustomer(ctx, sql, { shopId: shop.shopId, customerId: meaning.customerId });
      return false;
    case "customer-redact":
      await redactCustomer(ctx, sql, {
        shopId: shop.shopId,
        customerId: meaning.customerId,
        orderIds: meaning.orderIds,
      });
      return false;
    case "shop-redact":
      await redactShop(sql, shop);
      return true;
    default:
      return false;
  }
}

/** @returns true when the whole shop was redacted. */
export async function handleEvents(
  ctx: ServiceContext,
  sql: Sql,
  { shop, meanings }: Meanings,
): Promise<boolean> {
  const heard = meanings.flatMap(({ meaning }) => (meaning.kind === "customer" ? [meaning] : []));
  if (heard.length > 0) await hearOfCustomers(ctx, sql, { shop, heard });
  for (const { meaning } of meanings) {
    if (await handle(ctx, sql, shop, meaning)) return true;
  }
  return false;
}
