/** The extension says everything in its three languages, and names its buttons by what is seen on them. */
import { expect, it } from "vitest";
import { leaves, placeholders } from "../../shared/testing/words";
import { locales } from "./testing/harness";

const english = leaves(locales.en);

it.each(["fa", "ar"] as const)("has every text in %s, with the same placeholders", (language) => {
  const words = leaves(locales[language]);
  expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of words) {
    expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? "")]);
    expect(text, `${language} ${key} is written in its own script`).toMatch(/[\u0600-\u06ff]|^[\s{}\w:]+$/);
  }
});

it.each(["en", "fa", "ar"] as const)(
  "names each button in %s with the words that are seen on it (WCAG 2.5.3)",
  (language) => {
    const words = leaves(locales[language]);
    const named = [...words].filter(([key]) => words.has(`${key}Label`));
    expect(named.map(([key]) => key)).toContain("rewards.redeem");
    for (const [key, seen] of named) expect(words.get(`${key}Label`)?.startsWith(seen)).toBe(true);
    for (const [key, label] of words)
      if (/copyLabel$/.test(key)) expect(label.startsWith(words.get("copy") ?? "?")).toBe(true);
  },
);
