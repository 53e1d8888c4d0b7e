/** Fingerprints tell the same from another, and nothing else. */
import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createFingerprint } from "./fingerprint";

const key = Buffer.alloc(32, 7);

describe("a fingerprint", () => {
  test("is the same for the same text, in every process that has the key", () => {
    expect(createFingerprint(key)("email:sara@example.com")).toBe(
      createFingerprint(key.toString("base64"))("email:sara@example.com"),
    );
  });

  test("differs from text to text and from key to key", () => {
    const fingerprint = createFingerprint(key);
    expect(fingerprint("email:sara@example.com")).not.toBe(fingerprint("email:sara@example.org"));
    expect(fingerprint("email:sara@example.com")).not.toBe(
      createFingerprint(randomBytes(32))("email:sara@example.com"),
    );
  });

  test("is not made with the encryption key itself, so that neither tells of the other", () => {
    const plain = createHmac("sha256", key).update("x").digest().subarray(0, 18).toString("base64url");
    expect(createFingerprint(key)("x")).not.toBe(plain);
    expect(createFingerprint(key)("x")).toMatch(/^[\w-]{24}$/);
  });

  test("is the keyed hash everybody knows, so that what was written before is found again", () => {
    const derived = Buffer.from(hkdfSync("sha256", key, "", "vafa/fingerprint/v1", 32));
    for (const text of ["", "email:sara@example.com", "سارا", "x".repeat(500)]) {
      const known = createHmac("sha256", derived).update(text).digest().subarray(0, 18).toString("base64url");
      expect(createFingerprint(key)(text)).toBe(known);
    }
  });

  test("wants a whole key", () => {
    expect(() => createFingerprint(Buffer.alloc(16))).toThrow(RangeError);
  });
});
