/** A line to a Shopify that a test plays at the HTTP line (msw): what it answers, call by call, and what it was asked. */
import { HttpResponse, http, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";
import type { Line } from "../stores/shopify/graphql-client";
import { createThrottle } from "../stores/shopify/throttle";
import { testFingerprint } from "./fingerprint";

export const DOMAIN = "vafa-test.myshopify.com";
const ADDRESS = `https://${DOMAIN}/admin/api/:version/graphql.json`;

export interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly token: string | null;
}

export type Answer = (asked: Asked) => Response | Promise<Response>;

export const json = (body: JsonBodyType, init?: ResponseInit): Response => HttpResponse.json(body, init);
export const data = (value: JsonBodyType, cost?: object): Response =>
  json({ data: value, ...(cost ? { extensions: { cost } } : {}) });
export const page = (status: number, headers: Record<string, string> = {}): Response =>
  new HttpResponse("<!DOCTYPE html><html><body>Something went wrong</body></html>", {
    status,
    headers: { "Content-Type": "text/html", ...headers },
  });

/** Answers the calls in turn; the last answer stays. */
export function adminApi() {
  const server = setupServer();
  const calls: Asked[] = [];
  return {
    server,
    calls,
    answers(...answers: readonly Answer[]) {
      calls.length = 0;
      server.use(
        http.post(ADDRESS, async ({ request }) => {
          const body: unknown = await request.json();
          const { query, variables } = body as { query: string; variables: Record<string, unknown> };
          const asked = { query, variables, token: request.headers.get("X-Shopify-Access-Token") };
          calls.push(asked);
          const answer = answers[Math.min(calls.length, answers.length) - 1];
          if (!answer) throw new Error("nothing to answer");
          return answer(asked);
        }),
      );
    },
  };
}

/** Waits as the product does, only shorter. */
export function testLine(change: Partial<Line> = {}): Line {
  return {
    domain: DOMAIN,
    accessToken: async (refused) => (refused ? "token-2" : "token-1"),
    throttle: createThrottle(Date.now),
    fingerprint: testFingerprint,
    patience: { attempts: 3, requestMs: 150, longestWaitMs: 400, firstPauseMs: 5 },
    ...change,
  };
}
