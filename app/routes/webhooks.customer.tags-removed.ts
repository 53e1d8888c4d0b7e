/** Tags were taken from a customer. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customer.tags_removed");
