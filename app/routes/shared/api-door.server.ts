/**
 * The public API's door: a key says which shop asks and what it may. Refusals are problems in JSON, with a reason that programs read and a message that people do, in the
 * language they accept (law 7). Nothing here allows a browser of another site to read an answer: keys are for servers.
 */
import type { ApiProblem, ApiScope } from "../../contract/public-api";
import { findApiKey, noteUse } from "../../db/api-keys";
import { findShop, type ShopRow } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../../i18n";
import { type Declined, type DeclineReason, declined } from "../../loyalty/outcome";
import { tellRequest } from "../../request-context.server";
import { shopOfKey } from "../../services/api-keys";
import { dateOf, type ServiceContext } from "../../services/context";
import { services } from "../../services/running.server";
import { createTokenBucket } from "./token-bucket";

/** What a till or a review app needs is far below; a loop gone wild is above. */
const requests = createTokenBucket({ atOnce: 60, everyMs: 50, now: Date.now });

export interface ApiCaller {
  readonly ctx: ServiceContext;
  readonly shop: ShopRow;
  readonly translator: Translator;
}

const statuses: Partial<Record<DeclineReason, number>> = {
  "no-such-api-key": 401,
  "scope-missing": 403,
  "no-such-member": 404,
  "no-such-order": 404,
  "bad-request": 422,
  "too-many-requests": 429,
};

interface ProblemFacts {
  readonly field?: string | undefined;
  readonly retryAfterMs?: number;
}

export function problem(
  { t }: Translator,
  { reason, details }: Declined,
  { field, retryAfterMs }: ProblemFacts = {},
): Response {
  const status = statuses[reason] ?? 409;
  const body: ApiProblem = {
    status,
    reason,
    message: t(`declined.${reason}`, details),
    ...(field === undefined ? {} : { field }),
  };
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (status === 401) headers.set("WWW-Authenticate", "Bearer");
  if (retryAfterMs) headers.set("Retry-After", String(Math.ceil(retryAfterMs / 1_000)));
  return new Response(JSON.stringify(body), { status, headers });
}

const bearer = (request: Request): string =>
  /^Bearer ([\w-]{1,120})$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";

/** Answers for the shop whose key this is, if the key may do that. */
export async function atApi(
  request: Request,
  scope: ApiScope,
  answer: (caller: ApiCaller) => Promise<Response>,
): Promise<Response> {
  const ctx = services();
  const sql = sqlOf(ctx.db);
  const text = bearer(request);
  const shopId = shopOfKey(text);
  const key = shopId === null ? null : await findApiKey(sql, shopId, text);
  const shop = key && shopId !== null ? await findShop(sql, shopId) : null;
  const accepted = request.headers.get("Accept-Language");
  const translator = createTranslator(resolveLocale(accepted, shop?.locale));
  if (!key || !shop || shop.uninstalledAt) return problem(translator, declined("no-such-api-key"));
  tellRequest({ shopId: shop.shopId });
  if (!key.scopes.includes(scope)) return problem(translator, declined("scope-missing"));
  const retryAfterMs = requests.take(`${shop.shopId}:${key.id}`);
  if (retryAfterMs > 0) return problem(translator, declined("too-many-requests"), { retryAfterMs });
  await noteUse(sql, shop.shopId, key.id, dateOf(ctx.now()));
  return answer({ ctx, shop, translator });
}
