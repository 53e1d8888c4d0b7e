/**
 * One process per PGlite folder. PGlite does not lock its files, and two processes writing to them corrupt them without a
 * word; so whoever opens the folder holds a file beside it that says who they are. A holder that died (kill -9, power) is
 * recognised and its lock taken over. It cannot see across machines or containers that share a folder: that is a case for
 * a PostgreSQL server.
 */
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

export class FolderHeldError extends Error {
  override name = "FolderHeldError";
}

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  /** Tells a process from a later one that was given the same number, where the system says it (Linux). */
  readonly born: string | null;
  readonly token: string;
}

/** A takeover is a few file operations; one older than this was cut off. */
const TAKEOVER_STALE_MS = 10_000;

export function lockFolder(folder: string): FolderLock {
  const file = `${resolve(folder)}.lock`;
  const mine: Holder = { pid: process.pid, born: bornOf(process.pid), token: randomUUID() };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!write(file, mine)) takeOver(folder, file, mine);
  const release = (): void => {
    process.removeListener("exit", release);
    if (read(file)?.token === mine.token) rmSync(file, { force: true });
  };
  process.once("exit", release);
  return { release };
}

function takeOver(folder: string, file: string, mine: Holder): void {
  refuseIfAlive(folder, file);
  // Two processes may find the same dead holder at once: only the one that makes this second file replaces the first.
  const takeover = `${file}.takeover`;
  if (age(takeover) > TAKEOVER_STALE_MS) rmSync(takeover, { force: true });
  if (!write(takeover, mine)) throw held(folder, "another process, which is taking it over at this moment");
  try {
    refuseIfAlive(folder, file);
    rmSync(file, { force: true });
    if (!write(file, mine)) throw held(folder, "another process, which took it a moment ago");
  } finally {
    rmSync(takeover, { force: true });
  }
}

function refuseIfAlive(folder: string, file: string): void {
  const holder = read(file);
  if (holder !== undefined && isAlive(holder)) throw held(folder, `process ${holder.pid}`);
}

function held(folder: string, who: string): FolderHeldError {
  return new FolderHeldError(
    `The database folder ${resolve(folder)} is in use by ${who}. ` +
      "Stop it, or give this one another folder (DATA_DIR) or a PostgreSQL server (DATABASE_URL).",
  );
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // ESRCH: no such process. EPERM: there is one, of somebody else.
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
  }
  const born = bornOf(holder.pid);
  return born === null || holder.born === null || born === holder.born;
}

/** Boot and start time of a process, as Linux tells them; null elsewhere. */
function bornOf(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold spaces; the start time is the 20th field after it.
    const started = status.slice(status.lastIndexOf(")") + 2).split(" ")[19];
    return started === undefined ? null : `${boot}:${started}`;
  } catch {
    return null;
  }
}

/** Creates the file if it is not there; false if it is. */
function write(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** A file that cannot be read as a holder was cut off while it was written: nobody holds it. */
function read(file: string): Holder | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof found !== "object" || found === null) return undefined;
    if (!("pid" in found) || typeof found.pid !== "number") return undefined;
    if (!("token" in found) || typeof found.token !== "string") return undefined;
    const born = "born" in found && typeof found.born === "string" ? found.born : null;
    return { pid: found.pid, born, token: found.token };
  } catch {
    return undefined;
  }
}

function age(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return -1;
  }
}
