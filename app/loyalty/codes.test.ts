/** Laws of codes: what is printed is read again however it is typed, and a slip of the finger is no code. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeBytes, prefixPattern, printCode, readCode } from "./codes";

const arbitraryBytes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes });
const arbitraryPrefix = fc.constantFrom("", "TEA", "2026", "NWRZ");

describe("a code", () => {
  it("is printed in groups of four, with its check at the end", () => {
    expect(printCode("TEA", new Uint8Array(8))).toBe("TEA-0000-0000-00000");
    expect(printCode("", Uint8Array.from([255, 255, 255, 255, 255, 255, 255, 255]))).toMatch(
      /^ZZZZ-ZZZZ-ZZZZ[0-9A-Z]$/,
    );
  });

  it("is read again, whatever the case, the gaps, the digits and the letters mistaken for others", () => {
    fc.assert(
      fc.property(arbitraryBytes, arbitraryPrefix, (bytes, prefix) => {
        const code = printCode(prefix, bytes);
        const read = readCode(code);
        expect(read).toBe(code.replaceAll("-", ""));
        const typed = ` ${code.toLowerCase().replaceAll("-", " ")} `;
        const persian = typed.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[Number(digit)] ?? digit);
        const misread = code.replaceAll("0", "O").replaceAll("1", "l");
        for (const other of [typed, persian, misread]) expect(readCode(other)).toBe(read);
      }),
    );
  });

  it("with one wrong letter is none", () => {
    const letters = fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    fc.assert(
      fc.property(arbitraryBytes, fc.nat(12), letters, (bytes, place, wrong) => {
        const code = printCode("", bytes).replaceAll("-", "");
        const slip = code.slice(0, place) + wrong + code.slice(place + 1);
        expect(readCode(slip)).toBe(slip === code ? code : null);
      }),
    );
  });

  it("holds all 60 bits: different numbers never look the same", () => {
    fc.assert(
      fc.property(arbitraryBytes, arbitraryBytes, (a, b) => {
        const same =
          Buffer.from(a).equals(Buffer.from(b)) ||
          (a.slice(0, 7).every((v, i) => v === b[i]) && (a[7] ?? 0) >> 4 === (b[7] ?? 0) >> 4);
        expect(printCode("", a) === printCode("", b)).toBe(same);
      }),
    );
  });

  it("is nothing that somebody may type into the field besides", () => {
    for (const text of [
      "",
      "hello",
      "1".repeat(200),
      "TEA-0000-0000-0000",
      "'; DROP TABLE",
      "۱۲۳",
      "\u0000".repeat(13),
    ])
      expect(readCode(text)).toBeNull();
  });
});

it("lets a batch begin its codes only with what reading does not change", () => {
  expect(["", "TEA", "N0WR0Z"].every((prefix) => prefixPattern.test(prefix))).toBe(true);
  expect(["TEA-", "OIL", "tea", "چای", "A".repeat(13)].some((prefix) => prefixPattern.test(prefix))).toBe(
    false,
  );
});
