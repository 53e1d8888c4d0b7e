/**
 * Takes secrets and personal data out of what is about to be logged. By key name and not by path, because a path list forgets
 * the next nesting; an identifier (shop domain, member id, order id) stays, so that a line can still be followed up.
 */

const secret =
  /token|secret|password|authorization|cookie|hmac|signature|session|encryption_?key|api_?key|^code$|^woo$|database_?url/i;
const personal =
  /^(e_?mail|phone|first_?name|last_?name|full_?name|display_?name|customer_?name|address|address[12]|zip|postal_?code|birth(day|date)|note|ip|client_?ip|(default|billing|shipping)_?address|payload|body|raw|detail|parameters)$/i;

export const REDACTED = "[redacted]";
const TOO_DEEP = "[too deep]";

export function redact(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== "object") return typeof value === "bigint" ? String(value) : value;
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (depth > 8) return TOO_DEEP;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return redactFields(value, depth);
}

/** The fields of one object, each by its name. */
export function redactFields(value: object, depth = 0): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    shown[key] = secret.test(key) || personal.test(key) ? REDACTED : redact(inner, depth + 1);
  }
  return shown;
}

/**
 * An error shows its kind, its code (`ECONNRESET`, `P2002`), message, stack and cause; what else it carries (a client's whole
 * response, the row that broke a rule) only redacted.
 */
function redactError(error: Error, depth: number): unknown {
  if (depth > 8) return TOO_DEEP;
  const { name, message, stack, cause, ...own } = { ...error, ...essence(error) };
  return {
    ...redactFields(own, depth + 1),
    ...("code" in error && error.code !== undefined ? { code: error.code } : {}),
    type: name,
    message: withoutPersons(message),
    ...(stack === undefined ? {} : { stack: withoutPersons(stack) }),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
  };
}

/** These are not enumerable, so that a spread does not bring them. */
const essence = ({ name, message, stack, cause }: Error) => ({ name, message, stack, cause });

/** Messages quote addresses, whose queries carry tokens and signatures, tokens themselves, and mail addresses. */
function withoutPersons(text: string): string {
  return text
    .replace(/(https?:\/\/[^\s?"']+)\?[^\s"']+/g, `$1?${REDACTED}`)
    .replace(/\beyJ[\w-]{5,}\.[\w-]*\.[\w-]*/g, REDACTED)
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}/gi, REDACTED);
}
