/** A customer changed. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customers/update");
