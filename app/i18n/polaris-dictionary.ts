/**
 * What Polaris' own components say. Polaris ships no Persian and no Arabic; these two are ours, and what they leave out (components we do
 * not use) falls back to Polaris' English.
 */
import type { Locale } from "./locales";
import arabic from "./polaris/ar.json";
import persian from "./polaris/fa.json";

interface Dictionary {
  readonly [key: string]: string | Dictionary;
}

const dictionaries: Readonly<Record<Locale, Dictionary | null>> = { en: null, fa: persian, ar: arabic };

/** Null for English, which Polaris brings itself. */
export const polarisDictionary = (locale: Locale): Dictionary | null => dictionaries[locale];
