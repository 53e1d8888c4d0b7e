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

/** Numbers of work that is left, wherever the answer has them: `{ inbox: 3 }`, `{ work: { inbox: { waiting: 3 } } }`. */
const numbers: z.ZodType<number> = z.lazy(() =>
  z.union([
    z.number(),
    z
      .record(z.string(), z.unknown())
      .transform((value) =>
        Object.values(value).reduce<number>((sum, part) => sum + (numbers.safeParse(part).data ?? 0), 0),
      ),
  ]),
);

const readiness = z.looseObject({ inbox: numbers.optional(), outbox: numbers.optional() });

/** What the app says is still to do; null when it does not say. */
export function workLeft(text: string): number | null {
  const parsed = readiness.safeParse(parseOrNull(text));
  if (!parsed.success) return null;
  const { inbox, outbox } = parsed.data;
  return inbox === undefined && outbox === undefined ? null : (inbox ?? 0) + (outbox ?? 0);
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
    if (status === 200 && (workLeft(text) ?? 0) === 0) return true;
    await sleep(250, undefined, { signal });
  }
  return false;
}
