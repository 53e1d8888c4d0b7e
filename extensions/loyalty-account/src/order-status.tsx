/** Entry of the block on an order's page: what this order earned. */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { OrderStatusBlock } from "./views/order-status-block";

export default async function orderStatus(): Promise<void> {
  render(<OrderStatusBlock host={shopify} />, document.body);
}
