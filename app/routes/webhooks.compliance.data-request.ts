/** Privacy law: a customer asks what we hold about them. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customers/data_request");
