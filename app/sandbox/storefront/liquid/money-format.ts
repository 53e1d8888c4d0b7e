/**
 * Shopify's `money` filter. Its Liquid counts every currency in hundredths, also those that have none; the shop's money format
 * says how many decimals are printed.
 */
import type { Locale, SandboxShop } from "../../state/types";

/** As a merchant writes it under "store currency formatting". */
export function moneyFormatOf(shop: SandboxShop, locale: Locale): string {
  if (shop.currency === "GBP") return "£{{amount}}";
  return locale === "en" ? "IRR {{amount_no_decimals}}" : "{{amount_no_decimals}} ریال";
}

/** Minor units as Liquid counts them. */
export function hundredths(minor: number, shop: Pick<SandboxShop, "decimals">): number {
  return Math.round((minor * 100) / 10 ** shop.decimals);
}

export function formatMoney(cents: number, format: string): string {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (_place, kind: string) => {
    const decimals = kind === "amount_no_decimals" ? 0 : 2;
    return (cents / 100).toLocaleString("en", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  });
}

const digitsOf: Record<Locale, string> = { en: "0123456789", fa: "۰۱۲۳۴۵۶۷۸۹", ar: "٠١٢٣٤٥٦٧٨٩" };

/** The same text in the digits of a language: what a theme made for that language prints. */
export function localDigits(text: string, locale: Locale): string {
  if (locale === "en") return text;
  const separated = text.replace(/(\d),(?=\d)/g, "$1٬").replace(/(\d)\.(?=\d)/g, "$1٫");
  const local = separated.replace(/\d/g, (digit) => digitsOf[locale][Number(digit)] ?? digit);
  return `\u2068${local}\u2069`;
}
