/** The storefront gives a redemption back. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { readWish } from "./shared/door-response.server";
import { answerWish, visitOf } from "./shared/proxy-door.server";
import { release } from "./shared/shopper-door.server";

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const visit = await visitOf(request);
  const wish = await readWish(request);
  return answerWish({ request, visit, wish }, await release(visit.shopper, params.id));
}
