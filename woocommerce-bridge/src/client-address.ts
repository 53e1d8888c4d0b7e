/** A store's address as somebody typed it or copied it from their browser, or why it is none that we go to. */
import { refusedBecause } from "./client-guard";

export type StoreAddress =
  /** `domain` is what the shop is known by; `storeUrl` has the scheme too, and no slash at its end. */
  { readonly storeUrl: string; readonly domain: string } | { readonly refused: string };

/** What people copy with it: the administration, the login, an address of the REST API. */
const BEYOND = /\/(wp-admin|wp-login\.php|wp-json|wc-auth|index\.php)(\/.*)?$/i;

export function readStoreAddress(typed: string, allowPrivate: boolean): StoreAddress {
  const text = typed.trim();
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === "" || text.length > 500 || !URL.canParse(whole)) return { refused: "it is no address" };
  const url = new URL(whole);
  const refused = refusedBecause(url.href, allowPrivate);
  if (refused !== null) return { refused };
  const path = url.pathname.replace(BEYOND, "").replace(/\/+$/, "");
  const domain = `${url.host}${path}`;
  return { storeUrl: `${url.protocol}//${domain}`, domain };
}
