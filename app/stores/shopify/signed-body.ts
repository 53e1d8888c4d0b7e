/**
 * A webhook's body, verified as it streams in: HMAC-SHA256 over the raw bytes, compared in constant time, before anything is parsed. A body that is
 * larger than any real one is read to its end for the signature's sake, but not kept: a note of its size takes its place (unreadable.ts).
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { noteOf } from "./unreadable";

/** Shopify's largest orders are below 2 MB. */
export const LARGEST_KEPT = 4 * 1024 * 1024;

export type Signed = { readonly valid: true; readonly payload: string } | { readonly valid: false };

export async function readSigned(
  body: ReadableStream<Uint8Array> | null,
  signature: string,
  secret: string,
): Promise<Signed> {
  const hmac = createHmac("sha256", secret);
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body) {
    const reader = body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      hmac.update(next.value);
      size += next.value.byteLength;
      if (size <= LARGEST_KEPT) chunks.push(next.value);
      else chunks.length = 0;
    }
  }
  if (size === 0 || !isSame(hmac.digest(), signature)) return { valid: false };
  return { valid: true, payload: size > LARGEST_KEPT ? tooLarge(size) : textOf(Buffer.concat(chunks)) };
}

/** The length of a signature is no secret, so it may be compared first. */
function isSame(expected: Buffer, signature: string): boolean {
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const tooLarge = (size: number): string =>
  noteOf({ reason: "too-large", detail: `${size} bytes, more than the ${LARGEST_KEPT} that are read` });

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** JSON is UTF-8 without zero bytes (the database keeps none either). */
function textOf(bytes: Buffer): string {
  try {
    const text = utf8.decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Not UTF-8: the note says so.
  }
  return noteOf({ reason: "malformed", detail: `${bytes.length} bytes that are not text` });
}
