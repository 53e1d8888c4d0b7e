/** Numbers as people type them: Persian and Arabic digits and separators are as good as Latin ones. */
import type { Locale } from "./locales";

const zeros = ["۰", "٠"] as const;

const marks = /[\u200e\u200f\u061c]/g;
/** Thousands in groups of three, and nothing else: "1,5" is one and a half in half of the world, and must not become fifteen. */
const grouped = /^-?\d{1,3}(?:[,٬\u00a0\u202f ]\d{3})+(?:\.\d+)?$/;

/** "۱۲٬۵۰۰٫۵" → "12500.5". Everything that is not a digit or a separator in its place stays, so that a parser can refuse it. */
export function latinDigits(text: string): string {
  const latin = text
    .trim()
    .replace(/[۰-۹٠-٩]/g, (digit) => {
      const zero = zeros.find((start) => digit >= start && digit.charCodeAt(0) - start.charCodeAt(0) < 10);
      return zero ? String(digit.charCodeAt(0) - zero.charCodeAt(0)) : digit;
    })
    .replace(marks, "")
    .replace(/٫/g, ".")
    .replace(/−/g, "-");
  return grouped.test(latin) ? latin.replace(/[,٬\u00a0\u202f ]/g, "") : latin;
}

/** A whole number, or null when the text is not one. */
export function readWhole(text: string): number | null {
  const latin = latinDigits(text);
  if (!/^-?\d{1,15}$/.test(latin)) return null;
  return Number(latin);
}

const separators = { en: [",", "."], fa: ["٬", "٫"], ar: ["٬", "٫"] } as const;
const firstDigit = { en: "0", fa: "۰", ar: "٠" } as const;

/** Decimal text such as "2000.00" as the readers of a language write it into a field: "2,000.00", "۲٬۰۰۰٫۰۰". */
export function localDecimal(locale: Locale, decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const [group, point] = separators[locale];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  const zero = firstDigit[locale].charCodeAt(0);
  const text = fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
  return text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}
