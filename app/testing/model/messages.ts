/** What a Shopify store sends of what happens in the model. */
import { orderPayload } from "../order-payload";
import type { Act } from "./family";

const pounds = (minor: number) => (minor / 100).toFixed(2);

export function orderMessage(
  { order, customer, placedAt, state }: Extract<Act, { act: "hear" }>,
  code: string | undefined,
): string {
  return orderPayload({
    id: order,
    customer,
    price: pounds(state.gross),
    status: state.status === "unpaid" ? "pending" : "paid",
    cancelled: state.status === "cancelled",
    placedAt: new Date(placedAt).toISOString(),
    updatedAt: new Date(placedAt + state.version * 1_000).toISOString(),
    ...(state.handedOver === null ? {} : { handedOver: new Date(state.handedOver).toISOString() }),
    ...(code === undefined ? {} : { code: { code, amount: pounds(state.discount) } }),
    ...(state.refunded === 0 ? {} : { returned: { quantity: 1, subtotal: pounds(state.refunded) } }),
  });
}

const gid = (customer: number) => `gid://shopify/Customer/${customer}`;
export const mergeMessage = ({ kept, merged }: Extract<Act, { act: "merge" }>) =>
  JSON.stringify({
    admin_graphql_api_customer_kept_id: gid(kept),
    admin_graphql_api_customer_deleted_id: gid(merged),
    status: "completed",
  });
