// @ts-check
/**
 * `npm run dev:remix`: the app while it is being written, which `npm run dev` (the Shopify CLI) starts with the keys of a real
 * development store. Vite serves the sources; what `boot` opened is closed and opened again when anything it stands on has changed.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { leave, requireFreePort, requireNode, wantedPort } from "./machine.mjs";

requireNode();
const { ROOT, say } = await import("./run.mjs");
process.chdir(ROOT);
process.env.NODE_ENV ||= "development";
process.env.DATA_DIR ||= join(ROOT, ".data");
// The CLI says HOST, as it always did.
process.env.SHOPIFY_APP_URL ||= process.env.HOST || "";
if (!process.env.SHOPIFY_API_KEY)
  leave("This needs a store: `npm run dev` gives it one. Without a store: npm start");
process.env.ENCRYPTION_KEY ||= keptKey(process.env.DATA_DIR);

const port = wantedPort();
await requireFreePort(port);
const { default: express } = await import("express");
const { createRequestHandler } = await import("@remix-run/express");
const { createServer: createVite } = await import("vite");
const { closeOnSignal } = await import("./lifetime.mjs");
const { limitBody } = await import("./limit-body.mjs");
const { logRequests } = await import("./request-log.mjs");

const vite = await createVite({ server: { middlewareMode: true } });

/** @type {{ boot: unknown, close(): Promise<void> } | undefined} */
let running;
/** @type {Promise<any>} */
let turn = Promise.resolve();

/** A changed module makes Vite load its importers anew, up to the entry: another `boot` is the sign that what it opened is stale. */
async function currentBuild() {
  const bundle = await vite.ssrLoadModule("virtual:remix/server-build");
  const { boot } = bundle.entry.module;
  if (running?.boot !== boot) {
    await running?.close();
    running = undefined;
    const opened = await boot();
    running = { boot, close: () => opened.close() };
  }
  return bundle;
}

/** One at a time: two requests after one change must not open the database twice. */
function build() {
  turn = turn.catch(() => undefined).then(currentBuild);
  return turn;
}

const { log, inRequest } = (await build()).entry.module;
const app = express();
app.set("trust proxy", true);
app.use(logRequests(log, { inRequest }));
app.use(vite.middlewares);
app.all("*", limitBody, createRequestHandler({ build, mode: "development" }));
const server = createServer(app).listen(port, () =>
  say(`The app is being served from its sources on port ${port}`),
);
closeOnSignal(async () => {
  server.close();
  server.closeAllConnections();
  await vite.close();
  await running?.close();
}, log);

/** Tokens stored yesterday must be readable today. @param {string} dataDir */
function keptKey(dataDir) {
  const file = join(dataDir, "encryption-key");
  if (existsSync(file)) return readFileSync(file, "utf8");
  const key = randomBytes(32).toString("base64");
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}
