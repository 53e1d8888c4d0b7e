/** Entry of the action on a customer's page: the adjustment in a window of its own. */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { AdjustAction } from "./views/adjust-action";

export default async function adjustAction(): Promise<void> {
  render(<AdjustAction host={shopify} />, document.body);
}
