/** Bodies in and answers out, for the doors of shoppers. What is answered is one person's, so nobody on the way may keep it. */
import { hasZero, parsedJson } from "./json-in.server";
import type { DoorAnswer } from "./shopper-door.server";

const LARGEST_WISH = 16 * 1024;

export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

export function respond({ status, body, retryAfterMs }: DoorAnswer): Response {
  const response = json(body, status);
  if (retryAfterMs) response.headers.set("Retry-After", String(Math.ceil(retryAfterMs / 1_000)));
  return response;
}

export const notFound = (): Response => json({ error: "not found" }, 404);
export const notAllowed = (): Response => json({ error: "method not allowed" }, 405);

/** The fields of a form or of a JSON object, whichever came; null for what is neither, and where a text has a zero in it. */
export async function readWish(request: Request): Promise<Record<string, unknown> | null> {
  if (Number(request.headers.get("Content-Length") ?? 0) > LARGEST_WISH) return null;
  const text = await request.text();
  if (text.length > LARGEST_WISH) return null;
  if (request.headers.get("Content-Type")?.includes("application/json")) return objectIn(text);
  const fields = Object.fromEntries(new URLSearchParams(text));
  return Object.values(fields).some(hasZero) ? null : fields;
}

function objectIn(text: string): Record<string, unknown> | null {
  const body = parsedJson(text);
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : null;
}
