/** Two customers became one. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("customers/merge");
