/** Tags were added to a customer. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customer.tags_added");
