/** An answer read to its end, and many of them at once. */
import type { AppLoadContext } from "@remix-run/node";
import type { AskedApp } from "./whole-app";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export async function dataOf(app: AskedApp, request: Request, context?: AppLoadContext): Promise<Answer> {
  const response = await app.ask(request, context);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Some doors keep their asker waiting for a store: what waits is no reason for the others to. */
const AT_ONCE = 8;

/** Each item in turn, several at a time. */
export async function severally<Item>(
  items: readonly Item[],
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
