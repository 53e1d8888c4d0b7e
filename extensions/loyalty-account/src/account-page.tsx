/** Entry of the full page. The import makes Shopify's values Preact signals, so that views follow them. */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { AccountPage } from "./views/account-page";

export default async function accountPage(): Promise<void> {
  render(<AccountPage host={shopify} />, document.body);
}
