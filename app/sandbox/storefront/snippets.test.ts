/** The sums our Liquid does: points, digits, money and days, held against the core and against Intl. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spendRule } from "../../loyalty/earning-rules/spend";
import { roundings } from "../../loyalty/rounding";
import { DEMO_SHOP, TEHRAN_SHOP } from "../cast/shops";
import { createStore } from "../state/create-store";
import type { Locale } from "../state/types";
import { EXTENSION } from "./liquid/block";
import { contrast } from "./liquid/colour";
import { createEngine } from "./liquid/engine";
import { moneyFormatOf } from "./liquid/money-format";

const store = createStore();

function engineOf(domain: string, locale: Locale) {
  const shop = store.findShop(domain);
  if (!shop) throw new Error("no such shop");
  const engine = createEngine({ folder: EXTENSION, shop, locale, assetsAt: "", localMoney: false });
  const money = {
    shop: { money_format: moneyFormatOf(shop, locale) },
    cart: { currency: { iso_code: shop.currency } },
  };
  return (liquid: string, values: object, globals: object = money) =>
    String(engine.parseAndRenderSync(liquid, values, { globals })).replace(/[\u2068\u2069]/g, "");
}

describe("points for a price", () => {
  const print = engineOf(DEMO_SHOP, "en");

  test("are those of the core, for every rounding, tier factor and number of decimals", () => {
    const cases = fc.record({
      minor: fc.integer({ min: 0, max: 5_000_000 }),
      exponent: fc.constantFrom(0, 2),
      points: fc.integer({ min: 1, max: 50 }),
      perMinor: fc.integer({ min: 1, max: 100_000 }),
      rounding: fc.constantFrom(...roundings),
      bp: fc.constantFrom(10_000, 12_500, 15_000, 33_333),
    });
    fc.assert(
      fc.property(cases, ({ minor, exponent, points, perMinor, rounding, bp }) => {
        const program = { exponent, earning: { points, perMinor, rounding } };
        const price = exponent === 2 ? minor : minor * 100;
        const liquid = "{% render 'vafa-points-for', price: price, program: program, multiplier_bp: bp %}";
        const expected = spendRule.evaluate(
          { points, perMinor, rounding },
          { eligible: minor, units: 0 },
          bp,
        );
        expect(Number(print(liquid, { price, program, bp }))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe("numbers", () => {
  test.each([
    ["en", "en"],
    ["fa", "fa-u-nu-arabext"],
    ["ar", "ar-u-nu-arab"],
  ] as const)("of %s are grouped and written as Intl writes them", (locale, tag) => {
    const print = engineOf(DEMO_SHOP, locale);
    const numbers = new Intl.NumberFormat(tag);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (value) => {
        expect(print("{% render 'vafa-number', value: value %}", { value })).toBe(numbers.format(value));
      }),
    );
  });

  test("of a tier factor have as many decimals as it needs", () => {
    const print = engineOf(DEMO_SHOP, "en");
    const factor = (bp: number) => print("{% render 'vafa-factor', basis_points: bp %}", { bp });
    expect([10_000, 12_500, 15_000, 10_050, 33_333].map(factor)).toEqual([
      "1",
      "1.25",
      "1.5",
      "1.005",
      "3.3333",
    ]);
  });
});

describe("money", () => {
  const program = (currency: string, exponent: number) => ({ currency, exponent });
  const liquid = "{% render 'vafa-money', minor: minor, program: program %}";

  test("is the shop's format in the page's digits", () => {
    const pounds = { minor: 123_450, program: program("GBP", 2) };
    expect(engineOf(DEMO_SHOP, "en")(liquid, pounds)).toBe("£1,234.50");
    expect(engineOf(DEMO_SHOP, "fa")(liquid, pounds)).toBe("£۱٬۲۳۴٫۵۰");
    expect(engineOf(DEMO_SHOP, "ar")(liquid, pounds)).toBe("£١٬٢٣٤٫٥٠");
    const rials = { minor: 1_250_000, program: program("IRR", 0) };
    expect(engineOf(TEHRAN_SHOP, "fa")(liquid, rials)).toBe("۱٬۲۵۰٬۰۰۰ ریال");
  });

  test("of a program in another currency than the shopper's says which", () => {
    const print = engineOf(DEMO_SHOP, "en");
    expect(print(liquid, { minor: 1_250, program: program("EUR", 2) })).toBe("12.50 EUR");
    expect(print(liquid, { minor: 1_205, program: program("KWD", 3) })).toBe("1.205 KWD");
    expect(print(liquid, { minor: 1_250, program: program("JPY", 0) })).toBe("1250 JPY");
  });

  test("that the shop writes with comma and point exchanged keeps its own separators", () => {
    const globals = { shop: { money_format: "€{{amount_with_comma_separator}}" } };
    const print = engineOf(DEMO_SHOP, "fa");
    expect(print("{% render 'vafa-digits', text: text %}", { text: "€1.234,50" }, globals)).toBe("€۱.۲۳۴,۵۰");
  });

  test("is formatted by the script as by Liquid: the shop's own format around the amount", () => {
    const of = (domain: string, locale: Locale, currency: string, exponent: number) =>
      engineOf(domain, locale)("{% render 'vafa-money-format', program: program %}", {
        program: program(currency, exponent),
      }).trim();
    expect(of(DEMO_SHOP, "en", "GBP", 2)).toBe(
      'data-money="£{amount}" data-money-intl="en" data-decimals="2"',
    );
    expect(of(TEHRAN_SHOP, "fa", "IRR", 0)).toBe(
      'data-money="{amount} ریال" data-money-intl="fa-IR-u-nu-arabext" data-decimals="0"',
    );
    expect(of(DEMO_SHOP, "en", "EUR", 2)).toBe(
      'data-money="{amount} EUR" data-money-intl="en" data-decimals="2"',
    );
  });
});

describe("days", () => {
  const liquid = "{% render 'vafa-date', at: at %}";
  const anyDay = fc.integer({
    min: Date.UTC(2024, 0, 1) / 86_400_000,
    max: Date.UTC(2045, 11, 31) / 86_400_000,
  });

  test.each([
    ["fa", TEHRAN_SHOP, "fa-u-ca-persian-nu-arabext", "Asia/Tehran"],
    ["ar", DEMO_SHOP, "ar-EG-u-ca-gregory-nu-arab", "Europe/London"],
    ["en", DEMO_SHOP, "en-GB", "Europe/London"],
  ] as const)("of %s are in its own calendar, in the shop's time zone", (locale, domain, tag, timeZone) => {
    const print = engineOf(domain, locale);
    const intl = new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", year: "numeric", timeZone });
    fc.assert(
      fc.property(anyDay, (day) => {
        const at = day * 86_400_000 + 43_200_000;
        const parts = intl.formatToParts(at);
        const of = (type: string) => parts.find((part) => part.type === type)?.value;
        expect(print(liquid, { at })).toBe(`${of("day")} ${of("month")} ${of("year")}`);
      }),
      { numRuns: 300 },
    );
  });
});

test("text on the accent is white or black, so that any accent a merchant picks keeps WCAG AA", () => {
  const print = engineOf(DEMO_SHOP, "en");
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
  fc.assert(
    fc.property(hex, (accent) => {
      const style = print("{% render 'vafa-style', settings: settings %}", { settings: { accent } });
      const text = /--vafa-on-accent:(#\w+)/.exec(style)?.[1] ?? "";
      expect(contrast(accent, text)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});
