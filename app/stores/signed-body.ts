/**
 * A webhook's body, verified on its raw bytes as it streams in: HMAC-SHA256, compared in constant time, before anything is parsed. A body that is larger
 * than any real one is read to its end for the signature's sake, but not kept: a note of its size takes its place (unreadable.ts).
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { noteOf } from "./unreadable";

/** The largest orders of both platforms are below 2 MB. */
export const LARGEST_KEPT = 4 * 1024 * 1024;

/** Hands on the bytes as they come, whichever server took them in; ends when there are no more. */
export type Body = (take: (chunk: Uint8Array) => void) => Promise<void>;
export type Signed = { readonly valid: true; readonly payload: string } | { readonly valid: false };

/** The body of a request as the web platform has it. */
export const bodyOf =
  ({ body }: Request): Body =>
  async (take) => {
    if (!body) return;
    const reader = body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) take(next.value);
  };

export async function readSigned(body: Body, signature: string, secret: string): Promise<Signed> {
  const hmac = createHmac("sha256", secret);
  const chunks: Uint8Array[] = [];
  let size = 0;
  await body((chunk) => {
    hmac.update(chunk);
    size += chunk.byteLength;
    if (size <= LARGEST_KEPT) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (size === 0 || !isSame(hmac.digest(), signature)) return { valid: false };
  return { valid: true, payload: size > LARGEST_KEPT ? tooLarge(size) : textOf(Buffer.concat(chunks)) };
}

/** A body for a reader that verifies by itself; of one that is too large only what it takes to verify and to recognise it. */
export type Read =
  | { readonly kept: true; readonly bytes: Buffer }
  | {
      readonly kept: false;
      readonly note: string;
      readonly hash: string;
      readonly signedBy: (signature: string) => boolean;
    };

export async function readBounded(body: Body, secret: string): Promise<Read> {
  const hmac = createHmac("sha256", secret);
  const hash = createHash("sha256");
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Only a body that is not kept is hashed on its way: whoever reads the other has all of it.
  const mark = (chunk: Uint8Array) => {
    hmac.update(chunk);
    hash.update(chunk);
  };
  await body((chunk) => {
    size += chunk.byteLength;
    if (size > LARGEST_KEPT) for (const one of [...chunks.splice(0), chunk]) mark(one);
    else chunks.push(chunk);
  });
  if (size <= LARGEST_KEPT) return { kept: true, bytes: Buffer.concat(chunks) };
  const digest = hmac.digest();
  const signedBy = (signature: string) => secret !== "" && isSame(digest, signature);
  return { kept: false, note: tooLarge(size), hash: hash.digest("hex"), signedBy };
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
export function textOf(bytes: Buffer): string {
  try {
    const text = utf8.decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Not UTF-8: the note says so.
  }
  return noteOf({ reason: "malformed", detail: `${bytes.length} bytes that are not text` });
}
