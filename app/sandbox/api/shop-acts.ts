/** What scripts do with a whole shop: uninstall and install the app, ask for its erasure, get a session token. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { revokeAll } from "../admin-api/access-tokens";
import { adminSessionToken } from "../admin-api/session-token";
import { installApp } from "../history/install-app";
import { gid } from "../state/ids";
import { type ApiCase, waitIfAsked } from "./api-case";

type Act = (given: ApiCase) => Promise<void>;

/** The tokens are dead before the app hears of it, as at Shopify. */
const uninstall: Act = async ({ parts, shop, request, response }) => {
  revokeAll(parts.context.store, shop.domain);
  parts.context.store.announce(shop.domain, [{ topic: "app/uninstalled" }]);
  await waitIfAsked(parts, request);
  response.json({ installed: false });
};

const install: Act = async ({ parts, shop, response }) => {
  await installApp(parts.context, shop);
  response.json({ installed: parts.context.store.installation(shop.domain) !== null });
};

const shopRedact: Act = async ({ parts, shop, request, response }) => {
  parts.context.store.announce(shop.domain, [{ topic: "shop/redact" }]);
  await waitIfAsked(parts, request);
  response.json({ sent: true });
};

const tokenWish = z
  .object({ staffId: z.coerce.number().int(), sid: z.string().optional() })
  .or(z.object({ customerId: z.coerce.number().int().nullable() }));

/** `{ staffId }`: as the embedded admin has it. `{ customerId }` (or null): as an extension has it. */
const sessionToken: Act = async ({ parts, shop, request, response }) => {
  const wish = tokenWish.safeParse(request.body);
  if (!wish.success) return void response.status(400).json({ error: z.prettifyError(wish.error) });
  const { context } = parts;
  if ("staffId" in wish.data) {
    const { staffId, sid } = wish.data;
    const token = await adminSessionToken(context.keys, {
      shop: shop.domain,
      staffId,
      sid: sid ?? randomUUID(),
    });
    return void response.json({ token });
  }
  const { customerId } = wish.data;
  const subject = customerId === null ? null : gid("Customer", customerId);
  response.json({ token: await context.sessionTokenFor({ shop: shop.domain, subject }) });
};

export const shopActs: Readonly<Record<string, Act>> = {
  uninstall,
  install,
  "shop-redact": shopRedact,
  "session-token": sessionToken,
};
