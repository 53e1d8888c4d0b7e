/**
 * What staff are shown of a parked payload. Only facts that name nobody, by a list of what may be shown and not of what may not, so that a
 * field Shopify adds tomorrow stays hidden (field lesson 22).
 */
export type PayloadExcerpt =
  | { readonly kind: "shown"; readonly json: string }
  | { readonly kind: "unreadable" | "too-large" | "nothing"; readonly size: number };

const shown = new Set([
  "id",
  "admin_graphql_api_id",
  "name",
  "order_number",
  "order_id",
  "currency",
  "presentment_currency",
  "financial_status",
  "fulfillment_status",
  "created_at",
  "updated_at",
  "processed_at",
  "cancelled_at",
  "taxes_included",
  "test",
  "total_price",
  "subtotal_price",
  "total_tax",
  "total_discounts",
  "current_total_price",
  "current_subtotal_price",
  "price",
  "quantity",
  "current_quantity",
  "product_id",
  "variant_id",
  "gift_card",
  "amount",
  "amount_set",
  "price_set",
  "total_price_set",
  "current_total_price_set",
  "shop_money",
  "presentment_money",
  "currency_code",
  "line_items",
  "refunds",
  "refund_line_items",
  "line_item_id",
  "subtotal",
  "discount_codes",
  "discount_allocations",
  "order_edit",
  "type",
  "kind",
  "status",
]);

/** A person's name stands under `name` too, in a customer for instance; an order's is "#1001". */
const orderName = /^#?[\w-]{1,20}\d[\w-]{0,20}$/;
const mostDeep = 6;
const mostItems = 3;
const mostText = 120;

function reduce(value: unknown, depth: number): unknown {
  if (depth > mostDeep) return "…";
  if (typeof value === "string") return value.length > mostText ? `${value.slice(0, mostText)}…` : value;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((item) => reduce(item, depth + 1));
    return value.length > mostItems ? [...items, `… ${value.length - mostItems}`] : items;
  }
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!shown.has(key)) continue;
    if (key === "name" && (typeof inner !== "string" || !orderName.test(inner))) continue;
    kept[key] = reduce(inner, depth + 1);
  }
  return kept;
}

/** @param payload null when it is too large to be read for showing */
export function excerptOf(payload: string | null, size: number): PayloadExcerpt {
  if (payload === null) return { kind: "too-large", size };
  if (payload === "") return { kind: "nothing", size: 0 };
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return { kind: "unreadable", size };
  }
  if (typeof parsed !== "object" || parsed === null) return { kind: "unreadable", size };
  return { kind: "shown", json: JSON.stringify(reduce(parsed, 0), null, 2) };
}
