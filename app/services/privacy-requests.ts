/**
 * Requests under privacy law, as Shopify's three compliance topics ask: hand over what we hold of a customer, erase a customer, erase a shop. Personal data lives apart
 * from the ledger, so erasing a person leaves every sum true (field lesson 22).
 */
import { membersOfCustomers } from "../db/members";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { CustomerId, OrderId, ShopId } from "../loyalty/brand";
import { unknownBuyer } from "../loyalty/order";
import { dateOf, type ServiceContext } from "./context";
import { eraseMember } from "./erase-member";
import { readPersonalData, readStrangersOrders } from "./personal-data";

export interface CustomerRequest {
  readonly shopId: ShopId;
  readonly customerId: CustomerId;
}

async function recordRequest(
  ctx: ServiceContext,
  sql: Sql,
  request: { shopId: ShopId; kind: string; customerId: string | null; result: unknown },
): Promise<void> {
  const at = dateOf(ctx.now());
  await sql.query(
    `INSERT INTO "compliance_requests" ("shopId", "kind", "customerId", "receivedAt", "doneAt", "result") VALUES ($1, $2, $3, $4, $4, $5::jsonb)`,
    [
      request.shopId,
      request.kind,
      request.customerId,
      at,
      request.result === null ? null : JSON.stringify(request.result),
    ],
  );
}

/** Puts together everything we hold of a customer; staff hand it over from the admin. */
export async function exportCustomer(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, customerId }: CustomerRequest,
): Promise<void> {
  const member = (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  const held =
    member === undefined
      ? await readStrangersOrders(sql, shopId, customerId)
      : await readPersonalData(sql, shopId, member);
  await recordRequest(ctx, sql, { shopId, kind: "data-request", customerId, result: held });
}

/** Erases a customer, who may be a member or not: their orders, earlier exports and parked payloads no longer name them. */
export async function redactCustomer(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, customerId, orderIds = [] }: CustomerRequest & { readonly orderIds?: readonly OrderId[] },
): Promise<void> {
  const member = (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  if (member !== undefined) await eraseMember(ctx, sql, { shopId, memberId: member, actor: "store" });
  await sql.query(`DELETE FROM "member_identities" WHERE "shopId" = $1 AND "customerId" = $2`, [
    shopId,
    customerId,
  ]);
  await sql.query(
    `UPDATE "orders" SET "customerId" = NULL, "buyerEmail" = NULL, "state" = "state" || jsonb_build_object('customerId', NULL, 'buyer', $4::jsonb)
     WHERE "shopId" = $1 AND ("customerId" = $2 OR "orderId" = ANY($3::text[]))`,
    [shopId, customerId, orderIds, JSON.stringify(unknownBuyer)],
  );
  await sql.query(`DELETE FROM "compliance_requests" WHERE "shopId" = $1 AND "customerId" = $2`, [
    shopId,
    customerId,
  ]);
  await sql.query(
    `UPDATE "inbox" SET "state" = 'done', "payload" = '' WHERE "shopId" = $1 AND "state" = 'parked' AND "payload" LIKE $2`,
    [shopId, `%${customerId.replace(/[%_\\]/g, "\\$&")}%`],
  );
  await recordRequest(ctx, sql, { shopId, kind: "customer-redact", customerId: null, result: null });
}

/** Every table that holds rows of a shop. A test compares this list with the database. */
export const shopTables = [
  "inbox",
  "outbox",
  "store_watches",
  "woocommerce_connections",
  "woocommerce_requests",
  "ledger_proofs",
  "audit_events",
  "order_imports",
  "member_imports",
  "former_standings",
  "past_events",
  "compliance_requests",
  "previews",
  "referrals",
  "referral_codes",
  "invitations",
  "membership_purchases",
  "consents",
  "member_events",
  "api_keys",
  "code_attempts",
  "earning_codes",
  "code_batches",
  "actions",
  "product_groups",
  "reward_stocks",
  "campaign_spendings",
  "tier_changes",
  "redemptions",
  "awards",
  "orders",
  "allocations",
  "debts",
  "lots",
  "ledger_entries",
  "activity_sums",
  "entry_notes",
  "member_words",
  "member_profiles",
  "member_identities",
  "members",
  "terms",
] as const;

/** Erases a shop and all that belongs to it, 48 hours after it uninstalled. */
export async function redactShop(sql: Sql, shop: ShopRow): Promise<void> {
  await sql.query(`SELECT set_config('vafa.redacting_shop', $1, true)`, [String(shop.shopId)]);
  for (const table of shopTables)
    await sql.query(`DELETE FROM "${table}" WHERE "shopId" = $1`, [shop.shopId]);
  await sql.query(`DELETE FROM "sessions" WHERE "shop" = $1`, [shop.domain]);
  await sql.query(`DELETE FROM "shops" WHERE "id" = $1`, [shop.shopId]);
}
