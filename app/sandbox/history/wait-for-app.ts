/** Waits for the app by its public health addresses: that it answers, and that it has worked off what it was sent. */
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import * as z from "zod";

const START_PATIENCE_MS = 120_000;

async function ask(url: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const answer = await request(url, { headersTimeout: 10_000 });
    return { status: answer.statusCode, text: await answer.body.text() };
  } catch {
    return { status: 0, text: "" };
  }
}

export async function untilAlive(appOrigin: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  while (Date.now() < deadline) {
    if ((await ask(`${appOrigin}/health/live`)).status === 200) return;
    await sleep(200, undefined, { signal });
  }
  throw new Error("the app does not answer /health/live");
}

const backlog = z.looseObject({ inboxWaiting: z.number(), outboxWaiting: z.number() });

/** What the app says is still to do; null when it does not say. */
export function workLeft(text: string): number | null {
  const parsed = backlog.safeParse(parseOrNull(text));
  return parsed.success ? parsed.data.inboxWaiting + parsed.data.outboxWaiting : null;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Resolves when the app is ready and has nothing left to do; `patienceMs` bounds the wait. */
export async function untilWorkedOff(
  appOrigin: string,
  patienceMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const { status, text } = await ask(`${appOrigin}/health/ready`);
    if (status === 200 && workLeft(text) === 0) return true;
    await sleep(250, undefined, { signal });
  }
  return false;
}
