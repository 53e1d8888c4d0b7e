/** The block says everything in three languages, and each file says which language it is. */
import { expect, it } from "vitest";
import { leaves, placeholders } from "../../shared/testing/words";
import { locales } from "./testing/harness";

it.each(["fa", "ar"] as const)("has every text in %s, with the same placeholders", (language) => {
  const english = leaves(locales.en);
  const words = leaves(locales[language]);
  expect([...words.keys()]).toEqual([...english.keys()]);
  expect(words.get("locale")).toBe(language);
  for (const [key, text] of words) {
    expect(placeholders(text)).toEqual(placeholders(english.get(key) ?? ""));
    if (key !== "locale") expect(text).toMatch(/[\u0600-\u06ff]/);
  }
});
