/**
 * E-mail addresses as they are compared. Pure; a fingerprint of what these answer is all that is kept outside of profiles, so that a guest's order and
 * the member who joins later meet without either storing the address.
 */

/** One address in one spelling: `null` when it is none. Case tells nobody apart, and a full-width or accented spelling is folded. */
export function normalEmail(email: string | null | undefined): string | null {
  const text = (email ?? "").normalize("NFKC").trim().toLowerCase();
  const at = text.lastIndexOf("@");
  if (text.length > 320 || at < 1 || at === text.length - 1 || /\s/.test(text)) return null;
  return text;
}

/** Hosts that deliver `s.ara@` and `sara@` to one box. */
const dotless = new Set(["gmail.com", "googlemail.com"]);

/** What people vary to look new is dropped: a +tag, and dots where the host ignores them. A weak signal only, never a key to an account. */
export function emailPattern(email: string | null | undefined): string | null {
  const address = normalEmail(email);
  if (address === null) return null;
  const at = address.lastIndexOf("@");
  const host = address.slice(at + 1);
  const [name = ""] = address.slice(0, at).split("+");
  const plain = dotless.has(host) ? name.replaceAll(".", "") : name;
  return `${plain === "" ? address.slice(0, at) : plain}@${host === "googlemail.com" ? "gmail.com" : host}`;
}

type Fingerprint = (text: string) => string;

/** What orders (`buyer.email`), verified profiles (`verifiedEmail`) and invitations keep of an address. */
export function emailFingerprint(fingerprint: Fingerprint, email: string | null | undefined): string | null {
  const address = normalEmail(email);
  return address === null ? null : fingerprint(`email:${address}`);
}

/** What orders keep as `buyer.emailPattern`. */
export function emailPatternFingerprint(
  fingerprint: Fingerprint,
  email: string | null | undefined,
): string | null {
  const pattern = emailPattern(email);
  return pattern === null ? null : fingerprint(`email-pattern:${pattern}`);
}
