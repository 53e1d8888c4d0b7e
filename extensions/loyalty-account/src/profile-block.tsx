/** Entry of the block on the profile page: the balance, and the way to the whole page. */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { ProfileBlock } from "./views/profile-block";

export default async function profileBlock(): Promise<void> {
  render(<ProfileBlock host={shopify} />, document.body);
}
