/**
 * The token with which we speak to a shop when nobody of it is here: from the offline session, exchanged for a new one by Shopify's library
 * shortly before it expires. Two that need it at once exchange once, because what it is exchanged with is used up by it.
 */
import { HttpResponseError, InvalidJwtError } from "@shopify/shopify-api";
import { SessionNotFoundError } from "@shopify/shopify-app-remix/server";
import { StoreClosed, StoreUnavailable } from "../store";

export interface OfflineSession {
  readonly accessToken?: string | undefined;
  readonly refreshTokenExpires?: Date | undefined;
  isExpired(withinMs?: number): boolean;
}

/** The library's two ways to a session. */
export interface Sessions {
  /** Exchanges a token that is about to expire; throws when Shopify does not give a new one. */
  readonly fresh: (domain: string) => Promise<OfflineSession>;
  /** As it is kept. */
  readonly kept: (domain: string) => Promise<OfflineSession | undefined>;
}

const TRY_AGAIN_MS = 5_000;
const underWay = new Map<string, Promise<string>>();

/** @returns what `Line.accessToken` is: a token, and another one, if there is one, when the first was refused. */
export function accessTokenOf(domain: string, sessions: Sessions) {
  return async (refused?: string): Promise<string> => {
    if (refused !== undefined) return (await sessions.kept(domain))?.accessToken ?? refused;
    const waiting = underWay.get(domain);
    if (waiting) return waiting;
    const asked = freshToken(domain, sessions).finally(() => underWay.delete(domain));
    underWay.set(domain, asked);
    return asked;
  };
}

async function freshToken(domain: string, sessions: Sessions): Promise<string> {
  const session = await sessions
    .fresh(domain)
    .catch((error: unknown) => afterFailure(domain, sessions, error));
  if (!session.accessToken) throw new StoreClosed(`${domain} has no token: staff must open the app`);
  // The library leaves an expired token as it is when there is nothing to exchange it with.
  if (session.isExpired())
    throw new StoreClosed(`the token of ${domain} has expired: staff must open the app`);
  return session.accessToken;
}

/** Another process may have exchanged the token a moment before us, which makes our exchange fail and theirs good. */
async function afterFailure(domain: string, sessions: Sessions, error: unknown): Promise<OfflineSession> {
  if (error instanceof SessionNotFoundError)
    throw new StoreClosed(`${domain} has no session: staff must open the app`);
  if (!isFailedExchange(error)) throw error;
  const kept = await sessions.kept(domain);
  if (kept?.accessToken && !kept.isExpired()) return kept;
  const over = kept?.refreshTokenExpires;
  if (over && over.getTime() <= Date.now())
    throw new StoreClosed(`${domain} was not opened for too long: staff must open the app`);
  throw new StoreUnavailable(`the token of ${domain} could not be exchanged`, TRY_AGAIN_MS);
}

/** The library throws a Response for most of what can go wrong, and its own errors for the rest. */
const isFailedExchange = (error: unknown): boolean =>
  error instanceof Response || error instanceof HttpResponseError || error instanceof InvalidJwtError;
