// @ts-check
/**
 * `npm run bench -- [name] [--whole]`: every measurement of app/bench, each in a process of its own so that one does not warm up or weigh down
 * the next, and at the end one table of ratios. A goal that does not hold makes the command fail. `--whole` takes as long as the issue says.
 */
import { fork } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { leave, requireNode } from "./machine.mjs";

requireNode();
const { ROOT, say, step } = await import("./run.mjs");
process.chdir(ROOT);
const { ensureInstalled } = await import("./install.mjs");
await ensureInstalled();
const { ensureBuilt } = await import("./build.mjs");
await ensureBuilt();
const { bundle } = await import("./bundle.mjs");
const { printTable } = await import("./bench-tools.mjs");

const words = process.argv.slice(2);
const wanted = words.find((word) => !word.startsWith("--"));
const files = readdirSync(join(ROOT, "app/bench")).filter((file) => file.endsWith(".bench.ts"));
const chosen = files.filter((file) => wanted === undefined || file === `${wanted}.bench.ts`).sort();
if (chosen.length === 0)
  leave(
    `There is no measurement "${wanted}". There are: ${files.map((f) => f.replace(".bench.ts", "")).join(", ")}`,
  );

/** @type {import("./bench-tools.mjs").Result[]} */
const results = [];
for (const file of chosen) {
  const script = await bundle(`app/bench/${file}`, `bench/${file.replace(".bench.ts", ".mjs")}`);
  results.push(await step(`Measuring ${file.replace(".bench.ts", "")}`, () => measure(file, script)));
}
process.exitCode = printTable(results) ? 0 : 1;

/**
 * @param {string} file
 * @param {string} bundle
 * @returns {Promise<import("./bench-tools.mjs").Result>}
 */
function measure(file, bundle) {
  return new Promise((resolve) => {
    const child = fork(
      join(ROOT, "app/cli/bench-one.mjs"),
      [bundle, ...words.filter((word) => word.startsWith("--"))],
      {
        env: { LOG_LEVEL: "warn", ...process.env },
      },
    );
    /** @type {import("./bench-tools.mjs").Result | undefined} */
    let result;
    child.once("message", (message) => {
      result = /** @type {import("./bench-tools.mjs").Result} */ (message);
    });
    child.once("close", (code) => {
      if (!result) say(`${file} ended with code ${code} and measured nothing`);
      resolve(result ?? { name: file, rows: [{ what: "did not finish", holds: false }] });
    });
  });
}
