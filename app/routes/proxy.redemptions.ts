/** The storefront redeems a reward, by script or by a plain form. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { readWish } from "./shared/door-response.server";
import { answerWish, visitOf } from "./shared/proxy-door.server";
import { reserve } from "./shared/shopper-door.server";

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const visit = await visitOf(request);
  const wish = await readWish(request);
  // A form has only text: a slider's points are a number all the same.
  const points = typeof wish?.points === "string" ? { points: Number(wish.points || Number.NaN) } : {};
  return answerWish({ request, visit, wish }, await reserve(visit.shopper, { ...wish, ...points }));
}
