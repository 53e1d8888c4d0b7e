/** What is sealed opens only with its key, in its place, unchanged. */
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createCipher, UnsealError } from "./encryption";

const cipher = createCipher(randomBytes(32).toString("base64"));
const place = "sessions/offline_example.myshopify.com/accessToken";

test("what was sealed opens in its place, whatever it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (secret, where) => {
      expect(cipher.open(cipher.seal(secret, where), where)).toBe(secret);
    }),
  );
});

test("the same secret is never sealed into the same text, and shows nowhere in it", () => {
  const sealed = new Set(Array.from({ length: 100 }, () => cipher.seal("shpat_secret", place)));
  expect(sealed.size).toBe(100);
  for (const text of sealed) {
    expect(text).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(text.slice(3), "base64url").toString("latin1")).not.toContain("shpat");
  }
});

test("no changed character goes unnoticed", () => {
  const sealed = cipher.seal("shpat_secret", place);
  const bytes = Buffer.from(sealed.slice(3), "base64url");
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(index) ^ 1, index);
    expect(() => cipher.open(`v1.${changed.toString("base64url")}`, place)).toThrow(UnsealError);
  }
});

test("a sealed text does not open in another place or with another key", () => {
  const sealed = cipher.seal("shpat_secret", place);
  expect(() => cipher.open(sealed, place.replace("example", "other"))).toThrow(UnsealError);
  expect(() => createCipher(randomBytes(32)).open(sealed, place)).toThrow(UnsealError);
});

test.each(["", "shpat_in_the_clear", "v1.", "v1.AAAA", "v2.whatever", "v1.!!!!"])(
  "%j is not a sealed text",
  (text) => {
    expect(() => cipher.open(text, place)).toThrow(UnsealError);
  },
);

test.each(["", "short", randomBytes(16).toString("base64"), randomBytes(33).toString("base64")])(
  "a key of another length is refused",
  (key) => {
    expect(() => createCipher(key)).toThrow("32 bytes");
  },
);
