/** Something of an order was refunded. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("refunds/create");
