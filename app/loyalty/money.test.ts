/** Laws of money: minor units of 0, 2 or 3 decimals, read from text and written to text without a float. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMinor, currency, exponentOf, minor, parseDecimal, toDecimal } from "./money";

const currencies = fc.constantFrom(...["GBP", "IRR", "IRT", "JPY", "KWD", "BHD"].map(currency));
const amounts = fc.maxSafeInteger().map(minor);

describe("a currency", () => {
  it("is three capital letters", () => {
    expect(currency("GBP")).toBe("GBP");
    for (const bad of ["gbp", "GB", "GBPX", "", "G1P"]) expect(() => currency(bad)).toThrow(RangeError);
  });

  it("has 0, 2 or 3 decimals; the rial and the toman have none", () => {
    expect(
      ["IRR", "IRT", "JPY", "GBP", "EUR", "KWD", "OMR"].map((code) => exponentOf(currency(code))),
    ).toEqual([0, 0, 0, 2, 2, 3, 3]);
  });
});

describe("minor units", () => {
  it("are whole and safe, and know no negative zero", () => {
    expect(() => minor(0.1)).toThrow(RangeError);
    expect(() => minor(2 ** 53)).toThrow(RangeError);
    expect(Object.is(minor(-0), 0)).toBe(true);
    expect(addMinor()).toBe(0);
  });
});

describe("decimal text", () => {
  it("written and read again is the same amount, in every currency and up to the last safe integer", () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, code) => {
        expect(parseDecimal(toDecimal(amount, code), code)).toBe(amount);
      }),
    );
  });

  it("is written with exactly the currency's decimals", () => {
    expect(toDecimal(minor(1250), currency("GBP"))).toBe("12.50");
    expect(toDecimal(minor(5), currency("GBP"))).toBe("0.05");
    expect(toDecimal(minor(-5), currency("GBP"))).toBe("-0.05");
    expect(toDecimal(minor(1250), currency("JPY"))).toBe("1250");
    expect(toDecimal(minor(1250), currency("KWD"))).toBe("1.250");
  });

  it("never passes through a float: 0.29 is 29, and 4.35 is 435", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 12), fc.nat(99), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(2, "0")}`;
        expect(parseDecimal(text, currency("GBP"))).toBe(Number(BigInt(whole) * 100n + BigInt(fraction)));
      }),
    );
    expect(parseDecimal("0.29", currency("GBP"))).toBe(29);
    expect(parseDecimal("4.35", currency("GBP"))).toBe(435);
  });

  it("may carry more or fewer decimals than the currency when nothing is lost", () => {
    expect(parseDecimal("100.00", currency("JPY"))).toBe(100);
    expect(parseDecimal("12.5", currency("GBP"))).toBe(1250);
    expect(parseDecimal("12", currency("KWD"))).toBe(12_000);
    expect(parseDecimal("-3.5000", currency("GBP"))).toBe(-350);
  });

  it("is refused when reading it would round, or when it is no plain decimal", () => {
    const refused = [
      "12.345",
      "0.001",
      "1,000.00",
      "1e3",
      "",
      ".5",
      "5.",
      "+5",
      " 5",
      "NaN",
      "٥",
      "0x10",
      "--5",
    ];
    for (const text of refused) expect(parseDecimal(text, currency("GBP")), text).toBeNull();
    expect(parseDecimal("100.5", currency("JPY"))).toBeNull();
    expect(parseDecimal("999999999999999.99", currency("GBP")), "beyond the safe integers").toBeNull();
  });

  it("of any kind is answered with an amount or null, never with an error", () => {
    fc.assert(
      fc.property(fc.string(), currencies, (text, code) => {
        const read = parseDecimal(text, code);
        expect(read === null || Number.isSafeInteger(read)).toBe(true);
      }),
    );
  });
});
