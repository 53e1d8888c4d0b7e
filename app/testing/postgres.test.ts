/** No PostgreSQL server outlives the tests that started it, however they end. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inTransaction, sqlOf } from "../db/transaction";
import { bundleScript } from "./bundle-script";
import { startPostgres } from "./postgres";
import { sharedPostgres } from "./shared-postgres";

let script: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  script = await bundleScript("app/testing/postgres-holder.ts");
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await rm(script);
});

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

const gone = async (port: number, folder: string) => !(await answers(port)) && !existsSync(folder);

test("each database begins as a migrated copy, apart from the others", async () => {
  const server = await sharedPostgres();
  const [one, other] = await Promise.all([server.freshDatabase(), server.freshDatabase()]);
  await sqlOf(one).query("CREATE TABLE jars ()");
  expect(await sqlOf(other).query("SELECT to_regclass('jars') AS jars")).toEqual([{ jars: null }]);
  expect(await other.prisma.session.count()).toBe(0);
  expect(one.kind).toBe("postgresql");
  await Promise.all([one.close(), other.close()]);
});

test("transactions truly run at the same time", async () => {
  const db = await (await sharedPostgres()).freshDatabase({ poolSize: 5 });
  const seen = await Promise.all(
    Array.from({ length: 5 }, () =>
      inTransaction(db, async (sql) => {
        await sql.query("SELECT pg_sleep(0.3)");
        return (await sql.query<{ pid: number }>("SELECT pg_backend_pid() AS pid"))[0]?.pid;
      }),
    ),
  );
  expect(new Set(seen).size).toBe(5);
  await db.close();
});

test("a server stopped is gone, with its files", { timeout: 120_000 }, async () => {
  const server = await startPostgres();
  const { pool, close } = await server.freshDatabase();
  const { rows } = await pool.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
  await close();
  const port = Number(new URL(server.url).port);
  expect(await answers(port)).toBe(true);
  await server.stop();
  expect(await gone(port, rows[0]?.folder ?? "")).toBe(true);
});

test("a server whose process was killed with -9 is gone too", { timeout: 120_000 }, async () => {
  child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout === null) throw new Error("The holder has no output");
  const [line] = await once(createInterface(child.stdout), "line");
  const [port, folder] = String(line).split(" ");
  expect(await answers(Number(port))).toBe(true);
  child.kill("SIGKILL");
  await vi.waitFor(async () => expect(await gone(Number(port), folder ?? "")).toBe(true), 20_000);
});

test("a server in a folder of the caller's goes on where it was left", { timeout: 120_000 }, async () => {
  const keepIn = mkdtempSync(join(tmpdir(), "vafa-kept-"));
  chmodSync(keepIn, 0o711);
  for (const jars of [1, 2]) {
    const server = await startPostgres({ durable: true, keepIn });
    const { pool, close } = await server.keptDatabase("kept");
    await pool.query("CREATE TABLE IF NOT EXISTS jars (id int)");
    await pool.query("INSERT INTO jars VALUES (1)");
    expect((await pool.query("SELECT 1 FROM jars")).rows.length).toBe(jars);
    await close();
    await server.stop();
  }
  rmSync(keepIn, { recursive: true });
});
