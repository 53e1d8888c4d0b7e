/**
 * Our API as the extension sees it: a fresh session token for every request, four seconds at most, and an answer that is read
 * with the contract's own parser. A failure is a value: whoever asked decides what an unanswered question means.
 */
import {
  type OrderPoints,
  orderPoints,
  type RedemptionAnswer,
  redemptionAnswer,
  type ShopperStanding,
  shopperStanding,
} from "../../../app/contract/redemption-api";
import type { Intent } from "./redemption-state";

/** An answer of ours takes less than half a second; beyond this nobody knows whether the request arrived. */
export const PATIENCE_MS = 4_000;

export type Reply<T> =
  | { readonly answered: true; readonly value: T }
  | { readonly answered: false; readonly why: "no-answer" | "not-understood" };

export interface Api {
  standing(): Promise<Reply<ShopperStanding>>;
  reserve(intent: Intent): Promise<Reply<RedemptionAnswer>>;
  redemption(id: string): Promise<Reply<RedemptionAnswer>>;
  release(id: string): Promise<Reply<RedemptionAnswer>>;
  orderPoints(orderId: string): Promise<Reply<OrderPoints>>;
}

export interface Line {
  readonly address: string;
  readonly locale: () => string;
  readonly sessionToken: () => Promise<string>;
}

interface Question<T> {
  readonly path: string;
  readonly body?: unknown;
  readonly method?: "GET" | "POST";
  readonly read: { safeParse(input: unknown): { success: true; data: T } | { success: false } };
}

export function createApi(line: Line): Api {
  const ask = <T>(question: Question<T>) => send(line, question);
  return {
    standing: () => ask({ path: "standing", read: shopperStanding }),
    reserve: (intent) => ask({ path: "redemptions", method: "POST", body: intent, read: redemptionAnswer }),
    redemption: (id) => ask({ path: `redemptions/${encodeURIComponent(id)}`, read: redemptionAnswer }),
    release: (id) =>
      ask({
        path: `redemptions/${encodeURIComponent(id)}/release`,
        method: "POST",
        body: {},
        read: redemptionAnswer,
      }),
    orderPoints: (id) => ask({ path: `orders/${orderNumber(id)}/points`, read: orderPoints }),
  };
}

/** `gid://shopify/OrderIdentity/6001` (what a thank-you page gives) and `gid://shopify/Order/6001` are both 6001. */
export function orderNumber(id: string): string {
  return encodeURIComponent(id.split("/").at(-1) ?? id);
}

async function send<T>(line: Line, question: Question<T>): Promise<Reply<T>> {
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
  const response = await fetch(
    `${line.address}/api/checkout/${question.path}?locale=${encodeURIComponent(line.locale())}`,
    {
      method,
      signal,
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: "application/json",
        ...(method === "POST" ? { "Content-Type": "application/json" } : {}),
      },
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
    },
  );
  // A refusal comes with 409 or 422 and a body of the contract, so the body decides, not the number.
  return question.read.safeParse(await response.json());
}
