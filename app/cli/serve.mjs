// @ts-check
/** `npm run serve`: the built app in production, configured by the environment alone (see app/env.server.ts). */
import { announceReady, closeOnSignal } from "./lifetime.mjs";
import { leave, leaveFor, requireFreePort, requireNode, wantedPort } from "./machine.mjs";
import { ROOT } from "./run.mjs";

requireNode();
process.chdir(ROOT);
process.env.NODE_ENV ||= "production";
const port = wantedPort();
await requireFreePort(port);

const { startServer } = await import("./server.mjs");
try {
  const { close, log } = await startServer({ port });
  closeOnSignal(close, log);
  log.info({ port }, "listening");
  announceReady(port);
} catch (error) {
  if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
    leave(`${error.message}\nIs the app built? Run: npm ci && npm run build`);
  }
  leaveFor(error);
}
