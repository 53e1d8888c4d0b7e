/** Privacy law: a shop that left is to be forgotten. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("shop/redact");
