/**
 * The PostgreSQL server process: where its binaries are, whom it runs as, and that it never outlives us. A small shell watches a
 * pipe to this process; when the pipe closes (an orderly stop, an exit, kill -9) it ends the server and removes its files.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { chown, mkdir, readFile, rm } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { isReachable, type Owner, ownerOfServers, postgresBinaries } from "./postgres-binaries";

export interface PostgresProcess {
  stop(): Promise<void>;
  /** Pulls the plug (kill -9) on the server and all its sessions; it starts again by itself and recovers from its log. */
  kill(): Promise<void>;
}

const READY = "database system is ready to accept connections";

/**
 * $1 is the server's folder, $2 whether to remove it at the end, the rest is the server's command line. Descriptor 3 is the pipe to us. A server that was killed (-9) is started again
 * on the same files, as a host does.
 */
const WATCH = `
  folder=$1; remove=$2; shift 2
  exec 3<&0
  rm -f "$folder/ended"
  { cat <&3 >/dev/null; : >"$folder/ended"; kill -QUIT $(cat "$folder/pid") 2>/dev/null; } &
  killed=no
  while :; do
    "$@" 3<&- </dev/null &
    server=$!
    echo $server >"$folder/pid"
    [ -e "$folder/ended" ] && kill -QUIT $server 2>/dev/null
    wait $server
    [ $? -eq 137 ] && killed=yes
    { [ $killed = no ] || [ -e "$folder/ended" ]; } && break
    sleep 0.1
  done
  [ "$remove" = yes ] && rm -rf "$folder"
`;

export async function launchPostgres(options: {
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  /** A folder that stays when the server ends, and is gone on with when it is there already. */
  readonly keepIn?: string | undefined;
}): Promise<PostgresProcess> {
  const owner = ownerOfServers();
  const { keepIn } = options;
  const folder = keepIn ?? mkdtempSync(join(temporaryFolder(owner), "vafa-postgres-"));
  try {
    const data = join(folder, "data");
    const isNew = !existsSync(join(data, "PG_VERSION"));
    if (isNew) await mkdir(data, { mode: 0o700, recursive: true });
    const binaries = await postgresBinaries(folder, owner);
    if (owner !== undefined)
      await Promise.all([folder, data].map((path) => chown(path, owner.uid, owner.gid)));
    if (isNew) await makeCluster(binaries.initdb, { folder, data, owner });
    const settings = Object.entries(options.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const command = [binaries.postgres, "-D", data, "-p", String(options.port), ...SETTINGS, ...settings];
    return await watched(command, { folder, remove: keepIn === undefined, owner });
  } catch (error) {
    if (keepIn === undefined) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

const SETTINGS = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];

/** The same order and case rules as PGlite, whatever locales this machine has. */
async function makeCluster(
  initdb: string,
  place: { folder: string; data: string; owner: Owner | undefined },
): Promise<void> {
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"];
  await promisify(execFile)(
    initdb,
    [`--pgdata=${place.data}`, "--username=postgres", "--auth=trust", "--no-sync", ...locale],
    { ...place.owner, cwd: place.folder },
  );
}

async function watched(
  command: string[],
  { folder, remove, owner }: { folder: string; remove: boolean; owner: Owner | undefined },
): Promise<PostgresProcess> {
  // Its own group, so that Ctrl-C in a terminal ends us first and the server through the pipe.
  const watcher = spawn("/bin/sh", ["-c", WATCH, "sh", folder, remove ? "yes" : "no", ...command], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
  });
  const ended = new Promise<void>((resolve) => watcher.once("exit", () => resolve()));
  await untilReady(watcher);
  // A server somebody forgot to stop does not keep us running: it ends with us.
  watcher.unref();
  for (const pipe of [watcher.stdin, watcher.stderr]) if (pipe instanceof Socket) pipe.unref();
  return {
    kill: () => killWithSessions(join(folder, "pid")),
    async stop() {
      watcher.ref();
      watcher.stdin?.end();
      await ended;
    },
  };
}

async function killWithSessions(pidFile: string): Promise<void> {
  const server = Number(await readFile(pidFile, "utf8"));
  // A session that outlived its server would keep the memory that the next server needs.
  const sessions = await readFile(`/proc/${server}/task/${server}/children`, "utf8").catch(() => "");
  for (const pid of [server, ...sessions.split(" ").filter(Boolean).map(Number)]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It had ended by itself.
    }
  }
}

function untilReady(watcher: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    watcher.once("error", reject);
    watcher.once("exit", (code) => reject(new Error(`PostgreSQL did not start (code ${code}):\n${said}`)));
    watcher.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = `${said}${text}`.slice(-10_000);
      if (said.includes(READY)) resolve();
    });
  });
}

function temporaryFolder(owner: Owner | undefined): string {
  const found = [tmpdir(), "/tmp", "/var/tmp"].find((folder) => isReachable(folder, owner));
  if (found === undefined) throw new Error("No temporary folder that the user of the server may enter.");
  return found;
}
