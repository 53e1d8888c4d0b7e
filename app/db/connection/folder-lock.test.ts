/** A PGlite folder has one holder: a second process is refused, a dead one is taken over. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderHeldError, lockFolder } from "./folder-lock";

let folder: string;
const lockFile = () => `${folder}.lock`;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "vafa-lock-")), "pglite");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true, force: true }));

test("a folder is held by one at a time, also within a process", () => {
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderHeldError);
  expect(() => lockFolder(folder)).toThrow(`process ${process.pid}`);
  lock.release();
  lockFolder(folder).release();
  expect(existsSync(lockFile())).toBe(false);
});

test("a lock whose holder died is taken over", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(lockFile(), JSON.stringify({ pid, born: null, token: "theirs" }));
  const lock = lockFolder(folder);
  expect(JSON.parse(readFileSync(lockFile(), "utf8"))).toMatchObject({ pid: process.pid });
  lock.release();
});

test("a process that was given a dead holder's number is not taken for it", () => {
  writeFileSync(lockFile(), JSON.stringify({ pid: process.pid, born: "another boot:1", token: "theirs" }));
  if (process.platform === "linux") lockFolder(folder).release();
  else expect(() => lockFolder(folder)).toThrow(FolderHeldError);
});

test("a lock cut off while it was written is held by nobody", () => {
  writeFileSync(lockFile(), '{"pid": 1');
  lockFolder(folder).release();
});

test("two who find the same dead holder do not both get the folder", () => {
  writeFileSync(lockFile(), "");
  writeFileSync(`${lockFile()}.takeover`, "");
  expect(() => lockFolder(folder)).toThrow("taking it over at this moment");
});

test("a lock that another took over is not removed by its former holder", () => {
  const former = lockFolder(folder);
  writeFileSync(lockFile(), JSON.stringify({ pid: process.pid, born: null, token: "theirs" }));
  former.release();
  expect(existsSync(lockFile())).toBe(true);
});
