/** The checkout asks how a redemption stands. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { atCheckout } from "./shared/checkout-door.server";
import { notAllowed, respond } from "./shared/door-response.server";
import { look } from "./shared/shopper-door.server";

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return atCheckout(request, async (shopper) => respond(await look(shopper, params.id)));
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atCheckout(request, async () => notAllowed());
}
