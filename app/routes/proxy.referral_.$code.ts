/** Where an advocate's link leads: the invited friend says their e-mail and gets a code of their own. Works without script. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { Declined } from "../loyalty/outcome";
import { json, readWish } from "./shared/door-response.server";
import { liquidPage } from "./shared/liquid-page.server";
import { type Visit, visitOf, wantsJson } from "./shared/proxy-door.server";
import { askForCode, invitationAnswer, lookAtInvitation } from "./shared/referral-door.server";
import { landingPage, refusalPage, welcomePage } from "./shared/referral-pages.server";

const statusOf = ({ reason }: Declined): number =>
  reason === "too-many-requests"
    ? 429
    : reason === "no-such-referral" || reason === "referral-off"
      ? 404
      : 422;

const refused = (refusal: Declined): Response =>
  liquidPage((translator) => refusalPage(refusal, translator), statusOf(refusal));

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const visit = await visitOf(request);
  const found = await lookAtInvitation(visit, request, params.code ?? "");
  return found.done ? landing(visit, found.value.terms, null) : refused(found);
}

type Gift = Parameters<typeof landingPage>[0]["gift"];

const landing = ({ shopper }: Visit, gift: Gift, refusal: Declined | null): Response =>
  liquidPage(
    (translator) => landingPage({ shop: shopper.shop, gift, refusal }, translator),
    refusal ? statusOf(refusal) : 200,
  );

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const visit = await visitOf(request);
  const code = params.code ?? "";
  const outcome = await askForCode(visit, request, { code, fields: await readWish(request) });
  if (wantsJson(request)) {
    const { status, body } = invitationAnswer(visit, outcome);
    return json(body, status);
  }
  const { shop } = visit.shopper;
  if (outcome.done) return liquidPage((translator) => welcomePage(outcome.value, shop, translator));
  // What the visitor can put right is said beside the field.
  if (outcome.reason !== "bad-request") return refused(outcome);
  const found = await lookAtInvitation(visit, request, code);
  return found.done ? landing(visit, found.value.terms, outcome) : refused(found);
}
