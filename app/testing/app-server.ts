/**
 * The built app as a process of its own, as it runs for a shop: on a free port, with a data folder of its own, with or without the
 * sandbox in front. Tests and measurements talk to it over HTTP only.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface AppServer {
  url: string;
  port: number;
  dataDir: string;
  child: ChildProcess;
  /** Everything the process has written so far. */
  output(): string;
  /** Its log lines of level error and fatal. */
  errors(): string[];
  /** Asks it to end, as a host does; throws when it does not end well. */
  stop(): Promise<void>;
  /** Pulls the plug (kill -9); the data folder stays. */
  kill(): Promise<void>;
}

export interface AppServerOptions {
  /** true: `npm start`. false: `npm run serve`, to which the caller gives the environment it needs. */
  sandbox?: boolean;
  /** A folder to keep; without one, a temporary folder that `stop` removes. */
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
  /** How long until it must be ready. */
  patienceMs?: number;
}

export async function startApp(options: AppServerOptions = {}): Promise<AppServer> {
  const { sandbox = true, patienceMs = 180_000 } = options;
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "vafa-app-")));
  const child = spawn(process.execPath, [`app/cli/${sandbox ? "start" : "serve"}.mjs`], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...surroundings(),
      NODE_ENV: sandbox ? "development" : "production",
      PORT: String(port),
      DATA_DIR: dataDir,
      // A year of a shop's past would only make a test wait.
      SANDBOX_HISTORY: "short",
      ...options.env,
    },
  });
  const output = collect(child);
  const lastResort = () => child.kill("SIGKILL");
  process.once("exit", lastResort);
  child.once("exit", () => process.off("exit", lastResort));

  const url = `http://127.0.0.1:${port}`;
  const end = (signal: NodeJS.Signals) => endProcess(child, signal);
  try {
    await ready(child, patienceMs);
    await answersReady(url);
  } catch (cause) {
    await end("SIGKILL");
    throw new Error(`The app did not start:\n${output()}`, { cause });
  }
  return {
    url,
    port,
    dataDir,
    child,
    output,
    errors: () =>
      output()
        .split("\n")
        .filter((line) => /"level":"(error|fatal)"/.test(line)),
    async stop() {
      const code = await end("SIGTERM");
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`The app ended with ${code}:\n${output()}`);
    },
    async kill() {
      await end("SIGKILL");
    },
  };
}

/** Nothing of the test's own environment (its NODE_ENV, its data folder, its database) may reach the app. */
function surroundings(): Record<string, string> {
  const { PATH = "", HOME = "", TMPDIR = "" } = process.env;
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}) };
}

function collect(child: ChildProcess): () => string {
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => parts.push(text));
  }
  return () => parts.join("");
}

async function ready(child: ChildProcess, patienceMs: number): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs);
  await Promise.race([
    once(child, "message", { signal }),
    once(child, "exit", { signal }).then(([code]) => Promise.reject(new Error(`it ended with code ${code}`))),
  ]);
}

async function answersReady(url: string): Promise<void> {
  const response = await fetch(`${url}/health/ready`);
  if (!response.ok) throw new Error(`/health/ready answers ${response.status}: ${await response.text()}`);
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | string> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, "exit");
    child.kill(signal);
    const impatience = setTimeout(() => child.kill("SIGKILL"), 30_000);
    await ended;
    clearTimeout(impatience);
  }
  return child.exitCode ?? child.signalCode ?? 1;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const address = probe.address();
  if (address === null || typeof address === "string") throw new Error("the machine gave no port");
  probe.close();
  await once(probe, "close");
  return address.port;
}
