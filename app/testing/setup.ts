/**
 * Holds for every test: nothing is printed to console.error (a stray one fails the test that caused it), and nothing of the
 * developer's machine is touched: no database of theirs, no data folder of theirs, a fresh encryption key. The next file finds its
 * process as this one found it.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, vi } from "vitest";

const surroundings = { ...process.env };
process.env.NODE_ENV = "test";
const dataDir = mkdtempSync(join(tmpdir(), "vafa-test-"));
process.env.DATA_DIR = dataDir;
process.env.ENCRYPTION_KEY = randomBytes(32).toString("base64");
delete process.env.DATABASE_URL;

const complaints: string[] = [];
const print = console.error;
console.error = (...parts: unknown[]) => {
  complaints.push(parts.map(String).join(" "));
  print(...parts);
};

function failOnComplaint(): void {
  const heard = complaints.splice(0);
  expect(heard, "a test printed to console.error: mend the cause, or log through app/log.server.ts").toEqual(
    [],
  );
}

afterEach(failOnComplaint);
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  console.error = print;
  putBack(surroundings);
  failOnComplaint();
});

function putBack(before: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
}
