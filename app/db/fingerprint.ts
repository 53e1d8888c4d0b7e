/**
 * Fingerprints: keyed hashes of something personal. The same text always gives the same one, so that a guest's order is found again by who
 * bought it; without our key nobody can tell what it was, nor try addresses against it. The key is derived from the encryption key and serves
 * for nothing else.
 */
import { createHmac, hkdfSync } from "node:crypto";

export type Fingerprint = (text: string) => string;

const KEY_BYTES = 32;
/** 144 bits: short enough for an index, far too many for two people to share one. */
const FINGERPRINT_LETTERS = 24;

export function createFingerprint(key: string | Uint8Array): Fingerprint {
  const secret = typeof key === "string" ? Buffer.from(key, "base64") : key;
  if (secret.length !== KEY_BYTES) throw new RangeError("The encryption key is 32 bytes, in base64.");
  const derived = Buffer.from(hkdfSync("sha256", secret, "", "vafa/fingerprint/v1", KEY_BYTES));
  return (text) =>
    createHmac("sha256", derived).update(text).digest("base64url").slice(0, FINGERPRINT_LETTERS);
}
