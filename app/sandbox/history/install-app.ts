/**
 * The app is installed as a merchant does it: the owner opens it in the admin for the first time, with a session token; the app
 * exchanges it for access tokens here and sets up its program.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { adminSessionToken } from "../admin-api/session-token";
import type { SandboxContext } from "../context";
import type { SandboxShop } from "../state/types";

/** The libraries turn robots away, and Node calls itself one. */
export const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const TRIES = 5;

/** What the admin puts behind the app's address when it opens the app in its frame. */
export async function openingQuery(
  context: Pick<SandboxContext, "keys">,
  wish: { readonly shop: SandboxShop; readonly staffId: number; readonly locale: string },
): Promise<URLSearchParams> {
  const handle = wish.shop.domain.split(".")[0];
  return new URLSearchParams({
    embedded: "1",
    shop: wish.shop.domain,
    host: Buffer.from(`admin.shopify.com/store/${handle}`).toString("base64"),
    locale: wish.locale,
    session: randomUUID().replaceAll("-", ""),
    timestamp: String(Math.floor(Date.now() / 1_000)),
    id_token: await adminSessionToken(context.keys, {
      shop: wish.shop.domain,
      staffId: wish.staffId,
      sid: randomUUID(),
    }),
  });
}

export async function installApp(context: SandboxContext, shop: SandboxShop): Promise<void> {
  const owner = shop.staff.find(({ accountOwner }) => accountOwner);
  if (owner === undefined || context.store.installation(shop.domain) !== null) return;
  let status = 0;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const query = await openingQuery(context, { shop, staffId: owner.id, locale: shop.primaryLocale });
    const answer = await request(`${context.appOrigin}/app?${query}`, {
      headers: { "User-Agent": BROWSER, Accept: "text/html" },
    });
    await answer.body.dump();
    status = answer.statusCode;
    if (status === 200 && context.store.installation(shop.domain) !== null) return;
    await sleep(500 * attempt);
  }
  throw new Error(`the app could not be installed in ${shop.domain}: opening /app answered ${status}`);
}
