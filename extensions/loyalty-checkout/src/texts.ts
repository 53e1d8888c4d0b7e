/**
 * Words, numbers and amounts for the shopper. The words are Shopify's business (`shopify.i18n` reads our locale files); the
 * keys are checked by the compiler against the English file.
 */
import { currency, exponentOf } from "../../../app/loyalty/money";
import type english from "../locales/en.default.json";
import { type Host, localeOf } from "./host";

type Leaf<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaf<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

export type TextKey = Leaf<typeof english>;

export interface Texts {
  say(key: TextKey, values?: Record<string, string | number>): string;
  number(value: number): string;
  /** 62 → "62%" as the language writes it. */
  percent(value: number): string;
  /** Minor units → "£5.00". */
  money(minor: number, code: string): string;
}

export function textsOf(host: Host): Texts {
  const { i18n } = host;
  const own = { inExtensionLocale: true };
  // Persian and Arabic name their currencies; a symbol between their digits also changes places with them.
  const currencyDisplay = localeOf(host).startsWith("en") ? "symbol" : "name";
  return {
    say: (key, values) => i18n.translate(key, values),
    number: (value) => i18n.formatNumber(value, own),
    percent: (value) => i18n.formatNumber(value / 100, { ...own, style: "percent" }),
    money: (minor, code) =>
      i18n.formatCurrency(majorUnits(minor, code), { ...own, currency: code, currencyDisplay }),
  };
}

/** For display and comparison only; what is counted is counted in minor units (law 9). */
export function majorUnits(minor: number, code: string): number {
  return minor / 10 ** exponentOf(currency(code));
}

/** Back from what the checkout says ("12.34" as a number) to whole minor units. */
export function minorUnits(amount: number, code: string): number {
  return Math.round(amount * 10 ** exponentOf(currency(code)));
}
