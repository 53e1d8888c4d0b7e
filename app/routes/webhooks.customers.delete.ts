/** A customer was deleted. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customers/delete");
