/**
 * Which Chromium the browser tests use: the machine's own when there is one, else the one that ships inside an npm package, so
 * that a bare machine needs nothing but `npm ci`.
 */
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Unpacked once per machine and version, 200 MB. */
const UNPACKED = join(tmpdir(), "vafa-chromium-147");

export async function browserExecutable(): Promise<string> {
  const own = SYSTEM.find((path) => existsSync(path));
  return own ?? (await unpacked());
}

/** Two test runs may begin at once: each unpacks beside, and who is first gives the folder its name. */
async function unpacked(): Promise<string> {
  const executable = join(UNPACKED, "chromium");
  if (existsSync(executable)) return executable;
  const folder = mkdtempSync(`${UNPACKED}.`);
  await inTemporaryFolder(folder, async () => {
    sparticuz.setGraphicsMode = false;
    await sparticuz.executablePath();
  });
  try {
    renameSync(folder, UNPACKED);
  } catch {
    rmSync(folder, { recursive: true, force: true });
  }
  return executable;
}

/** The package unpacks into the machine's temporary folder and nowhere else. */
async function inTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
