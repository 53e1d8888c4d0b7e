/**
 * How terms are written into the fields of one reader: every number as the text that stands in its field, in the reader's digits, so that half-typed
 * text is no error yet. `reader.ts` is the way back.
 */
import { localDecimal } from "../../i18n/digits";
import type { Locale } from "../../i18n/locales";
import { type Currency, minor, toDecimal } from "../../loyalty/money";
import type { LocalizedText } from "../../loyalty/schema-parts";

export interface FieldWriter {
  whole(value: number): string;
  money(minorUnits: number): string;
  /** 12,500 basis points are "1.25". */
  multiplier(basisPoints: number): string;
  /** 1,250 basis points are "12.5". */
  percent(basisPoints: number): string;
}

export function fieldWriter(locale: Locale, currency: Currency): FieldWriter {
  const write = (text: string) => localDecimal(locale, text);
  return {
    whole: (value) => write(String(value)),
    money: (minorUnits) => write(toDecimal(minor(minorUnits), currency)),
    multiplier: (basisPoints) => write(decimalOf(basisPoints, 4)),
    percent: (basisPoints) => write(decimalOf(basisPoints, 2)),
  };
}

/** A whole number of parts as a decimal with so many places, without a float on the way and without needless zeros. */
function decimalOf(parts: number, places: number): string {
  const unit = 10 ** places;
  const fraction = String(parts % unit)
    .padStart(places, "0")
    .replace(/0+$/, "");
  const whole = String(Math.trunc(parts / unit));
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

/** A text in three languages, as its fields hold it. */
export interface NameDraft {
  readonly en: string;
  readonly fa: string;
  readonly ar: string;
}

export const blankName: NameDraft = { en: "", fa: "", ar: "" };

export const nameOf = (text: LocalizedText): NameDraft => ({
  en: text.en,
  fa: text.fa ?? "",
  ar: text.ar ?? "",
});

/**
 * A handle that none of `taken` has and none ever had: it stays with its object through every version of the terms, and what was counted under it (a budget spent, a stock
 * taken, an action done) must not be inherited by something new. So it carries the moment it was made.
 */
export function freshHandle(
  prefix: string,
  taken: readonly { readonly id: string }[],
  now = Date.now(),
): string {
  const known = new Set(taken.map((one) => one.id));
  for (let moment = now; ; moment += 1) {
    const handle = `${prefix}-${moment.toString(36)}`;
    if (!known.has(handle)) return handle;
  }
}

/** Replaces one item of a list. */
export function replaced<Item>(list: readonly Item[], index: number, item: Item): Item[] {
  return list.map((before, place) => (place === index ? item : before));
}
