// @ts-check
/** Reads vitest's report and counts; a file that could not even be loaded counts as one failure. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run.mjs";

/** Where the report goes; a report of an earlier run must not be read for this one. */
export function reportFile() {
  const folder = join(ROOT, "node_modules/.cache/vafa");
  const file = join(folder, "vitest-report.json");
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
export function countTests(file) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  let report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { ...counts, failed: 1 };
  }
  for (const { status, assertionResults } of report.testResults) {
    const failedBefore = counts.failed;
    for (const test of assertionResults) {
      if (test.status === "passed") counts.passed += 1;
      else if (test.status === "failed") counts.failed += 1;
      else counts.skipped += 1;
    }
    if (status === "failed" && counts.failed === failedBefore) counts.failed += 1;
  }
  return counts;
}
