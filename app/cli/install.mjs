// @ts-check
/** Brings what is missing: the packages of the lock file, and the database client of the schema. No package is needed here. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { leave } from "./machine.mjs";
import { ROOT, run, runTool, step } from "./run.mjs";

/** `npm ci` only when node_modules is not what the lock file says. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await step("Installing packages", async () => {
    const [command, ...first] = npm();
    const { code, output } = await run(
      command,
      [...first, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
      { quiet: true },
    );
    if (code !== 0)
      leave(`${output}\nThe packages could not be installed: \`npm ci\` ended with code ${code}.`);
  });
}

/**
 * npm leaves a copy of the lock file in node_modules. Every package that is not optional (those differ by platform) must be there
 * in the same version.
 */
function isInstalled() {
  const wanted = lockedPackages(join(ROOT, "package-lock.json"));
  const present = lockedPackages(join(ROOT, "node_modules/.package-lock.json"));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === "" || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** The npm that called us, else the one on the PATH. @returns {[string, ...string[]]} */
function npm() {
  const caller = process.env.npm_execpath;
  if (caller?.endsWith(".js")) return [process.execPath, caller];
  return [process.platform === "win32" ? "npm.cmd" : "npm"];
}

const STAMP = join(ROOT, "node_modules/.cache/vafa/generated-client");

/** Prisma's client is generated from the schema; it needs no engine, no database and no network. */
export async function ensureGenerated() {
  const wanted = fingerprint();
  if (wanted === undefined) return;
  const current = existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted;
  if (current && existsSync(join(ROOT, "node_modules/.prisma/client/schema.prisma"))) return;
  const { code, output } = await runTool("prisma", ["generate", "--no-hints"], {
    quiet: true,
    env: {
      // Without an address the CLI wants to download a query engine; this one is never opened.
      DATABASE_URL: process.env.DATABASE_URL || "postgresql://nobody@localhost/none",
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  if (code !== 0) leave(`${output}\nThe database client could not be generated from prisma/schema.prisma.`);
  mkdirSync(join(STAMP, ".."), { recursive: true });
  writeFileSync(STAMP, wanted);
}

function fingerprint() {
  const files = ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"];
  const hash = createHash("sha256");
  for (const file of files) {
    const path = join(ROOT, file);
    if (existsSync(path)) hash.update(readFileSync(path));
    else if (file === "prisma/schema.prisma") return undefined;
  }
  return hash.digest("hex");
}
