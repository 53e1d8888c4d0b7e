/** An answer read to its end. */
import type { AppLoadContext } from "@remix-run/node";
import type { WholeApp } from "./whole-app";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export async function dataOf(whole: WholeApp, request: Request, context?: AppLoadContext): Promise<Answer> {
  const response = await whole.ask(request, context);
  return { status: response.status, headers: response.headers, text: await response.text() };
}
