/** The same words in every language: keys, arguments, and one message for every reason to decline. */
import { IntlMessageFormat } from "intl-messageformat";
import * as z from "zod";
import { declineReasons } from "../../loyalty/outcome";
import { filesOf, type House, type Look, type Rule } from "./house";

const LANGUAGES = ["en", "fa", "ar"] as const;
type Language = (typeof LANGUAGES)[number];
type Messages = ReadonlyMap<string, string>;

const PLURAL = /\.(zero|one|two|few|many|other)$/;

/** `a.b.c → text`; the plural forms of a key are one key, because languages have different numbers of them. */
export function flatten(value: unknown, prefix = "", into = new Map<string, string>()): Messages {
  const text = z.string().safeParse(value);
  if (text.success) {
    const key = prefix.replace(PLURAL, "");
    into.set(key, `${into.get(key) ?? ""} ${text.data}`.trim());
    return into;
  }
  for (const [key, inner] of Object.entries(z.record(z.string(), z.unknown()).parse(value))) {
    flatten(inner, prefix === "" ? key : `${prefix}.${key}`, into);
  }
  return into;
}

/** The names of the arguments of an ICU message. */
export function icuArguments(message: string, language: string): string {
  const names = new Set<string>();
  const collect = (elements: readonly unknown[]) => {
    for (const raw of elements) {
      const element = icuElement.parse(raw);
      // 0 is literal text and 7 is the # of a plural; everything else names an argument or a tag.
      if (element.type !== 0 && element.type !== 7 && element.value !== undefined) names.add(element.value);
      for (const option of Object.values(element.options ?? {})) collect(option.value);
      if (element.children) collect(element.children);
    }
  };
  collect(new IntlMessageFormat(message, language).getAst());
  return [...names].sort().join(", ");
}

const icuElement = z.looseObject({
  type: z.number(),
  value: z.string().optional(),
  options: z.record(z.string(), z.looseObject({ value: z.array(z.unknown()) })).optional(),
  children: z.array(z.unknown()).optional(),
});

/** The placeholders of Shopify's own message files: `{{ points }}`. */
export function placeholders(message: string): string {
  const names = [...message.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? "");
  return [...new Set(names)].sort().join(", ");
}

type ArgumentsOf = (message: string, language: Language) => string;

/** Every difference from English of the other languages of one set of files. */
export function differences(
  where: string,
  sets: ReadonlyMap<Language, Messages>,
  argumentsOf: ArgumentsOf,
): string[] {
  const findings: string[] = [];
  const english = sets.get("en") ?? new Map<string, string>();
  for (const language of LANGUAGES) {
    const messages = sets.get(language);
    if (!messages) {
      findings.push(`${where}: there is no file in ${language}`);
      continue;
    }
    for (const [key, text] of messages) {
      const place = `${where} ${language} ${key}`;
      if (text.trim() === "") findings.push(`${place} is empty`);
      const original = english.get(key);
      if (original === undefined) findings.push(`${place} is not in en`);
      else if (said(argumentsOf, text, language) !== said(argumentsOf, original, "en")) {
        findings.push(
          `${place} takes (${said(argumentsOf, text, language)}), en takes (${said(argumentsOf, original, "en")})`,
        );
      }
    }
    for (const key of english.keys())
      if (!messages.has(key)) findings.push(`${where} ${language} lacks ${key}`);
  }
  return findings;
}

function said(argumentsOf: ArgumentsOf, text: string, language: Language): string {
  try {
    return argumentsOf(text, language);
  } catch (error) {
    return `unreadable: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function lookAtApp(house: House): Look {
  const sets = new Map<Language, Messages>();
  const findings: string[] = [];
  for (const language of LANGUAGES) {
    const merged = new Map<string, string>();
    for (const [path, text] of filesOf(house, new RegExp(`^app/i18n/messages/${language}/[^/]+\\.json$`))) {
      for (const [key, message] of flatten(JSON.parse(text))) {
        if (merged.has(key)) findings.push(`${path} has ${key}, which another file of ${language} has too`);
        merged.set(key, message);
      }
    }
    if (merged.size > 0) sets.set(language, merged);
  }
  findings.push(...differences("app/i18n/messages", sets, icuArguments));
  for (const reason of declineReasons) {
    if (!sets.get("en")?.has(`declined.${reason}`)) findings.push(`en has no message declined.${reason}`);
  }
  const reasons = new Set<string>(declineReasons);
  for (const key of sets.get("en")?.keys() ?? []) {
    const reason = /^declined\.(.+)$/.exec(key)?.[1];
    if (reason !== undefined && !reasons.has(reason))
      findings.push(`${key} is for no reason of app/loyalty/outcome.ts`);
  }
  return { seen: sets.get("en")?.size ?? 0, findings };
}

export const messagesAgree: Rule = {
  rule: "app/i18n/messages has the same keys with the same arguments in en, fa and ar, and one for every reason to decline",
  why: "a shopper who reads Persian must not meet an English sentence, a raw key or a missing number where the refusal is explained",
  mend: "write the message in all three languages; a reason's key is declined.<reason> of app/loyalty/outcome.ts",
  look: lookAtApp,
};

/** extensions/x/locales/en.default.json, fa.json; and the same again for *.schema.json, which the theme editor shows. */
const LOCALE_FILE = /^(extensions\/[^/]+\/locales)\/(en|fa|ar)(?:\.default)?(\.schema)?\.json$/;

export const extensionMessagesAgree: Rule = {
  rule: "each extension has the same message keys with the same placeholders in en, fa and ar",
  why: "the storefront and the checkout are read by the same people as the rest",
  mend: "write the message in all three locale files of the extension",
  look(house) {
    const groups = new Map<string, Map<Language, Messages>>();
    for (const [path, text] of filesOf(house, LOCALE_FILE)) {
      const [, folder = "", language, schema = ""] = LOCALE_FILE.exec(path) ?? [];
      const group = groups.get(folder + schema) ?? new Map<Language, Messages>();
      groups.set(folder + schema, group);
      const known = LANGUAGES.find((one) => one === language);
      if (known) group.set(known, flatten(JSON.parse(text)));
    }
    const findings = [...groups].flatMap(([where, sets]) => differences(where, sets, placeholders));
    return { seen: groups.size, findings };
  },
};
