/**
 * Every language at once, for the server: `createTranslator(locale)`. A browser gets one language's messages from its loader and
 * makes its translator with `translatorFrom` (see translator.ts), so nothing that is sent to browsers imports this file.
 */
import type { Locale } from "./locales";
import { ar } from "./messages/ar";
import { en } from "./messages/en";
import { fa } from "./messages/fa";
import { type MessageKey, type Translator, translatorFrom } from "./translator";

export type { Direction, Locale } from "./locales";
export { directionOf, locales, resolveLocale } from "./locales";
export type { MessageArguments, MessageKey, Translator } from "./translator";

// The type says that no language misses a key of English.
const catalog: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { en, fa, ar };

const made = new Map<Locale, Translator>();

export function createTranslator(locale: Locale): Translator {
  const known = made.get(locale);
  if (known) return known;
  const translator = translatorFrom(locale, catalog[locale]);
  made.set(locale, translator);
  return translator;
}

export const messagesOf = (locale: Locale): Readonly<Record<MessageKey, string>> => catalog[locale];
