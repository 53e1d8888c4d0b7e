/** An order was paid. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("orders/paid");
