/**
 * One question to Shopify's Admin API. What passes by itself (throttling, 429, 5xx, a lost connection) is tried again, a bounded number of times
 * and with jitter; then it is `StoreUnavailable` and the outbox tries later. Every operation we send may be sent twice.
 */
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { StoreClosed, StoreUnavailable } from "../store";
import { API_VERSION } from "./api-version";
import type { Fingerprint } from "./buyer";
import { type Answer, readAnswer } from "./graphql-answer";
import type { Operation } from "./operations/operation";
import type { Throttle } from "./throttle";

export interface Line {
  readonly domain: string;
  /** @param refused a token that Shopify has just refused: the answer must be another one. */
  readonly accessToken: (refused?: string) => Promise<string>;
  readonly throttle: Throttle;
  /** Our keyed hash, for what answers tell of a person. */
  readonly fingerprint: Fingerprint;
  readonly patience?: Patience;
}

export interface Patience {
  readonly attempts: number;
  readonly requestMs: number;
  /** Longer than this nobody waits in here: the caller is told when to come back. */
  readonly longestWaitMs: number;
  readonly firstPauseMs: number;
}

export const PATIENCE: Patience = { attempts: 4, requestMs: 10_000, longestWaitMs: 8_000, firstPauseMs: 250 };

/**
 * @throws StoreUnavailable when Shopify cannot be reached or asks us to slow down for long.
 * @throws StoreClosed when it does not let us in any more.
 */
export async function ask<Variables, A>(
  line: Line,
  operation: Operation<Variables, A>,
  variables: Variables,
): Promise<A> {
  const patience = line.patience ?? PATIENCE;
  for (let attempt = 1; ; attempt += 1) {
    await pause(line.throttle.waitFor(operation.name));
    const answer = await askOnce(line, operation, variables);
    if (answer.is !== "failure" && answer.cost) {
      const { requestedQueryCost: requested, throttleStatus } = answer.cost;
      const bucket = { available: throttleStatus.currentlyAvailable, perSecond: throttleStatus.restoreRate };
      line.throttle.heard(operation.name, { requested, bucket });
    }
    if (answer.is === "data") return parse(operation, answer.data);
    if (answer.is === "failure") throw answer.error;
    const waitMs = answer.afterMs ?? backOff(attempt, patience);
    if (attempt >= patience.attempts || waitMs > patience.longestWaitMs)
      throw new StoreUnavailable(`${operation.name} at ${line.domain}: ${answer.why}`, waitMs);
    await pause(waitMs + jitter(patience.firstPauseMs));
  }
}

const jitter = (range: number): number => Math.random() * range;
const backOff = (attempt: number, { firstPauseMs }: Patience): number => firstPauseMs * 2 ** (attempt - 1);

function parse<Variables, A>(operation: Operation<Variables, A>, data: unknown): A {
  const parsed = operation.answer.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Error(`${operation.name} was answered in another shape: ${z.prettifyError(parsed.error)}`);
}

/** A token may have been exchanged by another process a moment ago, so one refusal is met with another token. */
async function askOnce<Variables, A>(
  line: Line,
  operation: Operation<Variables, A>,
  variables: Variables,
): Promise<Answer> {
  const token = await line.accessToken();
  const first = await send(line, token, { query: operation.document, variables });
  if (typeof first === "object" && first.status === 401) {
    const other = await line.accessToken(token);
    if (other === token) throw new StoreClosed(`${line.domain} refused our token`);
    return meaningOf(await send(line, other, { query: operation.document, variables }));
  }
  return meaningOf(first);
}

type Sent = Parameters<typeof readAnswer>[0] | string;

const meaningOf = (sent: Sent): Answer =>
  typeof sent === "string" ? { is: "later", why: sent, afterMs: null, cost: null } : readAnswer(sent);

/** What came back, or why nothing did. */
async function send(line: Line, token: string, body: object): Promise<Sent> {
  const { requestMs } = line.patience ?? PATIENCE;
  try {
    const response = await fetch(`https://${line.domain}/admin/api/${API_VERSION}/graphql.json`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-Shopify-Access-Token": token,
      },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(requestMs),
    });
    const text = await response.text();
    return { status: response.status, retryAfter: response.headers.get("Retry-After"), body: text };
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError")
      return `no answer within ${requestMs} ms`;
    if (error instanceof TypeError || error instanceof DOMException) return `no connection: ${error.message}`;
    throw error;
  }
}
