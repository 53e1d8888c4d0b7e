// @ts-check
/**
 * `npm run lock`: completes package-lock.json after a dependency has changed. A registry that serves only this platform's builds
 * makes npm leave the other platforms' optional packages out of the lock file, and `npm ci` then refuses it on every machine. They
 * are written in with the version, system and processor that their parent and their name state.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./run.mjs";

const LOCK = join(ROOT, "package-lock.json");
const SYSTEMS = [
  "android",
  "aix",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = ["arm64", "arm", "x64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x"];

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Entry */
/** @typedef {Entry & { optionalDependencies?: Record<string, string> }} Package */

/**
 * @param {Record<string, Package>} packages of a lock file
 * @returns {Record<string, Entry>} by path
 */
export function missingOptionals(packages) {
  /** @type {Record<string, Entry>} */
  const missing = {};
  for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isPresent(packages, parent, name)) continue;
      const { cpu, libc, os } = platform(name);
      // In npm's own order of keys, so that the next `npm install` changes nothing.
      missing[`node_modules/${name}`] = {
        version,
        cpu,
        ...(dev ? { dev } : {}),
        ...(libc ? { libc } : {}),
        optional: true,
        os,
      };
    }
  }
  return missing;
}

/**
 * Node's own search: beside the parent, then one folder up at a time.
 * @param {Record<string, Package>} packages
 * @param {string} parent
 * @param {string} name
 */
function isPresent(packages, parent, name) {
  const folders = parent
    .split("/node_modules/")
    .map((_, depth, parts) => parts.slice(0, depth + 1).join("/node_modules/"));
  return ["", ...folders.filter((folder) => folder !== "")].some(
    (folder) => packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined,
  );
}

/** @param {string} name such as `@rollup/rollup-linux-arm64-musl` */
function platform(name) {
  const words = name.split("/").at(-1)?.split("-") ?? [];
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (os.length !== 1 || cpu.length !== 1)
    throw new Error(`${name} does not say its platform; install it where it is served`);
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.includes("gnu")
      ? ["glibc"]
      : [];
  return { os, cpu, libc: libc.length > 0 && os[0] === "linux" ? libc : undefined };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(LOCK, "utf8"));
  const missing = missingOptionals(lock.packages);
  const [root, ...others] = Object.entries({ ...lock.packages, ...missing });
  others.sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(root ? [root, ...others] : []);
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${Object.keys(missing).length} optional packages written into package-lock.json\n`);
}
