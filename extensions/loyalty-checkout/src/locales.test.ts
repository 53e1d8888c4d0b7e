/** The extension says everything in its three languages, and names its buttons by what is seen on them. */
import { expect, it } from "vitest";
import { isRecord, locales } from "./testing/harness";

function leaves(node: unknown, path = ""): Map<string, string> {
  if (typeof node === "string") return new Map([[path, node]]);
  if (!isRecord(node)) throw new Error(`${path} is neither text nor a group of texts`);
  return new Map(
    Object.entries(node).flatMap(([key, value]) => [...leaves(value, path ? `${path}.${key}` : key)]),
  );
}

const english = leaves(locales.en);
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

it.each(["fa", "ar"] as const)(
  "has every text of the extension in %s, with the same placeholders",
  (language) => {
    const words = leaves(locales[language]);
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of words) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? "")]);
      expect(text, `${language} ${key} is written in its own script`).toMatch(/[\u0600-\u06ff]|^[\s{}\w]+$/);
    }
  },
);

it.each(["en", "fa", "ar"] as const)(
  "names each button in %s with the words that are seen on it (WCAG 2.5.3)",
  (language) => {
    const words = leaves(locales[language]);
    const named = [...words].filter(([key]) => words.has(`${key}Label`));
    expect(named.map(([key]) => key)).toContain("rewards.redeem");
    for (const [key, seen] of named) expect(words.get(`${key}Label`)?.startsWith(seen)).toBe(true);
  },
);
