/** The app as a process: it says when it is ready, ends well when asked, and is never left behind. */
import { once } from "node:events";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { startApp } from "./app-server";

test("it is ready when it says so, and ends well when asked", async () => {
  const app = await startApp();
  expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${app.url}/sandbox`)).status).toBe(200);
  expect(app.errors()).toEqual([]);
  await app.stop();
  expect(existsSync(app.dataDir)).toBe(false);
});

test("it ends by itself when whoever started it is gone, though nobody reads its log any more", async () => {
  const app = await startApp();
  const ended = once(app.child, "exit");
  app.child.stdout?.destroy();
  app.child.stderr?.destroy();
  app.child.disconnect();
  const [code] = await ended;
  expect(code).toBe(0);
  await app.stop();
});
