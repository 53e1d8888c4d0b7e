// @ts-check
/** `npm run check`: format, lint, types and the house rules, without the other tests. */
import { requireNode } from "./machine.mjs";

requireNode();
const { ensureGenerated, ensureInstalled } = await import("./install.mjs");
await ensureInstalled();
await ensureGenerated();
const { checks } = await import("./checks.mjs");
const { runTool } = await import("./run.mjs");

let failed = 0;
for (const check of checks()) if (!(await check.run())) failed += 1;
const tidy = await runTool("vitest", ["run", "--project", "unit", "app/tidy.test.ts"]);
if (tidy.code !== 0) failed += 1;
process.exitCode = failed === 0 ? 0 : 1;
