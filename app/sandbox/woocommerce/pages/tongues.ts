/** A language as the sandbox names it and as WordPress does. */
import type { Locale } from "../../state/types";

const inWordPress: Readonly<Record<Locale, string>> = { en: "en_US", fa: "fa_IR", ar: "ar" };

export const wordPressLocale = (locale: Locale): string => inWordPress[locale];

export const isLocale = (value: unknown): value is Locale =>
  value === "en" || value === "fa" || value === "ar";
