/**
 * One PostgreSQL server for a whole test run, started by the first test that asks. As a global set-up of vitest
 * (`globalSetup: ["app/testing/shared-postgres.ts"]`) this answers on a socket; without it, each test process that asks
 * has a server of its own.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { type OwnPostgresServer, type PostgresServer, postgresAt, startPostgres } from "./postgres";

declare module "vitest" {
  export interface ProvidedContext {
    postgresSocket?: string;
  }
}

let shared: Promise<PostgresServer> | undefined;

export function sharedPostgres(): Promise<PostgresServer> {
  shared ??= find();
  return shared;
}

async function find(): Promise<PostgresServer> {
  const socket = inject("postgresSocket");
  if (socket === undefined) return startPostgres();
  const answer = await text(connect(socket));
  if (!answer.startsWith("postgresql://")) throw new Error(`PostgreSQL did not start: ${answer}`);
  return postgresAt(answer);
}

/** vitest calls this once, in its main process, before the tests; what it returns, after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "vafa-run-"));
  const socket = join(folder, "postgres");
  let server: Promise<OwnPostgresServer> | undefined;
  const desk = createServer((asking) => {
    server ??= startPostgres();
    server.then(
      ({ url }) => asking.end(url),
      (error: unknown) => asking.end(String(error)),
    );
  });
  await new Promise<void>((resolve) => desk.listen(socket, resolve));
  project.provide("postgresSocket", socket);
  return async () => {
    desk.close();
    await (await server?.catch(() => undefined))?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
