/**
 * Takes secrets and personal data out of what is about to be logged. By key name and not by path, because a path list forgets
 * the next nesting; an identifier (shop domain, member id, order id) stays, so that a line can still be followed up.
 */

const secret =
  /token|secret|password|authorization|cookie|hmac|signature|session|encryption_?key|api_?key|^code$|database_?url/i;
const personal =
  /^(e_?mail|phone|first_?name|last_?name|full_?name|display_?name|customer_?name|address|address[12]|zip|postal_?code|birth(day|date)|note|ip|client_?ip|(default|billing|shipping)_?address|payload|body|raw)$/i;

export const REDACTED = "[redacted]";
const TOO_DEEP = "[too deep]";

export function redact(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== "object") return typeof value === "bigint" ? String(value) : value;
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (depth > 8) return TOO_DEEP;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const shown: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    shown[key] = secret.test(key) || personal.test(key) ? REDACTED : redact(inner, depth + 1);
  }
  return shown;
}

/** An error shows its kind, message, stack and cause; other properties (a client's whole response, say) only when redacted. */
function redactError(error: Error, depth: number): unknown {
  if (depth > 8) return TOO_DEEP;
  const { name, message, stack, cause } = error;
  const own = redact({ ...error }, depth + 1) as Record<string, unknown>;
  return {
    ...own,
    type: name,
    message: withoutQuery(message),
    stack: stack === undefined ? undefined : withoutQuery(stack),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  };
}

/** Messages of HTTP clients quote whole addresses; their queries carry tokens and signatures. */
function withoutQuery(text: string): string {
  return text.replace(/(https?:\/\/[^\s?"']+)\?[^\s"']+/g, `$1?${REDACTED}`);
}
