/** Shopify's global ids (`gid://shopify/Order/6001`) and the plain ids that the rest of the house knows ("6001"). */
import { type CustomerId, customerId, type OrderId, orderId } from "../../loyalty/brand";

export type GidType =
  | "Customer"
  | "Order"
  | "LineItem"
  | "ShippingLine"
  | "Product"
  | "ProductVariant"
  | "Collection"
  | "Refund";

export function gid(type: GidType, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The plain id, or null when this is not a global id of that type. Query parameters after the id are Shopify's own notes. */
export function idOf(type: GidType, text: string): string | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)(?:\?.*)?$/.exec(text);
  return match?.[1] === type ? (match[2] ?? null) : null;
}

/** @throws RangeError when Shopify's own answer does not carry such an id. */
export function needId(type: GidType, text: string): string {
  const id = idOf(type, text);
  if (id === null) throw new RangeError(`not a ${type}: ${text.slice(0, 80)}`);
  return id;
}

export const customerIdOf = (text: string): CustomerId => customerId(needId("Customer", text));
export const orderIdOf = (text: string): OrderId => orderId(needId("Order", text));
