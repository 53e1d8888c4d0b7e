// @ts-check
/**
 * `npm test`: everything that proves the product, on a bare machine. Installs what is missing, runs the checks, builds what the
 * browser tests need, runs every test, and closes with one line: `N passed, N failed`.
 */
import { requireNode } from "./machine.mjs";

requireNode();
const { ROOT, runTool, say, step } = await import("./run.mjs");
process.chdir(ROOT);
const { ensureGenerated, ensureInstalled } = await import("./install.mjs");
await ensureInstalled();
await ensureGenerated();
const { checks } = await import("./checks.mjs");
const { ensureBuilt } = await import("./build.mjs");
const { countTests, reportFile } = await import("./count-tests.mjs");

const total = { passed: 0, failed: 0, skipped: 0 };
const count = (/** @type {boolean} */ passed) => {
  total[passed ? "passed" : "failed"] += 1;
};

// The compiler and the bundler use one core each.
const [built] = await Promise.all([build(), check()]);
count(built);
// Without a build the browser tests cannot begin; the others still tell what they know.
const projects = built ? [] : ["--project", "unit", "--project", "extensions"];
const report = reportFile();
const { code } = await step("Running the tests", () =>
  runTool("vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...projects,
  ]),
);
const tests = countTests(report);
total.passed += tests.passed;
total.failed += tests.failed;
total.skipped += tests.skipped;
// An error outside every test, or a run that ended before it could report, is a failure too.
if (code !== 0 && tests.failed === 0) total.failed += 1;

process.exitCode = total.failed === 0 ? 0 : 1;
// On a line of its own: the closing line has one form, whatever this machine lacks.
if (total.skipped > 0) say(`${total.skipped} skipped, each says in its name what it needs`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);

async function check() {
  for (const { run } of checks()) count(await run());
}

async function build() {
  try {
    await ensureBuilt();
    say("passed  build");
    return true;
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    say("FAILED  build");
    return false;
  }
}
