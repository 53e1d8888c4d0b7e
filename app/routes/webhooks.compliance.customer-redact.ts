/** Privacy law: a customer is to be forgotten. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customers/redact");
