/** Entry of both checkout targets. The import makes Shopify's values Preact signals, so that views follow them. */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { CheckoutPoints } from "./views/checkout-points";

export default async function checkout(): Promise<void> {
  render(<CheckoutPoints host={shopify} />, document.body);
}
