/** What Shopify enforces and suggests for a theme app extension, held with room to spare; the sizes are printed. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { themeCheckRun } from "@shopify/theme-check-node";
import { describe, expect, test } from "vitest";
import { blockNames, EXTENSION, readBlock } from "./liquid/block";

const read = (...path: string[]) => readFileSync(join(EXTENSION, ...path));
const namesIn = (folder: string) => readdirSync(join(EXTENSION, folder)).sort();
const bytesIn = (folder: string) =>
  namesIn(folder).reduce((sum, name) => sum + statSync(join(EXTENSION, folder, name)).size, 0);

interface Messages {
  readonly [key: string]: string | Messages;
}
const messagesOf = (name: string): Messages => JSON.parse(read("locales", name).toString("utf8"));
function keysOf(messages: Messages, prefix = ""): string[] {
  return Object.entries(messages)
    .flatMap(([key, value]) =>
      typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
    )
    .sort();
}
function placesOf(messages: Messages): Record<string, string[]> {
  const flat = (at: Messages, prefix: string): [string, string[]][] =>
    Object.entries(at).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[prefix + key, (value.match(/\{\{\s*\w+\s*\}\}/g) ?? []).sort()] satisfies [string, string[]]]
        : flat(value, `${prefix}${key}.`),
    );
  return Object.fromEntries(flat(messages, ""));
}

describe("sizes", () => {
  test("field lesson 18: the script is one file of at most 10 KB, with 3 KB in mind; the style sheet stays small", () => {
    expect(namesIn("assets")).toEqual(["vafa.css", "vafa.js"]);
    const sizes = namesIn("assets").map((name) => {
      const text = read("assets", name);
      return {
        name,
        bytes: text.length,
        gzip: gzipSync(text, { level: 9 }).length,
        brotli: brotliCompressSync(text).length,
      };
    });
    for (const { name, bytes, gzip, brotli } of sizes) {
      process.stdout.write(`loyalty-theme ${name}: ${bytes} B, gzip ${gzip} B, brotli ${brotli} B\n`);
    }
    const of = (name: string) => sizes.find((each) => each.name === name);
    expect(of("vafa.js")?.bytes).toBeLessThan(10_000);
    expect(of("vafa.js")?.gzip).toBeLessThan(4_000);
    expect(of("vafa.css")?.gzip).toBeLessThan(4_000);
  });

  test("Liquid is under 100 KB, each language under 15 KB, blocks are at most 30", () => {
    const liquid = bytesIn("blocks") + bytesIn("snippets");
    process.stdout.write(`loyalty-theme Liquid: ${liquid} B in ${namesIn("blocks").length} blocks\n`);
    expect(liquid).toBeLessThan(100_000);
    expect(namesIn("blocks")).toEqual(blockNames.map((name) => `${name}.liquid`).sort());
    for (const name of namesIn("locales")) {
      const { size } = statSync(join(EXTENSION, "locales", name));
      process.stdout.write(`loyalty-theme locales/${name}: ${size} B\n`);
      expect(size, name).toBeLessThan(15_000);
    }
  });
});

describe("languages", () => {
  test.each(["", ".schema"])("say the same things with the same places in all three (%s)", (kind) => {
    const english = messagesOf(`en.default${kind}.json`);
    for (const locale of ["fa", "ar"]) {
      expect(keysOf(messagesOf(`${locale}${kind}.json`)), locale).toEqual(keysOf(english));
      expect(placesOf(messagesOf(`${locale}${kind}.json`)), locale).toEqual(placesOf(english));
    }
  });

  test("every message is used", () => {
    const liquid = ["blocks", "snippets"]
      .flatMap((folder) => namesIn(folder).map((name) => read(folder, name).toString("utf8")))
      .join("\n");
    const dynamic = /^(declined|earn)\./;
    const unused = keysOf(messagesOf("en.default.json")).filter(
      (key) => !dynamic.test(key) && !liquid.includes(`'${key}'`),
    );
    expect(unused).toEqual([]);
  });
});

describe("Liquid", () => {
  test("has no offence against Shopify's theme check for app extensions", async () => {
    const { offenses, theme } = await themeCheckRun(EXTENSION, undefined, () => undefined);
    const listed = offenses.map(
      ({ uri, check, message, start }) =>
        `${uri.split("/loyalty-theme/")[1]}:${start.line + 1} ${check}: ${message}`,
    );
    expect(theme.length, "files seen by theme check").toBeGreaterThan(20);
    expect(listed).toEqual([]);
  });

  test("has no handler in an attribute, and no physical left or right in the style sheet", () => {
    for (const folder of ["blocks", "snippets"]) {
      for (const name of namesIn(folder))
        expect(read(folder, name).toString("utf8"), name).not.toMatch(/\son[a-z]+=["'{]|javascript:/i);
    }
    const css = read("assets", "vafa.css")
      .toString("utf8")
      .replace(/\/\*[\s\S]*?\*\//g, "");
    expect(css).not.toMatch(
      /\b(?:left|right)\b|(?:margin|padding|border)-(?:top|bottom)|[^-]\b(?:width|height):/,
    );
    expect(read("assets", "vafa.js").toString("utf8")).not.toMatch(/\beval\b|innerHTML|new Function/);
  });

  test("blocks name their script and style sheet, which Shopify then puts on the page once", () => {
    for (const name of blockNames) {
      const { schema } = readBlock(name);
      expect(schema.stylesheet).toBe("vafa.css");
      expect(schema.javascript, name).toBe(
        ["loyalty-balance", "loyalty-referral", "loyalty-earn-more", "loyalty-membership"].includes(name)
          ? undefined
          : "vafa.js",
      );
      expect(schema.target).toBe(name === "loyalty-launcher" ? "body" : "section");
    }
  });
});
