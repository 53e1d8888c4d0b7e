/**
 * The server bundle's face. Remix calls the default export to stream a document; `app/cli/serve.mjs` calls `boot` once before
 * it listens and writes its request lines to `log`, so that database, worker and routes live in one module graph
 * (docs/decisions/0001-one-server-bundle.md).
 */
import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "./components/nonce";
import { documentPolicy, framedByIn, newNonce } from "./document-policy.server";
import { shopifyEnv } from "./env.server";
import { log } from "./log.server";
import { addDocumentResponseHeaders } from "./shopify.server";

export { boot } from "./boot.server";
export { ledgerCommand } from "./ledger-command.server";
export { log } from "./log.server";
export { doorOf, observeRequest } from "./metrics.server";
export { inRequest } from "./request-context.server";
export { requestSpan } from "./tracing.server";

/** How long loaders that stream may take; React gives up a second later so that their rejection is still sent. */
export const streamTimeout = 5_000;

/** A page that says itself who frames it is not Shopify's; whoever is shown a document of no shop is shown it in no frame. */
function policyOf(
  request: Request,
  headers: Headers,
  { nonce, remixContext }: { nonce: string; remixContext: EntryContext },
): string {
  const ofPage = headers.has("Content-Security-Policy");
  addDocumentResponseHeaders(request, headers);
  const said = headers.get("Content-Security-Policy");
  return documentPolicy({
    nonce,
    framedBy: framedByIn(said),
    appBridge: said !== null && !ofPage ? shopifyEnv().APP_BRIDGE_URL : null,
    watched: Object.hasOwn(remixContext.manifest, "hmr"),
  });
}

export default function handleRequest(
  request: Request,
  responseStatusCode: number,
  responseHeaders: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  const nonce = newNonce();
  responseHeaders.set("Content-Security-Policy", policyOf(request, responseHeaders, { nonce, remixContext }));
  // A robot gets the whole page at once; a person sees the shell first.
  const sendWhen = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";

  return new Promise((resolve, reject) => {
    let status = responseStatusCode;
    let shellSent = false;
    const document = (
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceContext.Provider>
    );
    const { pipe, abort } = renderToPipeableStream(document, {
      nonce,
      [sendWhen]() {
        shellSent = true;
        const body = new PassThrough();
        responseHeaders.set("Content-Type", "text/html");
        resolve(new Response(createReadableStreamFromReadable(body), { headers: responseHeaders, status }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        status = 500;
        // Before the shell is sent the error rejects this promise, and handleError below tells of it.
        if (shellSent) log.error({ err: error }, "rendering failed");
      },
    });
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** What a loader, action or render threw. A browser that went away is nobody's mistake, and a wrong address or method is the asker's. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, "request failed");
}
