/** The log writes one clean line. */
import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import { options } from "./log.server";

test("an error is one line with its code and cause, and without whom it concerns", () => {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = pino({ ...options, level: "info" }, sink);
  const cause = new Error("inner");
  log.error(
    { err: Object.assign(new Error("sara@example.com", { cause }), { code: "E1" }), phone: "1", shop: "s" },
    "failed",
  );
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "error",
    msg: "failed",
    shop: "s",
    phone: "[redacted]",
    err: { type: "Error", code: "E1", message: "[redacted]", cause: { message: "inner" } },
  });
});
