/**
 * `/wc-auth/v1/…`: an app asks for keys, the owner sees what it may do with them and approves, WooCommerce posts them to the app's address and sends the owner back. While the app answers, this shop's
 * PHP is busy: on a store with one worker nothing else is answered, which is said in a header for those who test it.
 */
import { randomBytes } from "node:crypto";
import { request } from "undici";
import { newKey, revokeKey } from "../state/keys";
import type { WooKey, WooUser } from "../state/records";
import type { WooShop } from "../state/shop";

const params = ["app_name", "user_id", "return_url", "callback_url", "scope"] as const;
export type AuthWish = Readonly<Record<(typeof params)[number], string>>;

const PATIENCE_MS = 60_000;

/** As WooCommerce words it, before "Error: " and the full stop. */
export class AuthRefused extends Error {}

export interface AuthOptions {
  /** WooCommerce insists on https for the callback; the sandbox on this machine may let http pass. */
  readonly plainCallbacks: boolean;
}

/** @throws AuthRefused */
export function readWish(query: URLSearchParams, { plainCallbacks }: AuthOptions): AuthWish {
  const missing = params.find((name) => !query.get(name));
  if (missing) throw new AuthRefused(`Missing parameter ${missing}`);
  const wish = Object.fromEntries(params.map((name) => [name, query.get(name) ?? ""])) as Record<
    (typeof params)[number],
    string
  >;
  if (!["read", "write", "read_write"].includes(wish.scope))
    throw new AuthRefused(`Invalid scope ${wish.scope}`);
  for (const name of ["return_url", "callback_url"] as const) {
    const text = formatted(wish[name]);
    if (!URL.canParse(text)) throw new AuthRefused(`The ${text} is not a valid URL`);
    wish[name] = text;
  }
  if (!plainCallbacks && !/^https:\/\//i.test(wish.callback_url))
    throw new AuthRefused("The callback_url needs to be over SSL");
  return wish;
}

/** Decoded once more than a browser would, as WooCommerce does it. */
function formatted(text: string): string {
  const decoded = /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text.replaceAll("+", " ")) : text;
  return decoded.includes("://") ? decoded : `https://${decoded}`;
}

/** What a scope allows, in WooCommerce's words. */
export function permissionsIn(scope: string): readonly string[] {
  if (scope === "read")
    return ["View coupons", "View customers", "View orders and sales reports", "View products"];
  if (scope === "write")
    return ["Create webhooks", "Create coupons", "Create customers", "Create orders", "Create products"];
  return [
    "Create webhooks",
    "View and manage coupons",
    "View and manage customers",
    "View and manage orders and sales reports",
    "View and manage products",
  ];
}

export const backTo = (wish: AuthWish, success: 0 | 1): string => {
  const url = new URL(wish.return_url);
  url.searchParams.set("success", String(success));
  url.searchParams.set("user_id", wish.user_id);
  return url.toString();
};

/** One-time words against a page that approves in somebody else's name. */
export class Nonces {
  private readonly open = new Set<string>();

  make(user: WooUser): string {
    const nonce = `${user.id}-${randomBytes(5).toString("hex")}`;
    this.open.add(nonce);
    return nonce;
  }

  take(nonce: string, user: WooUser): boolean {
    return nonce.startsWith(`${user.id}-`) && this.open.delete(nonce);
  }
}

/** @returns where the owner is sent. @throws AuthRefused when the app does not answer 200; then the keys are taken back. */
export async function grant(shop: WooShop, user: WooUser, wish: AuthWish): Promise<string> {
  const permissions = wish.scope as WooKey["permissions"];
  const made = new Date().toISOString().slice(0, 19).replace("T", " ");
  const key = newKey(shop, {
    userId: user.id,
    permissions,
    description: `${wish.app_name.slice(0, 170)} - API (${made})`,
  });
  const status = await hand(key, wish);
  if (status === 200) return backTo(wish, 1);
  revokeKey(shop, key.id);
  throw new AuthRefused(
    status === 0
      ? "cURL error 7: Failed to connect to the callback"
      : "An error occurred in the request and at the time were unable to send the consumer data",
  );
}

async function hand(key: WooKey, wish: AuthWish): Promise<number> {
  try {
    const { statusCode, body } = await request(wish.callback_url, {
      method: "POST",
      headers: { "Content-Type": "application/json;charset=UTF-8" },
      body: JSON.stringify({
        key_id: key.id,
        user_id: wish.user_id,
        consumer_key: key.consumerKey,
        consumer_secret: key.consumerSecret,
        key_permissions: key.permissions,
      }),
      headersTimeout: PATIENCE_MS,
      bodyTimeout: PATIENCE_MS,
    });
    await body.dump();
    return statusCode;
  } catch {
    return 0;
  }
}
