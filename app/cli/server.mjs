// @ts-check
/**
 * The small web server around the server bundle. It hands every body to Remix unread, because a webhook's signature is over its
 * raw bytes; it never writes a token into the log; and it ends without dropping what it was doing.
 */
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import compression from "compression";
import express from "express";
import { deliveryDoors } from "./delivery-doors.mjs";
import { limitBody } from "./limit-body.mjs";
import { refuseNonsense } from "./refuse-nonsense.mjs";
import { logRequests } from "./request-log.mjs";
import { ROOT } from "./run.mjs";
import { secureHeaders } from "./secure-headers.mjs";
import { timeRequests } from "./time-requests.mjs";

/** How long requests under way may still take after the process was asked to stop. */
const GRACE_MS = 10_000;

/** @typedef {import("./request-log.mjs").Log} Log */
/** @typedef {{ port: number, mount?: (app: import("express").Express, log: Log) => Promise<void> }} Wish */

/**
 * Loads the bundle, boots what it holds, and listens.
 * @param {Wish} wish `mount` may put its own handlers in front of the app's.
 * @returns {Promise<{ log: Log, close(): Promise<void> }>}
 */
export async function startServer({ port, mount }) {
  const bundle = await import(pathToFileURL(join(ROOT, "build/server/index.js")).href);
  const { boot, log } = bundle.entry.module;

  const app = express();
  app.disable("x-powered-by");
  // Behind a proxy on this machine or this private network the outer address is what the browser sees.
  app.set("trust proxy", "loopback, linklocal, uniquelocal");
  app.use(logRequests(log, bundle.entry.module));
  app.use(timeRequests(bundle.entry.module));
  // A style sheet of half a megabyte is a tenth of that on its way; behind a proxy that compresses, this does nothing.
  app.use(compression());
  await mount?.(app, log);
  app.use(secureHeaders);

  const running = await boot();
  const assets = join(ROOT, bundle.assetsBuildDirectory);
  // Names of assets carry a hash of their content: what was fetched once is never asked for again.
  app.use(
    "/assets",
    express.static(join(assets, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  app.use(express.static(assets, { maxAge: "1h", index: false, redirect: false }));
  app.use(refuseNonsense(bundle.routes));
  app.all(
    "*",
    limitBody,
    createRequestHandler({
      build: bundle,
      mode: process.env.NODE_ENV ?? "development",
      // Doors that are open to everybody slow down whoever comes too often.
      getLoadContext: (request) => ({ address: request.ip }),
    }),
  );
  app.use(answerError(log));

  const takeDelivery = deliveryDoors({ routes: bundle.routes, watch: bundle.entry.module, log });
  const server = createServer((request, response) => {
    if (!takeDelivery(request, response)) app(request, response);
  });
  // Longer than a load balancer keeps its connections, so that it and not we close an idle one.
  server.keepAliveTimeout = 65_000;
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve(undefined));
  });
  return {
    log,
    async close() {
      await stopListening(server);
      await running.close();
    },
  };
}

/**
 * What Express or a handler threw. The body says nothing of the inside; a sender that went away, or was sent away, is no error.
 * @param {Log} log
 * @returns {import("express").ErrorRequestHandler}
 */
function answerError(log) {
  return (error, request, response, _next) => {
    const status = Number.isInteger(error?.status) && error.status >= 400 ? error.status : 500;
    const gone = request.readableAborted || response.destroyed || response.writableEnded;
    if (status >= 500 && !gone) {
      log.error({ err: error, method: request.method, path: request.path }, "request failed");
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const text = status === 404 ? "Not found" : "Error";
    response.status(status).set("Cache-Control", "no-store").type("text/plain").send(text);
  };
}

/** @param {import("node:http").Server} server */
async function stopListening(server) {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(deadline);
}
