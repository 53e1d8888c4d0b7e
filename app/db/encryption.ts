/**
 * Secrets at rest: AES-256-GCM, bound to where they are kept. A sealed text opens only with the same key and in the same place
 * (the row and field it was sealed for), so a token copied into another shop's row is refused like a forged one.
 *
 * The form is `v1.` and, in base64url, a fresh 12-byte nonce, the 16-byte tag and the text. The prefix leaves room for a `v2`.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface Cipher {
  /** `place` names the row and field, as in `sessions/offline_example.myshopify.com/accessToken`. */
  seal(secret: string, place: string): string;
  /** Throws `UnsealError` unless this very text was sealed for this place with this key. */
  open(sealed: string, place: string): string;
}

export class UnsealError extends Error {
  override name = "UnsealError";
}

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = "v1.";

export function createCipher(key: string | Uint8Array): Cipher {
  const secretKey = typeof key === "string" ? Buffer.from(key, "base64") : key;
  if (secretKey.length !== KEY_BYTES)
    throw new RangeError(
      "The encryption key is 32 bytes, in base64: make one with `openssl rand -base64 32`.",
    );

  return {
    seal(secret, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, secretKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString("base64url");
    },
    open(sealed, place) {
      if (!sealed.startsWith(PREFIX)) throw new UnsealError("This text was not sealed by us.");
      const bytes = Buffer.from(sealed.slice(PREFIX.length), "base64url");
      if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new UnsealError("This sealed text is cut short.");
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, secretKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return (
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8")
        );
      } catch (cause) {
        throw new UnsealError("This sealed text was changed, moved, or sealed with another key.", { cause });
      }
    },
  };
}
