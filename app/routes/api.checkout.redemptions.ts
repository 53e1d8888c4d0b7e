/** The checkout redeems a reward. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { atCheckout } from "./shared/checkout-door.server";
import { readWish, respond } from "./shared/door-response.server";
import { reserve } from "./shared/shopper-door.server";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atCheckout(request, async (shopper) => respond(await reserve(shopper, await readWish(request))));
}
