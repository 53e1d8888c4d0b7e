/** `shopify.i18n`, from the extension's own locale files: dotted keys, `{{name}}`, numbers as the language writes them. */
import { tagOf } from "../../../i18n/locales";
import type { Locale } from "../../state/types";

type Format = Intl.NumberFormatOptions & { inExtensionLocale?: boolean };

export interface I18n {
  translate(key: string, values?: Record<string, unknown>): string;
  formatNumber(value: number | bigint, format?: Format): string;
  formatCurrency(value: number | bigint, format?: Format): string;
  formatDate(date: Date, format?: Intl.DateTimeFormatOptions): string;
}

export function createI18n(words: Readonly<Record<string, unknown>>, locale: Locale): I18n {
  const language = locale === "en" ? "en-GB" : tagOf(locale);
  return {
    translate(key, values = {}) {
      const text = find(words, key);
      // Shopify's checkout shows the key, too: a text that is missing must be seen.
      if (text === null) return key;
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
        name in values ? String(values[name]) : whole,
      );
    },
    formatNumber: (value, format = {}) => new Intl.NumberFormat(language, own(format)).format(value),
    formatCurrency: (value, format = {}) =>
      new Intl.NumberFormat(language, { ...own(format), style: "currency" }).format(value),
    formatDate: (date, format = {}) => new Intl.DateTimeFormat(language, format).format(date),
  };
}

/** Page and extension have one locale here, so there is no other to choose. */
function own({ inExtensionLocale: _, ...format }: Format): Intl.NumberFormatOptions {
  return format;
}

function find(words: Readonly<Record<string, unknown>>, key: string): string | null {
  let at: unknown = words;
  for (const step of key.split(".")) {
    if (typeof at !== "object" || at === null || !(step in at)) return null;
    at = Object.entries(at).find(([name]) => name === step)?.[1];
  }
  return typeof at === "string" ? at : null;
}
