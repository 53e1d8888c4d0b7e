// @ts-check
/** One measurement in its own process: loads the bundle it is given, runs it and sends the rows to app/cli/bench.mjs. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const { name, run } = await import(pathToFileURL(String(process.argv[2])).href);
const keep = process.argv.find((word) => word.startsWith("--keep="))?.slice("--keep=".length);
const rows = await run({
  whole: process.argv.includes("--whole"),
  fill: process.argv.includes("--fill"),
  ...(keep === undefined ? {} : { keep: resolve(keep) }),
});
process.send?.({ name, rows }, () => process.exit(0));
