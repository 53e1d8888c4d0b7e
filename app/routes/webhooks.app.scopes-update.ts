/** The scopes that a shop grants us changed. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("app/scopes_update");
