/** Spans reach a collector that an operator has named, below each other as the work was, and without a word of anybody's; without one there is nothing. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { requestSpan, startTracing, traced } from "./tracing.server";

const received: string[] = [];
let collector: Server;

beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text) => {
      body += text;
    });
    request.on("end", () => {
      received.push(`${request.url} ${body}`);
      response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, resolve));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => new Promise((resolve) => collector.close(resolve)));

const span = z.object({
  name: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }),
});
const exported = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

test("nothing is started, and work runs as ever, where no collector is named", async () => {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "");
  expect(await startTracing()).toBeNull();
  expect(await traced("quiet", {}, async () => 7)).toBe(7);
});

test("spans arrive as a tree, and a failure names its kind and not its words", async () => {
  const { port } = collector.address() as AddressInfo;
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${port}`);
  const end = await startTracing();
  if (!end) throw new Error("tracing did not start");
  const endRequest = requestSpan("POST proxy", () => undefined);
  await traced("worker inbox", { "vafa.shop": 3 }, async () => {
    await traced("inbox batch", {}, async () => "done");
    const fails = traced("effect issue-code", {}, async () => {
      throw new RangeError("emma.clarke@example.com has no points");
    });
    await expect(fails).rejects.toThrow("no points");
  });
  endRequest(503);
  await end();
  expect(received).toHaveLength(1);
  const [text = ""] = received;
  expect(text).toMatch(/^\/v1\/traces /);
  expect(text).not.toContain("emma");
  expect(text).toContain('"stringValue":"vafa"');
  const spans = exported
    .parse(JSON.parse(text.slice("/v1/traces ".length)))
    .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const named = new Map(spans.map((one) => [one.name, one]));
  const outer = named.get("worker inbox");
  expect(named.get("inbox batch")?.parentSpanId).toBe(outer?.spanId);
  expect(named.get("effect issue-code")?.parentSpanId).toBe(outer?.spanId);
  expect(named.get("effect issue-code")?.status).toEqual({ code: 2, message: "RangeError" });
  expect(named.get("POST proxy")?.status.code).toBe(2);
});
