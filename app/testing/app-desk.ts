/**
 * A global set-up of vitest (`globalSetup: ["app/testing/app-desk.ts"]`): one app with its sandbox and a PostgreSQL of its own for all e2e
 * tests of a run, started when the first of them asks. Tests ask on a socket and get its addresses and what it has logged so far
 * (`sharedApp`).
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type AppServer, startApp } from "./app-server";
import { type OwnPostgresServer, startPostgres } from "./postgres";

interface Started {
  readonly app: AppServer;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

async function start(): Promise<Started> {
  const server = await startPostgres();
  try {
    const database = await server.freshDatabase({ poolSize: 1 });
    const app = await startApp({ env: { DATABASE_URL: database.url } });
    return { app, databaseUrl: database.url, stop: () => stop(app, server) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** An app that does not end well fails the run. */
async function stop(app: AppServer, server: OwnPostgresServer): Promise<void> {
  try {
    await app.stop();
  } finally {
    await server.stop();
  }
}

function tell({ app, databaseUrl }: Started): string {
  return JSON.stringify({
    url: app.url,
    port: app.port,
    dataDir: app.dataDir,
    databaseUrl,
    errors: app.errors(),
  });
}

/** vitest calls this once, in its main process, before the tests; what it returns, after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "vafa-e2e-"));
  const socket = join(folder, "desk");
  let started: Promise<Started> | undefined;
  const desk = createServer((asking) => {
    started ??= start();
    started.then(
      (running) => asking.end(tell(running)),
      (error: unknown) => asking.end(JSON.stringify({ failed: String(error) })),
    );
  });
  await new Promise<void>((resolve) => desk.listen(socket, resolve));
  project.provide("appDesk", socket);
  return async () => {
    desk.close();
    await (await started?.catch(() => undefined))?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
