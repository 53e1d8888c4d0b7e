/**
 * Session tokens as Shopify signs them: a JWT with the app's secret. For the embedded admin `sub` is the staff member and `iss` the
 * shop's admin; for checkout and customer account `sub` is the customer's gid, and is missing for a guest.
 */
import { randomUUID } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import type { SandboxKeys } from "../context";

const ADMIN_LIFETIME_S = 60;
const EXTENSION_LIFETIME_S = 300;

const secretOf = (keys: SandboxKeys) => new TextEncoder().encode(keys.apiSecret);

function signed(
  keys: SandboxKeys,
  claims: Record<string, string>,
  lifetime: number,
  now: number,
): Promise<string> {
  const seconds = Math.floor(now / 1_000);
  return new SignJWT({ ...claims, jti: randomUUID() })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setAudience(keys.apiKey)
    .setNotBefore(seconds)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifetime)
    .sign(secretOf(keys));
}

export interface AdminTokenWish {
  readonly shop: string;
  readonly staffId: number;
  /** Of the browser session: the same for all tokens of one window. */
  readonly sid: string;
}

export function adminSessionToken(
  keys: SandboxKeys,
  { shop, staffId, sid }: AdminTokenWish,
  now = Date.now(),
): Promise<string> {
  const claims = { iss: `https://${shop}/admin`, dest: `https://${shop}`, sub: String(staffId), sid };
  return signed(keys, claims, ADMIN_LIFETIME_S, now);
}

/** For checkout and customer account extensions: `dest` is the bare domain there. */
export function extensionSessionToken(
  keys: SandboxKeys,
  { shop, subject }: { readonly shop: string; readonly subject: string | null },
  now = Date.now(),
): Promise<string> {
  const claims = { dest: shop, ...(subject === null ? {} : { sub: subject }) };
  return signed(keys, claims, EXTENSION_LIFETIME_S, now);
}

const adminClaims = z.looseObject({ dest: z.string(), sub: z.string(), sid: z.string().optional() });
export type AdminClaims = z.infer<typeof adminClaims>;

/** What an admin token says, or null when it is not one of ours, not for this app, or too old. */
export async function readAdminToken(keys: SandboxKeys, token: string): Promise<AdminClaims | null> {
  try {
    const { payload } = await jwtVerify(token, secretOf(keys), {
      algorithms: ["HS256"],
      audience: keys.apiKey,
      clockTolerance: 10,
    });
    return adminClaims.parse(payload);
  } catch {
    return null;
  }
}
