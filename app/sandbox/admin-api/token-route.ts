/** `POST /admin/oauth/access_token`: token exchange and refresh, answered and refused as Shopify does. */
import express, { type Request, type Response, type Router } from "express";
import * as z from "zod";
import type { AppConfig } from "../app-config";
import type { SandboxKeys } from "../context";
import type { SandboxStore } from "../state/store";
import type { SandboxShop } from "../state/types";
import { ensureInstalled, offlineGrant, onlineGrant, takeRefreshToken } from "./access-tokens";
import { readAdminToken } from "./session-token";

const TOKEN_TYPE = "urn:shopify:params:oauth:token-type:";

const client = { client_id: z.string(), client_secret: z.string() };
const exchangeBody = z.object({
  ...client,
  grant_type: z.literal("urn:ietf:params:oauth:grant-type:token-exchange"),
  subject_token: z.string(),
  subject_token_type: z.literal("urn:ietf:params:oauth:token-type:id_token"),
  requested_token_type: z.enum([`${TOKEN_TYPE}online-access-token`, `${TOKEN_TYPE}offline-access-token`]),
  expiring: z.string().default("0"),
});
const refreshBody = z.object({
  ...client,
  grant_type: z.literal("refresh_token"),
  refresh_token: z.string(),
});
const anyBody = z.discriminatedUnion("grant_type", [exchangeBody, refreshBody]);

export interface TokenRouteOptions {
  readonly store: SandboxStore;
  readonly keys: SandboxKeys;
  readonly config: Pick<AppConfig, "scopes">;
}

export function tokenRoute(options: TokenRouteOptions): Router {
  const router = express.Router();
  const bodies = [express.json(), express.urlencoded({ extended: false })];
  router.post("/:shop/admin/oauth/access_token", ...bodies, (request, response, next) => {
    answer(options, request, response).catch(next);
  });
  return router;
}

function refuse(response: Response, error: string, description: string): void {
  response.status(400).json({ error, error_description: description });
}

async function answer(options: TokenRouteOptions, request: Request, response: Response): Promise<void> {
  const { store, keys, config } = options;
  const shop = store.findShop(String(request.params.shop));
  const body = anyBody.safeParse(request.body);
  if (shop === null) {
    response.status(404).json({ errors: "Not Found" });
    return;
  }
  if (!body.success) return refuse(response, "invalid_request", "The request is missing a parameter.");
  const { client_id, client_secret } = body.data;
  if (client_id !== keys.apiKey || client_secret !== keys.apiSecret) {
    return refuse(response, "application_cannot_be_found", "The application could not be found.");
  }
  const scope = config.scopes.join(",");
  if (body.data.grant_type === "refresh_token") {
    const row = takeRefreshToken(store, shop.domain, body.data.refresh_token);
    if (row === null) return refuse(response, "invalid_grant", "The refresh token is invalid or was used.");
    response.json(offlineGrant(store, { shop, scope: row.scope }, true));
    return;
  }
  await exchange({ ...options, shop, scope }, body.data, response);
}

async function exchange(
  { store, keys, shop, scope }: TokenRouteOptions & { readonly shop: SandboxShop; readonly scope: string },
  body: z.infer<typeof exchangeBody>,
  response: Response,
): Promise<void> {
  const claims = await readAdminToken(keys, body.subject_token);
  const staff = shop.staff.find(({ id }) => String(id) === claims?.sub);
  if (claims?.dest !== `https://${shop.domain}` || staff === undefined) {
    return refuse(response, "invalid_subject_token", "The subject token is invalid.");
  }
  const grant = { shop, scope };
  ensureInstalled(store, grant);
  if (body.requested_token_type === `${TOKEN_TYPE}online-access-token`) {
    response.json(onlineGrant(store, grant, staff));
    return;
  }
  response.json(offlineGrant(store, grant, body.expiring === "1"));
}
