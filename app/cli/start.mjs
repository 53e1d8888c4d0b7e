// @ts-check
/**
 * `npm start`: the product at work on a bare machine. Installs and builds what is missing, starts the app with an emulated Shopify
 * in front of it (the sandbox), loads the shops' history and says where to look. Never in production.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { leave, leaveFor, requireFreePort, requireNode, wantedPort } from "./machine.mjs";

requireNode();
if (process.env.NODE_ENV === "production") {
  leave(
    "`npm start` opens the sandbox, whose shops and keys are public: it refuses NODE_ENV=production. Use: npm run serve",
  );
}
process.env.NODE_ENV ||= "development";
process.env.LOG_LEVEL ||= "warn";

const { ROOT, say, step } = await import("./run.mjs");
process.chdir(ROOT);
const port = wantedPort();
process.env.DATA_DIR ||= join(ROOT, ".data");
const dataDir = process.env.DATA_DIR;
await requireFreePort(port);

const { ensureInstalled } = await import("./install.mjs");
await ensureInstalled();
const { BuildError, ensureBuilt } = await import("./build.mjs");
await ensureBuilt().catch((error) => (error instanceof BuildError ? leave(error.message) : leaveFor(error)));

await open().catch(leaveFor);

async function open() {
  const { announceReady, closeOnSignal } = await import("./lifetime.mjs");
  const sandbox = await import(pathToFileURL(join(ROOT, "build/sandbox/index.mjs")).href);
  // Before the app's bundle is loaded: it reads its keys, and captures the fetch that is to reach the sandbox.
  Object.assign(process.env, sandbox.prepareEnvironment({ port, dataDir }));

  /** @type {{ ready: Promise<void>, close(): Promise<void> } | undefined} */
  let mounted;
  const { startServer } = await import("./server.mjs");
  const { close, log } = await startServer({
    port,
    async mount(app, log) {
      mounted = await sandbox.mountSandbox({ app, port, dataDir, log });
      // A history that cannot be loaded is told below, where we wait for it.
      mounted?.ready.catch(() => undefined);
    },
  });
  closeOnSignal(async () => {
    await mounted?.close();
    await close();
  }, log);

  const address = `http://localhost:${port}/sandbox`;
  say(`The sandbox answers at ${address}`);
  await step("Loading the shops' history", async () => mounted?.ready);
  say("");
  say(`Vafa is at work: open ${address}`);
  say("Ctrl-C ends it; what happened is kept and is there at the next start.");
  announceReady(port);
}
