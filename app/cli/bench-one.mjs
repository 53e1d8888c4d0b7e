// @ts-check
/** One measurement in its own process: loads the bundle it is given, runs it and sends the rows to app/cli/bench.mjs. */
import { pathToFileURL } from "node:url";

const { name, run } = await import(pathToFileURL(String(process.argv[2])).href);
const rows = await run({ whole: process.argv.includes("--whole") });
process.send?.({ name, rows }, () => process.exit(0));
