/** The pool of PHP instances: one request at a time in each, files read anew when they change, and nothing that a script does breaks the next request. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Asked, PhpPool, type PhpRequest } from "./php-pool";

const folder = mkdtempSync(join(tmpdir(), "vafa-php-"));
const script = join(folder, "page.php");
let pool: PhpPool;

const request: PhpRequest = {
  method: "GET",
  uri: "/page?x=1",
  headers: { cookie: "a=b" },
  body: null,
  server: { REQUEST_URI: "/page?x=1" },
};

/** Files are told apart by their time, which may not have moved on within one test. */
let ticks = 1_700_000_000;
function write(code: string): void {
  writeFileSync(script, `<?php ${code}`);
  ticks += 10;
  utimesSync(script, ticks, ticks);
}

const ask = async (code: string, asked: Asked = () => null) => {
  write(code);
  const answer = await pool.answer(request, asked);
  return { status: answer.status, text: answer.body.toString("utf8"), headers: answer.headers };
};

beforeAll(() => {
  pool = new PhpPool({
    folders: [{ from: folder, to: "/site" }],
    script: "/site/page.php",
    size: 1,
    patienceMs: 4_000,
  });
});
afterAll(() => {
  pool.close();
  rmSync(folder, { recursive: true });
});

test("a request has its query, its cookies and its body, an answer its status and headers", async () => {
  const answer = await ask(
    "http_response_code( 404 ); header( 'X-A: b' ); echo json_encode( array( $_GET, $_COOKIE ) );",
  );
  expect(answer.status).toBe(404);
  expect(answer.headers["x-a"]).toEqual(["b"]);
  expect(JSON.parse(answer.text)).toEqual([{ x: "1" }, { a: "b" }]);
});

test("a file that was changed is read anew", async () => {
  expect((await ask("echo 'one';")).text).toBe("one");
  expect((await ask("echo 'two';")).text).toBe("two");
});

test("what PHP asks is answered while it waits, one request after the other", async () => {
  let working = 0;
  let most = 0;
  const asked: Asked = async (question) => {
    working += 1;
    most = Math.max(most, working);
    await pause(30);
    working -= 1;
    return `${question}!`;
  };
  write(`echo json_decode( post_message_to_js( '{"ask":"name","with":{}}' ) )->value;`);
  const answers = await Promise.all([1, 2, 3].map(() => pool.answer(request, asked)));
  expect(answers.map(({ body }) => body.toString())).toEqual(["name!", "name!", "name!"]);
  expect(most).toBe(1);
});

test("a fatal error is an answer of 500, and the next request goes well", async () => {
  const answer = await ask("echo 'before'; no_such_function();");
  expect(answer.status).toBe(500);
  expect((await ask("echo 'fine';")).text).toBe("fine");
});

test("a question nobody can answer is told to PHP as an error", async () => {
  const answer = await ask(`echo json_decode( post_message_to_js( '{"ask":"x"}' ) )->error;`, () => {
    throw new Error("unknown");
  });
  expect(answer.text).toBe("unknown");
});

test("an instance that does not come back is given up and replaced", async () => {
  write(`post_message_to_js( '{"ask":"never"}' );`);
  await expect(pool.answer(request, () => new Promise(() => undefined))).rejects.toThrow(
    "did not answer within",
  );
  expect((await ask("echo 'again';")).text).toBe("again");
});
