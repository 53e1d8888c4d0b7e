/**
 * The line to our API, for every extension: a fresh session token for every request, a bounded wait, and an answer that is read with the contract's own
 * parser. A failure is a value: whoever asked decides what an unanswered question means.
 */

/** An answer of ours takes less than half a second; beyond this nobody knows whether the request arrived. */
export const PATIENCE_MS = 4_000;

export type Reply<T> =
  | { readonly answered: true; readonly value: T }
  | { readonly answered: false; readonly why: "no-answer" | "not-understood" };

export interface Line {
  readonly address: string;
  /** Which of our doors: its session tokens differ. */
  readonly door: "checkout" | "account" | "admin-block";
  readonly locale: () => string;
  readonly sessionToken: () => Promise<string>;
}

export interface Question<T> {
  readonly path: string;
  readonly body?: unknown;
  readonly method?: "GET" | "POST";
  /** Beside the language. */
  readonly query?: Readonly<Record<string, string>>;
  readonly read: { safeParse(input: unknown): { success: true; data: T } | { success: false } };
}

export async function ask<T>(line: Line, question: Question<T>): Promise<Reply<T>> {
  const patience = new AbortController();
  let alarm: ReturnType<typeof setTimeout> | undefined;
  // The token is part of the wait: a host that never gives one must not leave the shopper waiting either.
  const tooLate = new Promise<never>((_, reject) => {
    alarm = setTimeout(() => {
      reject(new Error("no answer in time"));
      patience.abort();
    }, PATIENCE_MS);
  });
  try {
    const read = await Promise.race([converse(line, question, patience.signal), tooLate]);
    return read.success ? { answered: true, value: read.data } : { answered: false, why: "not-understood" };
  } catch {
    return { answered: false, why: "no-answer" };
  } finally {
    clearTimeout(alarm);
  }
}

async function converse<T>(line: Line, question: Question<T>, signal: AbortSignal) {
  const token = await line.sessionToken();
  const method = question.method ?? "GET";
  const query = new URLSearchParams({ locale: line.locale(), ...question.query });
  const response = await fetch(`${line.address}/api/${line.door}/${question.path}?${query}`, {
    method,
    signal,
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: "application/json",
      ...(method === "POST" ? { "Content-Type": "application/json" } : {}),
    },
    ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
  });
  // A refusal comes with 409 or 422 and a body of the contract, so the body decides, not the number.
  return question.read.safeParse(await response.json());
}
