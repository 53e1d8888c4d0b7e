/**
 * The app's pages may be framed by Shopify's admin only. Here the admin is this server, so for the app's answers the frame is opened
 * to it. Product code does not know of it.
 */
import type { NextFunction, Request, RequestHandler, Response } from "express";

export function openFrame(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.path.startsWith("/sandbox")) return next();
    const writeHead = response.writeHead.bind(response);
    // Headers are sent once, late, and by whoever writes first: this is the one place that sees them all.
    Object.assign(response, {
      writeHead(...args: Parameters<typeof writeHead>) {
        widen(response);
        return writeHead(...args);
      },
    });
    next();
  };
}

function widen(response: Response): void {
  response.removeHeader("X-Frame-Options");
  const policy = response.getHeader("Content-Security-Policy");
  if (typeof policy === "string") {
    response.setHeader(
      "Content-Security-Policy",
      policy.replace(/frame-ancestors(?! '(?:self|none)')/, "frame-ancestors 'self'"),
    );
  }
}
