/**
 * Access tokens: an hour for an offline token with its refresh token for ninety days, a day for an online token. A refresh token is
 * good once; what was given before it still works until it runs out.
 */
import { randomBytes } from "node:crypto";
import type { SandboxStore, TokenRow } from "../state/store";
import type { SandboxShop, SandboxStaff } from "../state/types";

const HOUR_S = 3_600;
const OFFLINE_S = HOUR_S;
const REFRESH_S = 90 * 24 * HOUR_S;
const ONLINE_S = 24 * HOUR_S;

const secretText = (prefix: string) => `${prefix}_${randomBytes(16).toString("hex")}`;

export interface Grant {
  readonly shop: SandboxShop;
  readonly scope: string;
}

function remember(store: SandboxStore, row: TokenRow): TokenRow {
  for (const old of store.tokenTable.rows()) {
    if (old.expiresAt !== null && old.expiresAt < store.now()) store.tokenTable.remove(old.token);
  }
  store.tokenTable.put(row);
  return row;
}

/** The first token of a shop installs the app there. */
export function ensureInstalled(store: SandboxStore, { shop, scope }: Grant): void {
  const before = store.installation(shop.domain);
  if (before?.scope === scope) return;
  const id = before?.id ?? store.nextId("installation", 703_400_000_001);
  const installedAt = before?.installedAt ?? store.now();
  store.installationTable.put({ shop: shop.domain, id, scope, installedAt });
}

export function offlineGrant(store: SandboxStore, grant: Grant, expiring: boolean): object {
  const now = store.now();
  const access = remember(store, {
    token: secretText("shpat"),
    shop: grant.shop.domain,
    kind: "offline",
    scope: grant.scope,
    staffId: null,
    expiresAt: expiring ? now + OFFLINE_S * 1_000 : null,
  });
  if (!expiring) return { access_token: access.token, scope: grant.scope };
  const refresh = remember(store, {
    ...access,
    token: secretText("shprt"),
    kind: "refresh",
    expiresAt: now + REFRESH_S * 1_000,
  });
  return {
    access_token: access.token,
    scope: grant.scope,
    expires_in: OFFLINE_S,
    refresh_token: refresh.token,
    refresh_token_expires_in: REFRESH_S,
  };
}

export function onlineGrant(store: SandboxStore, grant: Grant, staff: SandboxStaff): object {
  const access = remember(store, {
    token: secretText("shpua"),
    shop: grant.shop.domain,
    kind: "online",
    scope: grant.scope,
    staffId: staff.id,
    expiresAt: store.now() + ONLINE_S * 1_000,
  });
  return {
    access_token: access.token,
    scope: grant.scope,
    expires_in: ONLINE_S,
    associated_user_scope: grant.scope,
    associated_user: {
      id: staff.id,
      first_name: staff.firstName,
      last_name: staff.lastName,
      email: staff.email,
      account_owner: staff.accountOwner,
      locale: staff.locale,
      collaborator: false,
      email_verified: true,
    },
  };
}

/** The row of a refresh token that is still good; it is used up by asking. */
export function takeRefreshToken(store: SandboxStore, shop: string, token: string): TokenRow | null {
  const row = store.tokenTable.get(token);
  if (row?.kind !== "refresh" || row.shop !== shop) return null;
  store.tokenTable.remove(token);
  return row.expiresAt !== null && row.expiresAt < store.now() ? null : row;
}

/** What an access token lets do in this shop, or null when it is unknown, another shop's, or has run out. */
export function readAccessToken(
  store: SandboxStore,
  shop: string,
  token: string | undefined,
): TokenRow | null {
  const row = token === undefined ? null : store.tokenTable.get(token);
  if (row === null || row.kind === "refresh" || row.shop !== shop) return null;
  return row.expiresAt !== null && row.expiresAt < store.now() ? null : row;
}

/** After an uninstall: no token of the shop works any more. */
export function revokeAll(store: SandboxStore, shop: string): void {
  for (const row of store.tokenTable.rows()) {
    if (row.shop === shop) store.tokenTable.remove(row.token);
  }
  store.installationTable.remove(shop);
}
