/** The plugin as it is handed over: one zip with all of it and nothing else, the same each time; every text in Persian and Arabic; the functions it asks of WordPress and WooCommerce, listed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { callsIn, functionsOf, stringOf } from "./calls";
import { compiled, LANGUAGES, poFiles, readPo } from "./languages.mjs";
import { allTokens, type PhpToken, runPhp } from "./php";
import { PLUGIN, pluginFiles, SLUG, zipPlugin } from "./zip.mjs";

let files: ReadonlyMap<string, readonly PhpToken[]>;
beforeAll(async () => {
  files = await allTokens();
});

describe("the zip", () => {
  test("holds every file of the plugin in its folder, and nothing else", () => {
    const inside = unzipSync(zipPlugin());
    expect(Object.keys(inside)).toEqual(pluginFiles().map((path) => `${SLUG}/${path}`));
    for (const path of pluginFiles())
      expect(
        Buffer.from(inside[`${SLUG}/${path}`] ?? []).equals(readFileSync(join(PLUGIN, path))),
        path,
      ).toBe(true);
  });

  test("is the same bytes each time", () => {
    expect(Buffer.from(zipPlugin()).equals(Buffer.from(zipPlugin()))).toBe(true);
  });

  test("says the same version and the same demands everywhere", () => {
    const main = readFileSync(join(PLUGIN, "vafa-loyalty.php"), "utf8");
    const readme = strFromU8(readFileSync(join(PLUGIN, "readme.txt")));
    const version = /^ \* Version: +(\S+)$/m.exec(main)?.[1];
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(main).toContain(`const VERSION = '${version}';`);
    expect(readme).toContain(`Stable tag: ${version}`);
    expect(readme).toContain(`= ${version} =`);
    for (const head of ["Requires PHP", "Requires at least", "WC requires at least", "WC tested up to"]) {
      const value = new RegExp(`^ \\* ${head}: +(\\S+)$`, "m").exec(main)?.[1];
      expect(value, head).toBeDefined();
      expect(readme, head).toContain(`${head}: ${value}`);
    }
    expect(main).toMatch(/^ \* Requires Plugins: +woocommerce$/m);
    expect(main).toMatch(/^ \* License: +GPL-2.0-or-later$/m);
    expect(readme).toMatch(/^=== .+ ===\nContributors: /);
    // The directory cuts a longer one.
    expect((readme.split("\n\n")[1] ?? "").length).toBeLessThanOrEqual(150);
    expect((/^Tags: (.*)$/m.exec(readme)?.[1] ?? "").split(",").length).toBeLessThanOrEqual(5);
  });
});

test("the storefront's stylesheet is small and mirrors itself: no side is called left or right", () => {
  const css = readFileSync(join(PLUGIN, "assets/vafa.css"), "utf8");
  expect(css.length).toBeLessThan(4_096);
  const rules = css.replace(/\/\*.*?\*\//gs, "");
  expect(rules).not.toMatch(/\b(left|right)\b|(?<![\w-])(width|height|top|bottom)\s*:/);
});

describe("languages", () => {
  const texts = (): ReadonlySet<string> =>
    new Set(
      [...files.values()].flatMap((tokens) =>
        callsIn(tokens)
          .filter(({ name }) => ["__", "esc_html__", "esc_html_e", "esc_attr__", "esc_attr_e"].includes(name))
          .map((call) => stringOf(call.arguments[0]) ?? "a text that is no constant"),
      ),
    );

  test("are Persian and Arabic, with every text and no other, filled in alike", () => {
    expect(poFiles()).toEqual(["vafa-ar.po", "vafa-fa_IR.po"]);
    const wanted = [...texts()].sort();
    const gaps = (text: string) =>
      [...text.matchAll(/%(?:\d\$)?s|%%/g)]
        .map(String)
        .filter((gap) => gap !== "%%")
        .sort();
    for (const name of poFiles()) {
      const messages = readPo(readFileSync(join(LANGUAGES, name), "utf8"));
      const head = messages.get("");
      messages.delete("");
      expect(head, name).toContain("charset=UTF-8");
      expect([...messages.keys()].sort(), name).toEqual(wanted);
      for (const [text, translated] of messages) {
        expect(translated, `${name}: ${text}`).not.toBe("");
        expect(gaps(translated), `${name}: ${text}`).toEqual(gaps(text));
      }
    }
  });

  test("are compiled: each .mo is what its .po says, and PHP finds a text in it", async () => {
    for (const name of poFiles())
      expect(
        Buffer.from(compiled(name)).equals(readFileSync(join(LANGUAGES, name.replace(/\.po$/, ".mo")))),
        name,
      ).toBe(true);
    const first =
      await runPhp(`$mo = file_get_contents('/plugin/languages/vafa-fa_IR.mo'); $at = unpack('V7', $mo);
      for ($i = 0; $i < $at[3]; $i++) { $one = unpack('V2', $mo, $at[4] + 8 * $i);
        if ('Redeem' === substr($mo, $one[2], $one[1])) { $to = unpack('V2', $mo, $at[5] + 8 * $i); echo substr($mo, $to[2], $to[1]); } }`);
    expect(first).toBe("دریافت پاداش");
  });
});

test("what it asks of WordPress and WooCommerce is listed in functions-used.json (vitest -u writes it anew)", async () => {
  const own = new Set(
    [...files].flatMap(([path, tokens]) => functionsOf(path, tokens).map(({ name }) => name)),
  );
  const internal = new Set(
    JSON.parse(await runPhp("echo json_encode(get_defined_functions()['internal']);")) as string[],
  );
  const all = [...files.values()].flatMap((tokens) => callsIn(tokens));
  const sorted = (names: readonly string[]) => [...new Set(names)].sort();
  const hooks = (name: string) =>
    sorted(
      all
        .filter((call) => call.name === name)
        .map(({ arguments: [hook, dot, middle, , end] }) =>
          dot?.text === "."
            ? `${stringOf(hook)}{${middle?.text}}${stringOf(end) ?? ""}`
            : (stringOf(hook) ?? "?"),
        ),
    );
  const used = {
    functions: sorted(
      all
        .filter(({ how, name }) => how === "function" && !own.has(name) && !internal.has(name.toLowerCase()))
        .map(({ name }) => name),
    ),
    methods: sorted(all.filter(({ how }) => how === "method").map(({ name }) => name)),
    classes: sorted(
      [...files.values()].flatMap((tokens) =>
        tokens.filter(({ name }) => name === "T_NAME_FULLY_QUALIFIED").map(({ text }) => text),
      ),
    ),
    actions: hooks("add_action"),
    filters: hooks("add_filter"),
  };
  await expect(`${JSON.stringify(used, null, 2)}\n`).toMatchFileSnapshot("./functions-used.json");
});
