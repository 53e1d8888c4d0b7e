/** Polaris speaks Persian and Arabic in its own terms: the same keys and the same placeholders as its English. */
import english from "@shopify/polaris/locales/en.json";
import { expect, test } from "vitest";
import { polarisDictionary } from "./polaris-dictionary";

function flatten(value: unknown, prefix = ""): [key: string, text: string][] {
  if (typeof value === "string") return [[prefix, value]];
  return Object.entries(value ?? {}).flatMap(([key, inner]) =>
    flatten(inner, prefix ? `${prefix}.${key}` : key),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test.each(["fa", "ar"] as const)(
  "%s names nothing that Polaris does not know, and every placeholder",
  (locale) => {
    const known = new Map(flatten(english));
    const own = flatten(polarisDictionary(locale));
    expect(own.length).toBeGreaterThan(40);
    for (const [key, text] of own) {
      expect(known.has(key), key).toBe(true);
      expect(placeholders(text), key).toEqual(placeholders(known.get(key) ?? ""));
    }
  },
);
