// @ts-check
/**
 * One line per request, that betrays nobody. Addresses carry session tokens, signatures, names searched for: of the query only
 * the values on a short list are shown, so that a parameter invented tomorrow is hidden too.
 */

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

/**
 * Express middleware. Static files and health checks are not worth a line; a server's failure is worth a warning.
 * @param {Log} log
 * @returns {import("express").RequestHandler}
 */
export function logRequests(log) {
  return (request, response, next) => {
    if (/^\/(assets|health)\//.test(request.path)) return next();
    const began = performance.now();
    response.once("close", () => {
      const line = {
        method: request.method,
        url: redactUrl(request.originalUrl),
        status: response.statusCode,
        ms: Math.round(performance.now() - began),
        ...(response.writableFinished ? {} : { aborted: true }),
      };
      if (response.statusCode >= 500) log.warn(line, "request");
      else log.info(line, "request");
    });
    next();
  };
}
