/**
 * Where Shopify's library does its own work: the page that fetches a fresh session token, the way out of the frame. Its pages are scripts and nothing else; here they are
 * marked as ours, and may do no more than they have to.
 */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { documentPolicy, framedByIn, newNonce } from "../document-policy.server";
import { shopifyEnv } from "../env.server";
import { authenticate } from "../shopify.server";

const libraryBridge = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

/** The two elements that the library writes, and no other that may have come in with an address. */
const ofLibrary = /^(\s*<script)(?= data-api-key="|>window\.open\()/gm;

async function marked(page: Response): Promise<Response> {
  const { APP_BRIDGE_URL } = shopifyEnv();
  const nonce = newNonce();
  const headers = new Headers(page.headers);
  const framedBy = framedByIn(headers.get("Content-Security-Policy"));
  headers.set("Content-Security-Policy", documentPolicy({ nonce, framedBy, appBridge: APP_BRIDGE_URL }));
  if (headers.has("Link")) headers.set("Link", `<${APP_BRIDGE_URL}>; rel="preload"; as="script"`);
  const html = (await page.text())
    .replace(libraryBridge, APP_BRIDGE_URL)
    .replace(ofLibrary, `$1 nonce="${nonce}"`);
  return new Response(html, { status: page.status, headers });
}

export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  try {
    await authenticate.admin(request);
  } catch (thrown) {
    const isPage =
      thrown instanceof Response && thrown.headers.get("Content-Type")?.startsWith("text/html") === true;
    throw isPage ? await marked(thrown) : thrown;
  }
  return null;
}
