// @ts-check
/**
 * One line per request, that betrays nobody. Addresses carry session tokens, signatures, names searched for: of the query only
 * the values on a short list are shown, so that a parameter invented tomorrow is hidden too.
 */

import { randomUUID } from "node:crypto";

const SHOWN = new Set([
  "shop",
  "locale",
  "embedded",
  "path_prefix",
  "timestamp",
  "index",
  "_data",
  "_routes",
  "topic",
]);

/** @param {string} url */
export function redactUrl(url) {
  const mark = url.indexOf("?");
  if (mark === -1) return url;
  const shown = url
    .slice(mark + 1)
    .split("&")
    .map((pair) => {
      const name = pair.split("=", 1)[0] ?? "";
      return SHOWN.has(name) || !pair.includes("=") ? pair : `${name}=[redacted]`;
    });
  return `${url.slice(0, mark)}?${shown.join("&")}`;
}

/**
 * @typedef {{ info(fields: object, message: string): void, warn(fields: object, message: string): void,
 *   error(fields: object, message: string): void }} Log
 */

/** @typedef {{ requestId: string, shopId?: number, deliveryId?: string }} Ids What is known of a request, see app/request-context.server.ts. */
/** @typedef {{ inRequest(ids: Ids, work: () => void): void }} Context */

/**
 * The name that the proxy in front has given the request, so that both logs can be held side by side; else one of our own.
 * @param {import("node:http").IncomingMessage} request
 */
export function requestId(request) {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/**
 * A server's failure is worth a warning.
 * @param {Log} log
 * @param {{ request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse, seconds: number, ids: Ids }} answered
 */
export function requestLine(log, { request, response, seconds, ids }) {
  const line = {
    ...ids,
    method: request.method,
    url: redactUrl(("originalUrl" in request ? String(request.originalUrl) : request.url) ?? ""),
    status: response.statusCode,
    ms: Math.round(seconds * 1000),
    ...(response.writableFinished ? {} : { aborted: true }),
  };
  if (response.statusCode >= 500) log.warn(line, "request");
  else log.info(line, "request");
}

/**
 * Express middleware. Static files and health checks are not worth a line.
 * @param {Log} log
 * @param {Context} context
 * @returns {import("express").RequestHandler}
 */
export function logRequests(log, { inRequest }) {
  return (request, response, next) => {
    if (/^\/(assets|health)\//.test(request.path)) return next();
    const began = performance.now();
    const ids = { requestId: requestId(request) };
    response.set("X-Request-Id", ids.requestId);
    response.once("close", () =>
      requestLine(log, { request, response, seconds: (performance.now() - began) / 1000, ids }),
    );
    inRequest(ids, next);
  };
}
