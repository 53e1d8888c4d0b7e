/** The app was uninstalled from a shop. */
import { webhook } from "./shared/receive-webhook.server";

export const action = webhook("app/uninstalled");
