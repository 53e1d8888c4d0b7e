/** Numbers, money and moments in each language. */
import { describe, expect, test } from "vitest";
import { currency } from "../loyalty/money";
import { formatsOf } from "./format";

const en = formatsOf("en");
const fa = formatsOf("fa");
const ar = formatsOf("ar");
const gbp = currency("GBP");

describe("numbers", () => {
  test("are written in the digits of the language", () => {
    expect(en.number(1_234_567)).toBe("1,234,567");
    expect(fa.number(1_234_567)).toBe("۱٬۲۳۴٬۵۶۷");
    expect(ar.number(1_234_567)).toBe("١٬٢٣٤٬٥٦٧");
  });

  test("show their sign when it matters, and none at zero", () => {
    expect(en.signed(5)).toBe("+5");
    expect(en.signed(-5)).toBe("-5");
    expect(en.signed(0)).toBe("0");
    expect(fa.signed(5)).toContain("+۵");
  });

  test("become percent and multipliers without a float's tail", () => {
    expect(en.percent(0.125)).toBe("12.5%");
    expect(en.percent(0.07)).toBe("7%");
    expect(fa.percent(0.125)).toBe("۱۲٫۵٪");
    expect(en.multiplier(12_500)).toBe("1.25×");
    expect(fa.multiplier(10_000)).toBe("۱×");
  });
});

describe("money", () => {
  test("has the decimals of its currency", () => {
    expect(en.money(1_250, gbp)).toBe("£12.50");
    expect(en.money(1_250, currency("JPY"))).toBe("¥1,250");
    expect(en.money(1_250, currency("KWD"))).toBe("KWD\u00a01.250");
    expect(fa.money(1_250_000, currency("IRR"))).toBe("۱٬۲۵۰٬۰۰۰\u00a0ریال");
  });

  test("names the toman, which Intl does not know", () => {
    expect(en.money(45_000, currency("IRT"))).toBe("45,000\u00a0toman");
    expect(fa.money(45_000, currency("IRT"))).toBe("۴۵٬۰۰۰\u00a0تومان");
    expect(ar.money(45_000, currency("IRT"))).toBe("٤٥٬٠٠٠\u00a0تومان");
  });

  test("is exact where a float would not be", () => {
    expect(en.money(9_007_199_254_740_991, gbp)).toBe("£90,071,992,547,409.91");
    expect(fa.money(9_007_199_254_740_991, gbp)).toBe("۹۰٬۰۷۱٬۹۹۲٬۵۴۷٬۴۰۹٫۹۱\u00a0پوند");
  });

  test("may be negative", () => {
    expect(en.money(-5, gbp)).toBe("-£0.05");
    expect(ar.money(-500, gbp)).toContain("٥٫٠٠\u00a0جنيه إسترليني");
  });

  test("falls back to the code of a currency without a name", () => {
    expect(fa.money(100, currency("PLN"))).toBe("۱٫۰۰\u00a0PLN");
  });
});

describe("moments", () => {
  const noon = Date.UTC(2026, 10, 22, 12, 5);

  test("are days of the shop's time zone, in the calendar of the language", () => {
    expect(en.date(noon, "Europe/London")).toBe("Nov 22, 2026");
    expect(fa.date(noon, "Asia/Tehran")).toBe("۱ آذر ۱۴۰۵");
    expect(ar.date(noon, "Asia/Riyadh")).toBe("٢٢ نوفمبر ٢٠٢٦");
    expect(en.date(Date.UTC(2026, 10, 22, 22), "Asia/Tehran")).toBe("Nov 23, 2026");
  });

  test("carry the time as it is read there", () => {
    expect(en.dateTime(noon, "Europe/London")).toBe("Nov 22, 2026, 12:05 pm");
    expect(fa.dateTime(noon, "Asia/Tehran")).toBe("۱ آذر ۱۴۰۵، ۱۵:۳۵");
    expect(ar.dateTime(noon, "Asia/Riyadh")).toBe("٢٢ نوفمبر ٢٠٢٦، ١٥:٠٥");
    expect(fa.dateTime(Date.UTC(2026, 10, 22, 20, 30), "Asia/Tehran")).toBe("۲ آذر ۱۴۰۵، ۰۰:۰۰");
  });

  test("hold no invisible character on which two versions of ICU differ", () => {
    for (const formats of [en, fa, ar])
      expect(formats.dateTime(noon, "UTC")).not.toMatch(/[\u202f\u200e\u200f\u061c]/);
  });

  test("are told as a distance from now", () => {
    expect(en.relativeTime(noon - 180_000, noon)).toBe("3 minutes ago");
    expect(en.relativeTime(noon - 400, noon)).toBe("now");
    expect(en.relativeTime(noon + 86_400_000, noon)).toBe("tomorrow");
    expect(fa.relativeTime(noon - 180_000, noon)).toBe("۳ دقیقه پیش");
    expect(ar.relativeTime(noon - 86_400_000, noon)).toBe("أمس");
  });
});
