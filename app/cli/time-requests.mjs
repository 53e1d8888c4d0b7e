// @ts-check
/** Tells how long each request took and how it ended, and makes it a span of its own; static files are not worth measuring. */

/**
 * @typedef {object} Watch What the server bundle watches with (app/metrics.server.ts, app/tracing.server.ts).
 * @property {(answered: { method: string, path: string, status: number, seconds: number }) => void} observeRequest
 * @property {(name: string, next: () => void) => (status: number) => void} requestSpan
 * @property {(path: string) => string} doorOf
 */

/**
 * @param {Watch} watch
 * @returns {import("express").RequestHandler}
 */
export function timeRequests({ observeRequest, requestSpan, doorOf }) {
  return (request, response, next) => {
    const { method, path } = request;
    if (path.startsWith("/assets/") || path.startsWith("/sandbox")) return next();
    const began = performance.now();
    const endSpan = requestSpan(`${method} ${doorOf(path)}`, next);
    response.once("close", () => {
      endSpan(response.statusCode);
      observeRequest({
        method,
        path,
        status: response.statusCode,
        seconds: (performance.now() - began) / 1000,
      });
    });
  };
}
