/** The closing line of `npm test` counts everything that failed, also what never began. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countTests } from "./count-tests.mjs";

const report = (testResults: unknown) => {
  const file = join(mkdtempSync(join(String(process.env.DATA_DIR), "report-")), "report.json");
  writeFileSync(file, JSON.stringify({ testResults }));
  return file;
};

describe("counting the tests", () => {
  test("counts passed, failed and skipped ones", () => {
    const assertionResults = ["passed", "passed", "failed", "pending", "todo"].map((status) => ({ status }));
    expect(countTests(report([{ status: "failed", assertionResults }]))).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
    });
  });

  test("counts a file that could not be loaded as one failure", () => {
    expect(countTests(report([{ status: "failed", assertionResults: [] }]))).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  test("counts a report that was never written as one failure", () => {
    expect(countTests("/nowhere/report.json")).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
