/** An advocate's own link and how their friends stand: JSON for a script, a page in the shop's frame for everybody. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { referralOverviewFor } from "../services/read-referral";
import { services } from "../services/running.server";
import { json } from "./shared/door-response.server";
import { liquidPage } from "./shared/liquid-page.server";
import { visitOf, wantsJson } from "./shared/proxy-door.server";
import { ownPage } from "./shared/referral-pages.server";

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop, customerId, locale } = (await visitOf(request)).shopper;
  const asked = { shopId: shop.shopId, customerId };
  if (wantsJson(request)) return json(await referralOverviewFor(services(), { ...asked, locale }));
  const views = new Map<string, Awaited<ReturnType<typeof referralOverviewFor>>>();
  for (const language of ["en", "fa", "ar"])
    views.set(language, await referralOverviewFor(services(), { ...asked, locale: language }));
  return liquidPage((translator) => {
    const overview = views.get(translator.locale);
    if (!overview) throw new Error(`no overview in ${translator.locale}`);
    return ownPage(overview, customerId !== null, translator);
  });
}
