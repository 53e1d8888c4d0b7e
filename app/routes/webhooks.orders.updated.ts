/** An order changed in any way. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("orders/updated");
