/** The storefront asks how a redemption stands. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { respond } from "./shared/door-response.server";
import { visitOf } from "./shared/proxy-door.server";
import { look } from "./shared/shopper-door.server";

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return respond(await look((await visitOf(request)).shopper, params.id));
}
