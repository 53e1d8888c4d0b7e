// @ts-check
/**
 * `npm run ledger -- verify | repair [--dry-run] [--shop domain]`: see app/ledger-command.server.ts. An embedded database has one owner, so the app has to be
 * stopped for it; a PostgreSQL server (DATABASE_URL) is proved while the app goes on.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { leaveFor, requireNode } from "./machine.mjs";

requireNode();
const { ROOT } = await import("./run.mjs");
process.chdir(ROOT);
process.env.LOG_LEVEL ||= "warn";
process.env.DATA_DIR ||= join(ROOT, ".data");
// A server has another key; that it is missing is said by its name.
const key = process.env.DATABASE_URL ? null : (await import("./sandbox-key.mjs")).sandboxKey();
if (key !== null) process.env.ENCRYPTION_KEY ||= key;
// Nothing is sent from here; the services only want to know what they would be called.
process.env.APP_URL ||= process.env.SHOPIFY_APP_URL || "http://localhost:3000";

const { ensureInstalled } = await import("./install.mjs");
await ensureInstalled();
const { BuildError, ensureBuilt } = await import("./build.mjs");
try {
  await ensureBuilt();
  const bundle = await import(pathToFileURL(join(ROOT, "build/server/index.js")).href);
  process.exitCode = await bundle.entry.module.ledgerCommand(
    process.argv.slice(2),
    (/** @type {string} */ line) => process.stdout.write(`${line}\n`),
  );
} catch (error) {
  leaveFor(error instanceof BuildError ? error.message : error);
}
