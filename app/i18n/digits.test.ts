/** Numbers as people type them. */
import { describe, expect, test } from "vitest";
import { latinDigits, localDecimal, readWhole } from "./digits";

describe("typed numbers", () => {
  test("may be written in Persian and Arabic digits", () => {
    expect(latinDigits("۰۱۲۳۴۵۶۷۸۹")).toBe("0123456789");
    expect(latinDigits("٠١٢٣٤٥٦٧٨٩")).toBe("0123456789");
    expect(latinDigits(" ۱۲٬۵۰۰٫۷۵ ")).toBe("12500.75");
  });

  test("may be grouped, and may carry the marks of right-to-left text", () => {
    expect(readWhole("1,234")).toBe(1234);
    expect(readWhole("\u200e−۵")).toBe(-5);
    expect(readWhole("١٬٢٣٤")).toBe(1234);
  });

  test("are not guessed at when a comma may be a decimal point", () => {
    expect(readWhole("1,5")).toBeNull();
    expect(readWhole("12,34")).toBeNull();
    expect(readWhole("1,2345")).toBeNull();
    expect(readWhole("۱٬۲۳۴٬۵۶۷")).toBe(1_234_567);
  });

  test("are refused when they are no whole number", () => {
    for (const text of ["", "abc", "1.5", "۱٫۵", "1e5", "0x10", "--1", "9".repeat(16)]) {
      expect(readWhole(text), text).toBeNull();
    }
  });
});

test("a field shows a number as its reader writes it, and reads it back", () => {
  expect(localDecimal("en", "1.25")).toBe("1.25");
  expect(localDecimal("en", "1234567.50")).toBe("1,234,567.50");
  expect(localDecimal("fa", "-12.50")).toBe("-۱۲٫۵۰");
  expect(localDecimal("fa", "200000000")).toBe("۲۰۰٬۰۰۰٬۰۰۰");
  expect(localDecimal("ar", "90")).toBe("٩٠");
  for (const locale of ["en", "fa", "ar"] as const)
    expect(latinDigits(localDecimal(locale, "1234567.50"))).toBe("1234567.50");
});
