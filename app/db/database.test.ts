/** PGlite in a folder, as `npm start` opens it: one process at a time, and alive after kill -9. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { bundleScript } from "../testing/bundle-script";
import { sharedPostgres } from "../testing/shared-postgres";
import { FolderHeldError } from "./connection/folder-lock";
import { openDatabase } from "./database";
import { inTransaction, sqlOf } from "./transaction";

let script: string;
let dataDir: string;
let writer: ChildProcess | undefined;

beforeAll(async () => {
  script = await bundleScript("app/testing/pglite-writer.ts");
  dataDir = mkdtempSync(join(tmpdir(), "vafa-database-"));
});
afterEach(() => void writer?.kill("SIGKILL"));
afterAll(() => Promise.all([rm(dataDir, { recursive: true }), rm(script)]));

/** Another process that opens the same folder and says each number once it is committed. */
function startWriter(): { process: ChildProcess; lines: Interface } {
  writer = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  if (writer.stdout === null) throw new Error("The writer has no output");
  return { process: writer, lines: createInterface(writer.stdout) };
}

test("a folder in use elsewhere is refused, and after kill -9 opens with all that was acknowledged", {
  timeout: 120_000,
}, async () => {
  const { process: other, lines } = startWriter();
  let acknowledged = 0;
  for await (const line of lines) {
    acknowledged = Number(line);
    if (acknowledged === 1) {
      await expect(openDatabase({ dataDir })).rejects.toThrow(FolderHeldError);
      await expect(openDatabase({ dataDir })).rejects.toThrow(`in use by process ${other.pid}`);
    }
    if (acknowledged === 100) other.kill("SIGKILL");
  }
  if (other.signalCode === null) await once(other, "exit");
  expect(other.signalCode).toBe("SIGKILL");

  const db = await openDatabase({ dataDir });
  const sql = sqlOf(db);
  const [kept] = await sql.query<{ count: number; last: number }>(
    "SELECT count(*) AS count, max(number) AS last FROM written",
  );
  expect(kept?.count).toBe(kept?.last);
  expect(kept?.last).toBeGreaterThanOrEqual(acknowledged);
  await inTransaction(db, (own) => own.query("INSERT INTO written SELECT max(number) + 1 FROM written"));
  await db.close();
});

test("once closed, the folder is free and its files are nobody else's to read", async () => {
  const db = await openDatabase({ dataDir });
  expect(statSync(join(dataDir, "pglite")).mode & 0o077).toBe(0);
  await Promise.all([db.close(), db.close()]);
  await expect(sqlOf(db).query("SELECT 1")).rejects.toThrow();

  const again = await openDatabase({ dataDir });
  expect(again.kind).toBe("pglite");
  expect(await sqlOf(again).query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await again.close();
});

test("a folder that cannot be opened is not left locked", async () => {
  const foreign = join(dataDir, "foreign");
  mkdirSync(join(foreign, "pglite"), { recursive: true });
  writeFileSync(join(foreign, "pglite", "PG_VERSION"), "9.6");
  await expect(openDatabase({ dataDir: foreign })).rejects.toThrow();
  expect(existsSync(join(foreign, "pglite.lock"))).toBe(false);
});

test("a connection that the server drops is told of and replaced", async () => {
  const server = await sharedPostgres();
  const other = await server.freshDatabase();
  const lost: Error[] = [];
  const db = await openDatabase({ databaseUrl: other.url, dataDir, onConnectionLost: (e) => lost.push(e) });
  const [mine] = await sqlOf(db).query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  await sqlOf(other).query("SELECT pg_terminate_backend($1)", [mine?.pid]);
  await vi.waitFor(() => expect(lost).toHaveLength(1), 20_000);
  expect(await sqlOf(db).query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await db.close();
  await other.close();
});

test("a server that cannot be reached is an error, not a wait for ever", async () => {
  const db = await openDatabase({ databaseUrl: "postgresql://nobody@127.0.0.1:1/nothing", dataDir });
  await expect(sqlOf(db).query("SELECT 1")).rejects.toThrow("ECONNREFUSED");
  await expect(db.prisma.session.count()).rejects.toThrow();
  await db.close();
});
