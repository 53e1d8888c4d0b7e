// @ts-check
/**
 * What cannot be a request of anybody's is refused before Remix sees it, which would answer with 500 and an error in the log: an address that is none, a method that
 * the web's own Request does not know, and a form of another site for a page of ours.
 */

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** @typedef {{ path?: string | undefined, module: object }} Route */

/**
 * Rooms that hold pages, by the first word of their addresses. Every other address is a door of its own, and asks for its own proof.
 * @param {Record<string, Route | undefined>} routes
 */
const roomsOfPages = (routes) =>
  new Set(
    Object.values(routes).flatMap((route) =>
      route && Reflect.get(route.module, "default") ? [(route.path ?? "").split("/")[0]] : [],
    ),
  );

/**
 * As Remix compares them; also a page that may not say what it is ("null") is not ours.
 * @param {Headers} headers
 */
function isForeign(headers) {
  const origin = headers.get("origin");
  if (origin === null) return false;
  const host = headers.get("x-forwarded-host")?.split(",")[0]?.trim() || headers.get("host");
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/**
 * Half a percent sign, or a sign that ends a line: such an address is nobody's for Remix, not even the one that answers for all that are nobody's.
 * @param {string} path
 */
function isSpoilt(path) {
  try {
    return /[\p{Cc}\u2028\u2029]/u.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}

/** @typedef {{ status: number, text: string }} Refusal */

/**
 * What of a request that is well formed is refused: a form of another site for a page of ours, for which Remix would fail; and an address with a zero in it, which
 * PostgreSQL stores in no text.
 * @param {Record<string, Route | undefined>} routes
 * @returns {(request: { method: string, url: string, headers: Headers }) => Refusal | null}
 */
export function refusals(routes) {
  const rooms = roomsOfPages(routes);
  return ({ method, url, headers }) => {
    const { pathname } = new URL(url);
    if (isSpoilt(pathname) || url.includes("%00")) return { status: 400, text: "Bad request" };
    const isForm = !/^(GET|HEAD|OPTIONS)$/.test(method);
    const isForPage = rooms.has(pathname.split("/")[1] ?? "");
    return isForm && isForPage && isForeign(headers) ? { status: 403, text: "Forbidden" } : null;
  };
}

/** @param {import("node:http").IncomingHttpHeaders} all */
function namesIn({ origin, host, "x-forwarded-host": forwarded }) {
  const headers = new Headers();
  if (origin !== undefined) headers.set("origin", origin);
  if (host !== undefined) headers.set("host", host);
  if (forwarded !== undefined) headers.set("x-forwarded-host", String(forwarded));
  return headers;
}

/**
 * @param {Record<string, Route | undefined>} routes of the bundle
 * @returns {import("express").RequestHandler}
 */
export function refuseNonsense(routes) {
  const refusalOf = refusals(routes);
  /** @type {(request: import("express").Request) => Refusal | null} */
  const refused = ({ method, protocol, originalUrl, headers: all }) => {
    if (!METHODS.has(method)) return { status: 405, text: "Method not allowed" };
    const headers = namesIn(all);
    const name = (headers.get("x-forwarded-host") ?? headers.get("host") ?? "localhost")
      .split(",")[0]
      ?.trim();
    const url = `${protocol}://${name}${originalUrl}`;
    if (!originalUrl.startsWith("/") || !URL.canParse(url)) return { status: 400, text: "Bad request" };
    return refusalOf({ method, url, headers });
  };
  return (request, response, next) => {
    const refusal = refused(request);
    if (!refusal) return next();
    response.status(refusal.status).set("Cache-Control", "no-store").type("text/plain").send(refusal.text);
  };
}
