/** How each kind of fault looks on the wire. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Response } from "express";
import type { ReadOperation } from "./execute";
import type { FaultWish } from "./faults";

/** Longer than any caller should wait. */
const NEVER_MS = 120_000;

/** Faults in which nothing is done. */
export function failsBefore(fault: FaultWish): boolean {
  return !["timeout-after", "half", "delay"].includes(fault.kind);
}

/** Answers (or does not) in place of the operation. */
export function answerFault(fault: FaultWish, read: ReadOperation, response: Response) {
  const { status, body } = faultAnswer(fault, read);
  if (status === 0) {
    hangUpLate(response);
    return { status, cost: null };
  }
  if (status === 429) response.set("Retry-After", "2.0");
  response.status(status);
  if (typeof body === "string") response.type("html").send(body);
  else response.json(body);
  return { status, cost: null, ...(typeof body === "string" ? {} : { body }) };
}

function faultAnswer(
  fault: FaultWish,
  read: ReadOperation,
): { status: number; body: Record<string, unknown> | string } {
  switch (fault.kind) {
    case "throttled":
      return { status: 200, body: { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] } };
    case "429":
      return {
        status: 429,
        body: {
          errors:
            "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
        },
      };
    case "401":
      return {
        status: 401,
        body: { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
      };
    case "500":
      return { status: 500, body: { errors: "Internal Server Error" } };
    case "502":
      return {
        status: 502,
        body: "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>",
      };
    case "user-error":
      return { status: 200, body: { data: refusals(fault, read) } };
    default:
      return { status: 0, body: {} };
  }
}

/** Every payload of the mutation with the user errors and nothing else. */
function refusals(fault: FaultWish, read: ReadOperation): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const selection of read.operation.selectionSet.selections) {
    if (selection.kind !== "Field" || selection.selectionSet === undefined) continue;
    const payload: Record<string, unknown> = {};
    for (const field of selection.selectionSet.selections) {
      if (field.kind !== "Field") continue;
      const name = field.alias?.value ?? field.name.value;
      payload[name] = field.name.value === "userErrors" ? fault.userErrors : null;
    }
    data[selection.alias?.value ?? selection.name.value] = payload;
  }
  return data;
}

/** The operation is done; its answer comes late, in part, or never. */
export async function answerLate(fault: FaultWish, response: Response, send: () => void): Promise<void> {
  if (fault.kind === "timeout-after") {
    hangUpLate(response);
    return;
  }
  if (fault.kind === "delay") await sleep(fault.delayMs);
  send();
}

function hangUpLate(response: Response): void {
  const timer = setTimeout(() => response.destroy(), NEVER_MS).unref();
  response.once("close", () => clearTimeout(timer));
}
