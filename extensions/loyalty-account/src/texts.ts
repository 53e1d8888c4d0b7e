/**
 * Words, numbers and amounts for the customer. The words are Shopify's business (`shopify.i18n` reads our locale files); the keys are checked by the
 * compiler against the English file.
 */
import { currency, exponentOf } from "../../../app/loyalty/money";
import type english from "../locales/en.default.json";
import { type AccountHost, localeOf } from "./host";

type Leaf<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaf<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

export type TextKey = Leaf<typeof english>;

export interface Texts {
  readonly locale: string;
  say(key: TextKey, values?: Record<string, string | number>): string;
  number(value: number): string;
  /** 62 → "62%" as the language writes it. */
  percent(value: number): string;
  /** Minor units → "£5.00". */
  money(minor: number, code: string): string;
  dateTime(epochMs: number): string;
  month(number: number): string;
}

export function textsOf(host: AccountHost): Texts {
  const { i18n } = host;
  const locale = localeOf(host);
  const own = { inExtensionLocale: true };
  // Persian and Arabic name their currencies; a symbol between their digits also changes places with them.
  const currencyDisplay = locale.startsWith("en") ? "symbol" : "name";
  return {
    locale,
    say: (key, values) => i18n.translate(key, values),
    number: (value) => i18n.formatNumber(value, own),
    percent: (value) => i18n.formatNumber(value / 100, { ...own, style: "percent" }),
    money: (minor, code) =>
      i18n.formatCurrency(minor / 10 ** exponentOf(currency(code)), {
        ...own,
        currency: code,
        currencyDisplay,
      }),
    dateTime: (epochMs) =>
      i18n.formatDate(new Date(epochMs), { ...own, dateStyle: "medium", timeStyle: "short" }),
    // Birthdays are told in the calendar that the shop's API counts in.
    month: (number) =>
      i18n.formatDate(new Date(Date.UTC(2000, number - 1, 15)), {
        ...own,
        month: "long",
        calendar: "gregory",
        timeZone: "UTC",
      }),
  };
}

type Name = { readonly en: string; readonly fa?: string | undefined; readonly ar?: string | undefined };

export function inLanguage(name: Name, locale: string): string {
  const language = locale.split("-")[0];
  return (language === "fa" ? name.fa : language === "ar" ? name.ar : undefined) ?? name.en;
}
