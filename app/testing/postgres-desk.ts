/**
 * A global set-up of vitest (`globalSetup: ["app/testing/postgres-desk.ts"]`): one PostgreSQL server for the whole run, started when
 * the first test asks for it, so that a run without such tests pays nothing. Test processes ask on a socket and get its
 * address (`sharedPostgres`).
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type OwnPostgresServer, startPostgres } from "./postgres";

/** vitest calls this once, in its main process, before the tests; what it returns, after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "vafa-run-"));
  const socket = join(folder, "desk");
  let server: Promise<OwnPostgresServer> | undefined;
  const desk = createServer((asking) => {
    server ??= startPostgres();
    server.then(
      ({ url }) => asking.end(url),
      (error: unknown) => asking.end(String(error)),
    );
  });
  await new Promise<void>((resolve) => desk.listen(socket, resolve));
  project.provide("postgresDesk", socket);
  return async () => {
    desk.close();
    await (await server?.catch(() => undefined))?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
