// @ts-check
/** Runs a tool as a child process in the project's folder, and tells how long it takes. No package is needed here. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's folder. Every command works from there, wherever it was called. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A tool's main script, run by the Node that runs us: no shell, no PATH, no `.cmd` on Windows. */
const TOOLS = /** @type {const} */ ({
  biome: "node_modules/@biomejs/biome/bin/biome",
  prisma: "node_modules/prisma/build/index.js",
  remix: "node_modules/@remix-run/dev/dist/cli.js",
  tsc: "node_modules/typescript/bin/tsc",
  vitest: "node_modules/vitest/vitest.mjs",
});

/** @typedef {{ code: number, output: string, seconds: number }} Ended */
/** @typedef {{ env?: Record<string, string>, quiet?: boolean }} Options quiet: keep the output, to be shown only on failure. */

/**
 * @param {keyof typeof TOOLS} tool
 * @param {string[]} args
 * @param {Options} [options]
 */
export function runTool(tool, args, options) {
  return run(process.execPath, [TOOLS[tool], ...args], options);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  const began = Date.now();
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    const end = (/** @type {number} */ code) =>
      resolve({ code, output, seconds: (Date.now() - began) / 1000 });
    child.once("error", (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.once("close", (code) => end(code ?? 1));
  });
}

/**
 * Says what is being done, every ten seconds how long it has taken, and at the end how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const began = Date.now();
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`;
  say(`${what} …`);
  const reminder = setInterval(() => say(`${what} … ${elapsed()}`), 10_000);
  try {
    const result = await work();
    say(`${what}: done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`vafa  ${text}\n`);
}
