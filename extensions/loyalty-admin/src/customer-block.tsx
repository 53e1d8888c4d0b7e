/** Entry of the block on a customer's page. The import makes Shopify's values Preact signals, so that views follow them. */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { CustomerBlock } from "./views/customer-block";

export default async function customerBlock(): Promise<void> {
  render(<CustomerBlock host={shopify} />, document.body);
}
