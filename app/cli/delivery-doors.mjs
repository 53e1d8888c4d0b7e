// @ts-check
/**
 * The doors that stores deliver at, straight at the web server: matching an address against every page, unpacking and compressing cost twenty times what verifying and storing a
 * delivery does. Which doors there are, the routes say (app/routes/shared/delivery-door.server.ts); whatever is not a plain delivery at one of them goes the way of all requests.
 */
import { LARGEST, refuse } from "./limit-body.mjs";
import { requestId, requestLine } from "./request-log.mjs";

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {import("node:http").ServerResponse} Response */
/** @typedef {(take: (chunk: Uint8Array) => void) => Promise<void>} Body */
/** @typedef {(knock: { header(name: string): string | null, body: Body, door: string }) => Promise<number>} Hear */
/** @typedef {{ path?: string, module: { action?: unknown } }} Route */
/** @typedef {import("./time-requests.mjs").Watch & import("./request-log.mjs").Context} Watch */

class TooLarge extends Error {}
class Gone extends Error {}

/**
 * @param {Record<string, Route | undefined>} routes
 * @returns {(path: string) => { hear: Hear, door: string } | null}
 */
export function doorsOf(routes) {
  /** @type {Map<string, Hear>} */
  const fixed = new Map();
  /** @type {Map<string, Hear>} */
  const varying = new Map();
  for (const route of Object.values(routes)) {
    const action = /** @type {{ hear?: Hear } | undefined} */ (route?.module.action);
    if (!action?.hear || route?.path === undefined) continue;
    const [, before, part] = /^([^:]+)(:\w+)?$/.exec(`/${route.path}`) ?? [];
    if (before === undefined) throw new Error(`No delivery finds the way to /${route.path}`);
    (part === undefined ? fixed : varying).set(before, action.hear);
  }
  return (path) => {
    const hear = fixed.get(path);
    if (hear) return { hear, door: "" };
    const at = path.lastIndexOf("/") + 1;
    const door = path.slice(at);
    const family = /^[\w-]+$/.test(door) ? varying.get(path.slice(0, at)) : undefined;
    return family ? { hear: family, door } : null;
  };
}

/**
 * @param {{ routes: Record<string, Route | undefined>, watch: Watch, log: import("./request-log.mjs").Log }} house
 * @returns {(request: Request, response: Response) => boolean} whether the request was taken
 */
export function deliveryDoors({ routes, watch, log }) {
  const doorAt = doorsOf(routes);
  return (request, response) => {
    if (request.method !== "POST" || Number(request.headers["content-length"] ?? 0) > LARGEST) return false;
    const { url = "" } = request;
    const mark = url.indexOf("?");
    const path = mark === -1 ? url : url.slice(0, mark);
    const found = doorAt(path);
    if (!found) return false;
    const began = performance.now();
    const ids = { requestId: requestId(request) };
    const endSpan = watch.requestSpan(`POST ${watch.doorOf(path)}`, () =>
      watch.inRequest(ids, () => void answer({ request, response, ids, ...found, log })),
    );
    response.once("close", () => {
      const seconds = (performance.now() - began) / 1000;
      endSpan(response.statusCode);
      watch.observeRequest({ method: "POST", path, status: response.statusCode, seconds });
      requestLine(log, { request, response, seconds, ids });
    });
    return true;
  };
}

/** @param {{ request: Request, response: Response, ids: import("./request-log.mjs").Ids, hear: Hear, door: string, log: import("./request-log.mjs").Log }} knock */
async function answer({ request, response, ids, hear, door, log }) {
  const head = { "Content-Length": 0, "X-Request-Id": ids.requestId };
  try {
    const header = (/** @type {string} */ name) => textOf(request.headers[name]);
    const status = await hear({ header, body: (take) => readBody(request, take), door });
    response.writeHead(status, head).end();
  } catch (error) {
    // A sender that went away hears nothing, and is no error of ours.
    if (error instanceof Gone) return;
    if (error instanceof TooLarge) return void refuse(response).once("finish", () => request.destroy());
    log.error({ err: error }, "request failed");
    // The store delivers again.
    if (!response.headersSent) response.writeHead(500, head).end();
  }
}

/** @param {string | string[] | undefined} value */
const textOf = (value) => (Array.isArray(value) ? value.join(", ") : (value ?? null));

/**
 * Hands on the bytes as they come. Those of a length that was not announced are counted.
 * @param {Request} request
 * @param {(chunk: Uint8Array) => void} take
 * @returns {Promise<void>}
 */
function readBody(request, take) {
  return new Promise((resolve, reject) => {
    let seen = 0;
    request.on("data", (/** @type {Buffer} */ chunk) => {
      seen += chunk.length;
      if (seen > LARGEST) reject(new TooLarge());
      else take(chunk);
    });
    request.once("end", resolve);
    const gone = () => request.readableEnded || reject(new Gone());
    // Whoever looked something up first may find that the sender has left meanwhile.
    if (request.destroyed) gone();
    request.once("error", gone);
    request.once("close", gone);
  });
}
