/** An order was cancelled. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("orders/cancelled");
