/** Which language is answered in. */
import { describe, expect, test } from "vitest";
import { directionOf, locales, resolveLocale, tagOf } from "./locales";

describe("the language to answer in", () => {
  test("is the requested one, whatever its region and case", () => {
    expect(resolveLocale("fa")).toBe("fa");
    expect(resolveLocale("FA-IR")).toBe("fa");
    expect(resolveLocale("ar_EG")).toBe("ar");
    expect(resolveLocale("en-GB")).toBe("en");
  });

  test("is English when nothing we speak was requested", () => {
    expect(resolveLocale()).toBe("en");
    expect(resolveLocale(null, undefined, "")).toBe("en");
    expect(resolveLocale("de", "fr-CA;q=0.9")).toBe("en");
  });

  test("is the first wish that can be met, in the order of wishes", () => {
    expect(resolveLocale(null, "fa", "ar")).toBe("fa");
    expect(resolveLocale("de", "ar")).toBe("ar");
  });

  test("follows the weights of an Accept-Language header", () => {
    expect(resolveLocale("de-DE, ar;q=0.5, fa;q=0.8, en;q=0.1")).toBe("fa");
    expect(resolveLocale("fa;q=0, ar;q=0.2")).toBe("ar");
  });

  test("is never Farsi for a language that merely begins alike", () => {
    expect(resolveLocale("fao")).toBe("en");
    expect(resolveLocale("arn")).toBe("en");
  });
});

test("every language has a direction and a tag that the machine knows", () => {
  for (const locale of locales) {
    expect(["ltr", "rtl"]).toContain(directionOf(locale));
    expect(Intl.NumberFormat.supportedLocalesOf(tagOf(locale))).toHaveLength(1);
  }
});
