/**
 * The app's pages may be framed by Shopify's admin only. Here the admin is this server, so for the app's answers the frame is opened
 * to it, and what would be fetched from Shopify's CDN is fetched here. Product code does not know of it.
 */
import type { NextFunction, Request, RequestHandler, Response } from "express";

const CDN = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

export function openFrame(origin: string): RequestHandler {
  const script = `${origin}/sandbox/app-bridge.js`;
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.path.startsWith("/sandbox")) return next();
    const writeHead = response.writeHead.bind(response);
    // Headers are sent once, late, and by whoever writes first: this is the one place that sees them all.
    Object.assign(response, {
      writeHead(...args: Parameters<typeof writeHead>) {
        widen(response, script);
        return writeHead(...args);
      },
    });
    if (request.path.startsWith("/auth")) replaceScript(response, script);
    next();
  };
}

function widen(response: Response, script: string): void {
  response.removeHeader("X-Frame-Options");
  const policy = response.getHeader("Content-Security-Policy");
  if (typeof policy === "string") {
    response.setHeader(
      "Content-Security-Policy",
      policy.replace(/frame-ancestors(?! '(?:self|none)')/, "frame-ancestors 'self'"),
    );
  }
  const link = response.getHeader("Link");
  if (typeof link === "string") response.setHeader("Link", link.replaceAll(CDN, script));
}

/** The bounce page of the library names the CDN itself. It is one small piece of text. */
function replaceScript(response: Response, script: string): void {
  const swap = (chunk: unknown): unknown => {
    const text =
      typeof chunk === "string"
        ? chunk
        : chunk instanceof Uint8Array
          ? Buffer.from(chunk).toString("utf8")
          : null;
    return text?.includes(CDN) ? text.replaceAll(CDN, script) : chunk;
  };
  const write = response.write.bind(response) as (...args: unknown[]) => boolean;
  const end = response.end.bind(response) as (...args: unknown[]) => Response;
  response.removeHeader("Content-Length");
  Object.assign(response, {
    write: (chunk: unknown, ...rest: unknown[]) => write(swap(chunk), ...rest),
    end: (chunk: unknown, ...rest: unknown[]) => end(swap(chunk), ...rest),
  });
}
