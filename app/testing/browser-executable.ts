/**
 * Which Chromium the browser tests use: the machine's own when there is one, else the one that ships inside an npm package, so
 * that a bare machine needs nothing but `npm ci`.
 */
import { spawnSync } from "node:child_process";
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

/** Unpacked once per machine and version, 200 MB, with the libraries that a bare machine lacks. */
const UNPACKED = join(tmpdir(), "vafa-chromium-147-libs");

export interface BrowserExecutable {
  executablePath: string;
  /** What the process needs besides its surroundings. */
  env: Record<string, string>;
}

export async function browserExecutable(): Promise<BrowserExecutable> {
  const own = SYSTEM.find((path) => existsSync(path));
  if (own) return { executablePath: own, env: {} };
  const executablePath = await unpacked();
  return { executablePath, env: { ...librariesFor(executablePath), ...fonts() } };
}

/** Two test runs may begin at once: each unpacks beside, and who is first gives the folder its name. */
async function unpacked(): Promise<string> {
  const executable = join(UNPACKED, "chromium");
  if (existsSync(executable)) return executable;
  const folder = mkdtempSync(`${UNPACKED}.`);
  // The package unpacks into the machine's temporary folder and nowhere else, and its libraries only where it believes to be on Lambda.
  await withEnvironment({ TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" }, async () => {
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

/** The machine's own libraries come first; the package's stand in where some are missing (libnss3 on a bare server, say). */
function librariesFor(executable: string): Record<string, string> {
  const { stdout } = spawnSync("ldd", [executable], { encoding: "utf8" });
  return stdout?.includes("not found") ? { LD_LIBRARY_PATH: join(UNPACKED, "al2023/lib") } : {};
}

/** Without any font configuration Chromium draws no letter at all. */
function fonts(): Record<string, string> {
  return existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(UNPACKED, "fonts") };
}

async function withEnvironment(wanted: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const before = new Map(Object.keys(wanted).map((name) => [name, process.env[name]]));
  Object.assign(process.env, wanted);
  try {
    await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
