/** Shopify's two ways to name a thing: a number (REST, webhooks, Liquid) and a global id (GraphQL). */

export type GidType =
  | "App"
  | "AppInstallation"
  | "Collection"
  | "Customer"
  | "DiscountCodeNode"
  | "DiscountRedeemCode"
  | "DiscountAutomaticNode"
  | "Fulfillment"
  | "GiftCard"
  | "LineItem"
  | "Metafield"
  | "Order"
  | "OrderAdjustment"
  | "OrderTransaction"
  | "Product"
  | "ProductVariant"
  | "Refund"
  | "RefundLineItem"
  | "RefundShippingLine"
  | "ShippingLine"
  | "Shop"
  | "ShopifyFunction"
  | "StaffMember"
  | "StoreCreditAccount"
  | "StoreCreditAccountCreditTransaction"
  | "StoreCreditAccountDebitTransaction";

export function gid(type: GidType, id: number): string {
  return `gid://shopify/${type}/${id}`;
}

/** The type and number in a global id, or null when it is none. */
export function parseGid(value: string): { readonly type: string; readonly id: number } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,16})(?:\?.*)?$/.exec(value);
  const type = match?.[1];
  const digits = match?.[2];
  return type !== undefined && digits !== undefined ? { type, id: Number(digits) } : null;
}

/** The number in a global id of exactly this type, or null. */
export function idOf(type: GidType, value: string): number | null {
  const parsed = parseGid(value);
  return parsed?.type === type ? parsed.id : null;
}
