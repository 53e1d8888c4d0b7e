/**
 * JSON that a request brings. What is none is null, as is JSON with a zero (U+0000) in a text: PostgreSQL stores none, so it is refused here and not in the middle of
 * the work.
 */

export const hasZero = (text: string): boolean => text.includes("\0");

function withoutZero(key: string, value: unknown): unknown {
  if (hasZero(key) || (typeof value === "string" && hasZero(value)))
    throw new SyntaxError("a text with a zero in it");
  return value;
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text, withoutZero);
  } catch {
    return null;
  }
}

export async function jsonIn(request: Request): Promise<unknown> {
  return parsedJson(await request.text());
}
