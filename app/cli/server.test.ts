/** The small server's own promise: what is not an asset goes on untouched, what is too large goes no further. */
import { once } from "node:events";
import { createServer } from "node:http";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitBody } from "./limit-body.mjs";

const app = express();
app.all("*", limitBody, (request, response) => {
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
  });
  request.on("end", () => {
    if (!response.headersSent) response.send(String(size));
  });
});
const server = createServer(app);
let url = "";

beforeAll(async () => {
  server.listen(0);
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const MB = 1024 * 1024;

/** A body whose length is not announced. */
function stream(size: number): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(Math.min(left, 64 * 1024)));
      left -= 64 * 1024;
      if (left <= 0) controller.close();
    },
  });
}

async function post(body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>): Promise<Response> {
  const streamed = body instanceof ReadableStream ? { duplex: "half" as const } : {};
  return fetch(url, { method: "POST", body, ...streamed });
}

describe("a request's body", () => {
  test("of 5 MB arrives whole, announced or not", async () => {
    expect(await (await post(new Uint8Array(5 * MB))).text()).toBe(String(5 * MB));
    expect(await (await post(stream(5 * MB))).text()).toBe(String(5 * MB));
  });

  test("of 12 MB is refused when announced, and cut off when not", async () => {
    expect((await post(new Uint8Array(12 * MB))).status).toBe(413);
    const cut = await post(stream(12 * MB)).then(
      (response) => response.status,
      () => "closed",
    );
    expect([413, "closed"]).toContain(cut);
  });
});
