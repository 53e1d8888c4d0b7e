/** Staff edited an order. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("orders/edited");
