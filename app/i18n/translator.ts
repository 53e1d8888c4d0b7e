/**
 * The translator: every text the product says, in one language. Messages are ICU; a key that does not exist is a bug and throws, and
 * the compiler refuses it before. Needs only the messages of its own language, so that a browser is sent no other.
 */
import { IntlMessageFormat } from "intl-messageformat";
import { type Formats, formatsOf } from "./format";
import { type Direction, directionOf, type Locale, tagOf } from "./locales";
import type { en as english } from "./messages/en";

export type MessageKey = keyof typeof english;
export type Messages = Readonly<Record<string, string>>;
export type MessageArguments = Readonly<Record<string, string | number>>;

/** Text per language as terms hold it; English is read where a translation is missing. */
export interface TextByLocale {
  readonly en: string;
  readonly fa?: string | undefined;
  readonly ar?: string | undefined;
}

export interface Translator extends Formats {
  readonly locale: Locale;
  readonly direction: Direction;
  t(key: MessageKey, args?: MessageArguments): string;
  /** Whether there is a message under a key that was put together from stored data, such as an event's topic. */
  knows(key: string): key is MessageKey;
  /** The merchant's own text in this language. */
  text(byLocale: TextByLocale): string;
}

/** @param messages those of `locale`, by key */
export function translatorFrom(locale: Locale, messages: Messages): Translator {
  const compiled = new Map<string, IntlMessageFormat>();
  const compile = (key: MessageKey): IntlMessageFormat => {
    const message = messages[key];
    if (message === undefined) throw new Error(`no message ${key} in ${locale}`);
    const format = new IntlMessageFormat(message, tagOf(locale), undefined, { ignoreTag: true });
    compiled.set(key, format);
    return format;
  };
  return {
    locale,
    direction: directionOf(locale),
    ...formatsOf(locale),
    t: (key, args) => String((compiled.get(key) ?? compile(key)).format(args)),
    knows: (key): key is MessageKey => Object.hasOwn(messages, key),
    text: (byLocale) => byLocale[locale] || byLocale.en,
  };
}
