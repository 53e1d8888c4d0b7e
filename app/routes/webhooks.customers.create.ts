/** A customer was created. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customers/create");
