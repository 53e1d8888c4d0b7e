/**
 * What a document of ours may do in a browser, should a word of somebody's ever be taken for markup: no script runs but our own files, what this answer marked with its nonce,
 * and App Bridge where Shopify frames us. Styles may stand on elements, because Polaris puts them there; a style can be seen, and reads nothing.
 */
import { randomBytes } from "node:crypto";

export const newNonce = (): string => randomBytes(16).toString("base64");

export interface Document {
  /** Marks the scripts that stand in the document. */
  readonly nonce: string;
  /** Sources in the words of the policy: "'none'", "https://shop.example". */
  readonly framedBy: string;
  /** Where App Bridge comes from; null for a document that Shopify does not frame. */
  readonly appBridge: string | null;
  /** Vite speaks to a page of its own while the app is being written. */
  readonly watched?: boolean;
}

/** The folder, and not all of Shopify's CDN: merchants keep files of their own there. App Bridge fetches parts of itself from beside it. */
const folderOf = (address: string): string => new URL(".", address).href;

/** App Bridge tells Shopify how fast we are and what broke. */
const ofAppBridge = "https://*.shopifysvc.com";

/** Where a shop's login leads, after our own form. */
const logins = "https://admin.shopify.com https://*.myshopify.com";

export function documentPolicy({ nonce, framedBy, appBridge, watched = false }: Document): string {
  const scripts = ["'self'", `'nonce-${nonce}'`, ...(appBridge ? [folderOf(appBridge)] : [])];
  const connects = ["'self'", ...(appBridge ? [ofAppBridge] : []), ...(watched ? ["ws:", "wss:"] : [])];
  return [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data:${appBridge ? " https://cdn.shopify.com" : ""}`,
    "font-src 'self'",
    `connect-src ${connects.join(" ")}`,
    `form-action 'self' ${logins}`,
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${framedBy}`,
  ].join("; ");
}

/** Who may frame it, as somebody else has said it in a header; nobody where nothing is said. */
export const framedByIn = (policy: string | null): string =>
  /frame-ancestors ([^;]*)/.exec(policy ?? "")?.[1]?.trim() || "'none'";
