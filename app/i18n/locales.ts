/**
 * The languages of the product, in which direction each is written, and how numbers and days are counted in it. Law 8: a locale is an
 * argument; nothing here looks at the machine's own.
 */
export const locales = ["en", "fa", "ar"] as const;
export type Locale = (typeof locales)[number];
export type Direction = "ltr" | "rtl";

interface LocaleFacts {
  readonly direction: Direction;
  /** What Intl is asked for: digits and calendar stand in it, because a machine's defaults differ. */
  readonly tag: string;
  /** The calendar that months of a chart are counted in; the names are Temporal's. */
  readonly calendar: "gregory" | "persian";
  readonly ownName: string;
}

const facts: Readonly<Record<Locale, LocaleFacts>> = {
  en: { direction: "ltr", tag: "en-u-ca-gregory-nu-latn", calendar: "gregory", ownName: "English" },
  fa: { direction: "rtl", tag: "fa-u-ca-persian-nu-arabext", calendar: "persian", ownName: "فارسی" },
  ar: { direction: "rtl", tag: "ar-u-ca-gregory-nu-arab", calendar: "gregory", ownName: "العربية" },
};

export const directionOf = (locale: Locale): Direction => facts[locale].direction;
export const tagOf = (locale: Locale): string => facts[locale].tag;
export const calendarOf = (locale: Locale): LocaleFacts["calendar"] => facts[locale].calendar;
export const ownNameOf = (locale: Locale): string => facts[locale].ownName;

/**
 * The language to answer in. Takes what browsers and stores send: "fa-IR", "AR_eg", or a whole Accept-Language header.
 * @returns the first of the requested languages that we speak, English when there is none.
 */
export function resolveLocale(...requested: readonly (string | null | undefined)[]): Locale {
  for (const text of requested) {
    const found = text === null || text === undefined ? undefined : firstKnown(text);
    if (found) return found;
  }
  return "en";
}

function firstKnown(header: string): Locale | undefined {
  const wishes = header.split(",").map((part, index) => {
    const [range = "", ...parameters] = part.trim().split(";");
    const weight = parameters
      .map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1])
      .find((q) => q !== undefined);
    return {
      language: range.toLowerCase().split(/[-_]/)[0],
      weight: weight === undefined ? 1 : Number(weight),
      index,
    };
  });
  const ordered = wishes
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  return ordered
    .map((wish) => locales.find((known) => known === wish.language))
    .find((known) => known !== undefined);
}
