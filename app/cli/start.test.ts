/** `npm start` says what a person is to change, before anything is installed, built or opened. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";

async function start(env: Record<string, string>, args = ["app/cli/start.mjs"]) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, args, { env: { NODE_ENV: "development", PATH, HOME, ...env } });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [code] = await once(child, "close");
  return { code, said: said.trim() };
}

test("a taken port is named, with a free way out", async () => {
  const other = createServer().listen(0);
  await once(other, "listening");
  const address = other.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const { code, said } = await start({ PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(said).toBe(`Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`);
});

test("a port that is none is said to be none", async () => {
  expect(await start({ PORT: "many" })).toEqual({
    code: 1,
    said: 'PORT is "many", which is not a port number.',
  });
});

test("the sandbox refuses to open in production", async () => {
  const { code, said } = await start({ NODE_ENV: "production" });
  expect(code).toBe(1);
  expect(said).toMatch(/refuses NODE_ENV=production.*npm run serve/);
});

test("a Node too old is told which one is needed", async () => {
  const older =
    'Object.defineProperty(process.versions, "node", { value: "18.20.0" }); await import("./app/cli/start.mjs");';
  const { code, said } = await start({}, ["--input-type=module", "--eval", older]);
  expect(code).toBe(1);
  expect(said).toBe("Vafa needs Node 20.20 or newer; this is 18.20.0. Install it from https://nodejs.org");
});
