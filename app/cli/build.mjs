// @ts-check
/**
 * Two bundles, the app (Remix: server and client) and the sandbox (esbuild), and the WordPress plugin that merchants download, each built only when its sources have changed since.
 * Why two: docs/decisions/0002-sandbox-as-separate-bundle.md.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureGenerated } from "./install.mjs";
import { ROOT, runTool, step } from "./run.mjs";

const BUILD = join(ROOT, "build");
const COMMON = [
  "app",
  "extensions",
  "woocommerce-bridge/src",
  "prisma",
  "package-lock.json",
  "tsconfig.json",
  "app/cli/build.mjs",
];

const APP = {
  what: "Building the app",
  output: join(BUILD, "server/index.js"),
  stamp: join(BUILD, ".app-stamp"),
  fingerprint: () => fingerprint([...COMMON, "vite.config.ts"], ["app/sandbox"]),
  build: buildApp,
};

const SANDBOX = {
  what: "Building the sandbox",
  output: join(BUILD, "sandbox/index.mjs"),
  stamp: join(BUILD, ".sandbox-stamp"),
  fingerprint: () => fingerprint(COMMON, []),
  build: buildSandbox,
};

const PLUGIN = {
  what: "Packing the WordPress plugin",
  output: join(BUILD, "vafa-loyalty.zip"),
  stamp: join(BUILD, ".plugin-stamp"),
  fingerprint: () => fingerprint(["woocommerce-bridge/plugin", "woocommerce-bridge/plugin-tools"], []),
  build: packPlugin,
};

/** Thrown with the tool's own words, so that whoever called can print them and count the failure. */
export class BuildError extends Error {
  /** @override */
  name = "BuildError";
}

export async function ensureBuilt() {
  await ensureGenerated();
  await bringUpToDate(APP);
  await bringUpToDate(SANDBOX);
  await bringUpToDate(PLUGIN);
}

/** @param {typeof APP} bundle */
async function bringUpToDate({ what, output, stamp, fingerprint: current, build }) {
  const wanted = current();
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(stamp, { force: true });
  await step(what, build);
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(stamp, wanted);
}

async function buildApp() {
  // NODE_ENV is said here because vitest and the sandbox run under another one, and React's bundle must not.
  const { code, output } = await runTool("remix", ["vite:build", "--logLevel", "warn"], {
    quiet: true,
    env: { NODE_ENV: "production" },
  });
  if (code !== 0) throw new BuildError(`The app does not build:\n${output}`);
}

async function buildSandbox() {
  const { build } = await import("esbuild");
  try {
    await build({
      entryPoints: [join(ROOT, "app/sandbox/entry.ts")],
      outfile: SANDBOX.output,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      jsx: "automatic",
      sourcemap: "linked",
      loader: { ".liquid": "text", ".css": "text", ".html": "text", ".sql": "text", ".graphql": "text" },
      logLevel: "silent",
      absWorkingDir: ROOT,
    });
  } catch (error) {
    throw new BuildError(
      `The sandbox does not build:\n${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function packPlugin() {
  const { zipPlugin } = await import("../../woocommerce-bridge/plugin-tools/zip.mjs");
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(PLUGIN.output, zipPlugin());
}

/** Neither tests nor commands nor measurements are part of a bundle: changing them builds nothing. */
const LEFT_OUT =
  /(^|\/)(node_modules|dist|\.cache)(\/|$)|^app\/(cli|testing|bench|routes-tests)(\/|$)|\.test\.tsx?$/;

/**
 * One hash over names and contents. Contents and not times, because a fresh clone and a `git checkout` change every time.
 * @param {string[]} paths
 * @param {string[]} except
 */
function fingerprint(paths, except) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(path, except))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @param {string[]} except
 * @returns {string[]}
 */
function filesBelow(path, except) {
  const whole = join(ROOT, path);
  if (!existsSync(whole)) return [];
  if (except.includes(path)) return [];
  const children = directoryOf(whole);
  if (children === undefined) return [path];
  return children
    .map((name) => relative(ROOT, join(whole, name)).split(sep).join("/"))
    .filter((child) => !LEFT_OUT.test(child))
    .flatMap((child) => filesBelow(child, except));
}

/** @param {string} path */
function directoryOf(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBuilt();
  } catch (error) {
    process.stderr.write(`${error instanceof BuildError ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
