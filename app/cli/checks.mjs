// @ts-check
/** The checks that read the code without running it: format and lint, then types. Shared by `npm run check` and `npm test`. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runTool, say } from "./run.mjs";

/**
 * Each check is one thing that passes or fails, and shows its findings only when there are any.
 * @returns {{ name: string, run: () => Promise<boolean> }[]}
 */
export function checks() {
  return [
    { name: "format and lint", run: () => passes("format and lint", "biome", ["ci", "--colors=off", "."]) },
    ...projects().map((project) => ({
      name: `types of ${project}`,
      run: () => passes(`types of ${project}`, "tsc", ["--noEmit", "--pretty", "false", "-p", project]),
    })),
  ];
}

/** The app, and every extension that is compiled for another machine than ours (Preact, a browser's worker). */
function projects() {
  const extensions = join(ROOT, "extensions");
  const own = existsSync(extensions)
    ? readdirSync(extensions)
        .sort()
        .map((name) => `extensions/${name}/tsconfig.json`)
        .filter((file) => existsSync(join(ROOT, file)))
    : [];
  return ["tsconfig.json", ...own];
}

/**
 * @param {string} name
 * @param {"biome" | "tsc"} tool
 * @param {string[]} args
 */
async function passes(name, tool, args) {
  const { code, output, seconds } = await runTool(tool, args, { quiet: true });
  if (code !== 0) process.stdout.write(`${output}\n`);
  say(`${code === 0 ? "passed" : "FAILED"}  ${name} (${seconds.toFixed(1)} s)`);
  return code === 0;
}
