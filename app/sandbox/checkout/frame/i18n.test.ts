/** The stand-in for `shopify.i18n` reads the extension's own words and writes numbers in their language. */
import { expect, it } from "vitest";
import { extensionWords } from "../build-extensions";
import { createI18n } from "./i18n";

it("finds the extension's words by their dotted keys and fills them in", () => {
  const i18n = createI18n(extensionWords("extension", "en"), "en");
  expect(i18n.translate("rewards.redeemLabel", { points: "500", pointsName: "points", value: "£5.00" })).toBe(
    "Redeem 500 points for £5.00",
  );
  expect(i18n.translate("no.such.key")).toBe("no.such.key");
});

it("writes numbers and amounts as the language does", () => {
  const persian = createI18n(extensionWords("extension", "fa"), "fa");
  expect(persian.formatNumber(1_250)).toBe("۱٬۲۵۰");
  expect(persian.formatNumber(0.62, { style: "percent", inExtensionLocale: true })).toBe("۶۲٪");
  expect(persian.formatCurrency(5, { currency: "GBP", currencyDisplay: "name" })).toContain("۵٫۰۰");
  const english = createI18n(extensionWords("extension", "en"), "en");
  expect(english.formatCurrency(5, { currency: "GBP", inExtensionLocale: true })).toBe("£5.00");
});
