/** Entry of the thank-you target. */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { ThankYouPoints } from "./views/thank-you-points";

export default async function thankYou(): Promise<void> {
  render(<ThankYouPoints host={shopify} />, document.body);
}
