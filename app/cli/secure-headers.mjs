// @ts-check
/**
 * What every answer of ours tells a browser, whoever makes it: a type is what it says it is; no other site is told an address, which may carry a token; and who came by
 * HTTPS comes by HTTPS from then on. What a page says itself about where it came from stays.
 */

const YEAR = 365 * 24 * 3_600;

/** @type {import("express").RequestHandler} */
export function secureHeaders(request, response, next) {
  /** @type {Record<string, string>} */
  const told = { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin" };
  if (process.env.NODE_ENV === "production" && request.secure)
    told["Strict-Transport-Security"] = `max-age=${YEAR}`;
  const writeHead = response.writeHead.bind(response);
  Object.assign(response, {
    writeHead(/** @type {Parameters<typeof writeHead>} */ ...args) {
      for (const [name, value] of Object.entries(told))
        if (!response.hasHeader(name)) response.setHeader(name, value);
      return writeHead(...args);
    },
  });
  next();
}
