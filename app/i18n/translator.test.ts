/** The laws of the messages: every language says everything, and every reason of the product has its sentence. */
import { describe, expect, test } from "vitest";
import { awardExclusions, lineExclusions } from "../loyalty/award";
import { entryKinds } from "../loyalty/ledger/entry";
import { declineReasons } from "../loyalty/outcome";
import { releaseReasons } from "../loyalty/redemptions";
import { roundings } from "../loyalty/rounding";
import { tierMetrics } from "../loyalty/tiers";
import { createTranslator, locales, type MessageKey, messagesOf } from ".";
import { translatorFrom } from "./translator";

const keys = Object.keys(messagesOf("en")) as MessageKey[];

describe("messages", () => {
  test("exist in every language, and none is empty", () => {
    for (const locale of locales) {
      expect(Object.keys(messagesOf(locale)).sort()).toEqual([...keys].sort());
      for (const [key, text] of Object.entries(messagesOf(locale)))
        expect(text.trim(), `${locale} ${key}`).not.toBe("");
    }
  });

  test("are not left in English where another language is written", () => {
    for (const locale of ["fa", "ar"] as const) {
      // Where a message is nothing but its arguments there is nothing to translate.
      const hasWords = (key: MessageKey) => /\p{L}/u.test(messagesOf("en")[key].replace(/\{\w+\}/g, ""));
      const same = keys.filter((key) => hasWords(key) && messagesOf(locale)[key] === messagesOf("en")[key]);
      expect(same).toEqual([]);
    }
  });

  test("can all be said with any number", () => {
    const args = new Proxy({}, { get: () => 7, has: () => true });
    for (const locale of locales) {
      const { t } = createTranslator(locale);
      for (const key of keys) expect(() => t(key, args), `${locale} ${key}`).not.toThrow();
    }
  });

  test("of Persian use Persian letters, of Arabic Arabic ones", () => {
    for (const key of keys) {
      expect(messagesOf("fa")[key], key).not.toMatch(/[يىكة]/);
      expect(messagesOf("ar")[key], key).not.toMatch(/[یکپچژگ]/);
    }
  });
});

describe("every reason has its sentence", () => {
  const reasons: MessageKey[] = [
    ...declineReasons.map((reason) => `declined.${reason}` as const),
    ...releaseReasons.map((reason) => `release.${reason}` as const),
    ...lineExclusions.map((reason) => `award.line.${reason}` as const),
    ...awardExclusions.map((reason) => `award.none.${reason}` as const),
    ...entryKinds.map((kind) => `entry.kind.${kind}` as const),
    ...roundings.map((rounding) => `rounding.${rounding}` as const),
    ...tierMetrics.map((metric) => `tiers.metric.${metric}` as const),
  ];

  test.each(reasons)("%s", (reason) => {
    for (const locale of locales) expect(messagesOf(locale)[reason]).toBeTruthy();
  });
});

describe("the translator", () => {
  test("throws for a key that does not exist: a bug is never shown to people", () => {
    const { t } = translatorFrom("en", {});
    expect(() => t("nav.home")).toThrow("no message nav.home in en");
  });

  test("knows which messages there are", () => {
    const { knows } = createTranslator("fa");
    expect(knows("topic.orders/paid")).toBe(true);
    expect(knows("topic.carts/update")).toBe(false);
    expect(knows("toString")).toBe(false);
  });

  test("counts as each language does", () => {
    const amounts = (locale: (typeof locales)[number]) =>
      [0, 1, 2, 3, 11, 100, 1_234].map((count) => createTranslator(locale).t("points.amount", { count }));
    expect(amounts("en")).toEqual([
      "0 points",
      "1 point",
      "2 points",
      "3 points",
      "11 points",
      "100 points",
      "1,234 points",
    ]);
    expect(amounts("fa").at(-1)).toBe("۱٬۲۳۴ امتیاز");
    expect(amounts("ar")).toEqual([
      "لا نقاط",
      "نقطة واحدة",
      "نقطتان",
      "٣ نقاط",
      "١١ نقطة",
      "١٠٠ نقطة",
      "١٬٢٣٤ نقطة",
    ]);
  });

  test("reads the merchant's own text, in English where a language is missing or blank", () => {
    const name = { en: "Silver", fa: "نقره‌ای", ar: "" };
    expect(createTranslator("fa").text(name)).toBe("نقره‌ای");
    expect(createTranslator("ar").text(name)).toBe("Silver");
  });

  test("keeps a name with markup or braces as it is", () => {
    const { t } = createTranslator("en");
    expect(t("members.none.title", { query: "<b>{x}</b>" })).toBe("No member matches “<b>{x}</b>”");
  });
});
