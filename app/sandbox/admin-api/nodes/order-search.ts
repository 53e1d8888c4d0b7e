/** How orders are searched and sorted. */
import { codesOn, financialStatus, originalTotals } from "../../state/order-totals";
import type { SandboxOrder } from "../../state/types";
import { byNumber, byText, byTime, type Searchable } from "../search-syntax";
import { visibleOrders } from "./order";
import type { World } from "./world";

export const orderSearch: Searchable<SandboxOrder> = {
  what: "orders",
  fields: {
    id: byNumber(({ id }) => id),
    name: byText(({ name, number }) => [name, String(number)]),
    email: byText(({ email }) => [email]),
    customer_id: byNumber(({ customerId }) => customerId ?? 0),
    created_at: byTime(({ createdAt }) => createdAt),
    updated_at: byTime(({ updatedAt }) => updatedAt),
    processed_at: byTime(({ processedAt }) => processedAt),
    financial_status: byText((order) => [financialStatus(order), "any"]),
    status: byText((order) => [order.cancelledAt === null ? "open" : "cancelled", "any", "not_closed"]),
    discount_code: byText((order) => codesOn(order)),
    tag: byText(({ tags }) => tags),
    test: byText(() => ["false"]),
    source_name: byText(({ sourceName }) => [sourceName]),
  },
  word: (order, value) =>
    [order.name.toLowerCase(), String(order.number), order.email?.toLowerCase() ?? ""].includes(value),
};

export function sortedOrders(world: World, sortKey: unknown): SandboxOrder[] {
  const key = (order: SandboxOrder): number => {
    if (sortKey === "CREATED_AT") return order.createdAt;
    if (sortKey === "UPDATED_AT") return order.updatedAt;
    if (sortKey === "ID") return order.id;
    if (sortKey === "ORDER_NUMBER") return order.number;
    if (sortKey === "TOTAL_PRICE") return originalTotals(order).totalMinor;
    return order.processedAt;
  };
  return visibleOrders(world).sort((a, b) => key(a) - key(b) || a.id - b.id);
}
