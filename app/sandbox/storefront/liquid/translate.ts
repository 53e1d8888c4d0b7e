/**
 * Shopify's `t` filter: the text of a key in the page's language, English where a language has none, with escaped values in
 * its `{{ places }}` (a key that ends in `_html` takes them as they are).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { escapeHtml } from "../../html";
import type { Locale } from "../../state/types";

export type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;

interface Messages {
  readonly [key: string]: string | Messages;
}

const messagesSchema: z.ZodType<Messages> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), messagesSchema])),
);

/** Reads `locales/{locale}.json` of a theme or theme extension; English is the default language of both. */
export function translator(folder: string, locale: Locale): Translate {
  const read = (name: string) =>
    messagesSchema.parse(JSON.parse(readFileSync(join(folder, "locales", name), "utf8")));
  const fallback = read("en.default.json");
  const messages = locale === "en" ? fallback : read(`${locale}.json`);
  return (key, values = {}) => {
    const text = textAt(messages, key) ?? textAt(fallback, key);
    if (text === null) return `Translation missing: ${locale}.${key}`;
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_place, name: string) => {
      const value = String(values[name] ?? "");
      return key.endsWith("_html") ? value : escapeHtml(value);
    });
  };
}

function textAt(messages: Messages, key: string): string | null {
  let place: string | Messages | undefined = messages;
  for (const part of key.split(".")) {
    if (place === undefined || typeof place === "string") return null;
    place = place[part];
  }
  return typeof place === "string" ? place : null;
}
