/** The account page asks for its member's own history, newest first, page by page. The loader answers the pre-flight of CORS too. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { noHistory } from "../contract/account-api";
import { membersOfCustomers } from "../db/members";
import { sqlOf } from "../db/transaction";
import { services } from "../services/running.server";
import { atAccount } from "./shared/account-door.server";
import { json, notAllowed } from "./shared/door-response.server";
import { readHistory } from "./shared/history.server";
import { translatorFor } from "./shared/redemption-answers.server";

const shown = 10;

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return atAccount(request, async (shopper) => {
    const { shop, customerId } = shopper;
    const ctx = services();
    const members = customerId ? await membersOfCustomers(sqlOf(ctx.db), shop.shopId, [customerId]) : null;
    const memberId = customerId ? members?.get(customerId) : undefined;
    if (memberId === undefined) return json(noHistory);
    const asked = new URL(request.url).searchParams.get("after") ?? "";
    const after = /^\d{1,9}$/.test(asked) ? Number(asked) : null;
    return json(
      await readHistory(ctx, { shop, memberId, translator: translatorFor(shopper), after, limit: shown }),
    );
  });
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return atAccount(request, async () => notAllowed());
}
