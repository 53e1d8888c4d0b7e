// @ts-check
/**
 * Translations of the plugin: what a .po file says, and the .mo file that WordPress reads. One form of GNU gettext's two is enough here: no plurals, no contexts.
 *
 * `node woocommerce-bridge/plugin-tools/languages.mjs` writes every .mo beside its .po.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const LANGUAGES = join(dirname(fileURLToPath(import.meta.url)), "../plugin/languages");

/** @param {string} text @returns {Map<string, string>} The empty text's translation is the file's head. */
export function readPo(text) {
  /** @type {Map<string, string>} */
  const messages = new Map();
  for (const block of text.split(/\n\s*\n/)) {
    const id = quoted(block, "msgid");
    const translated = quoted(block, "msgstr");
    if (id !== null && translated !== null) messages.set(id, translated);
  }
  return messages;
}

/** @param {string} block @param {string} keyword @returns {string | null} */
function quoted(block, keyword) {
  const found = new RegExp(`^${keyword} ((?:".*"\\s*)+)$`, "m").exec(block);
  if (!found?.[1]) return null;
  return [...found[1].matchAll(/"(.*)"/g)].map((line) => JSON.parse(`"${line[1]}"`)).join("");
}

/** @param {Map<string, string>} messages @returns {Uint8Array} As gettext lays it out: head, two tables, the texts. */
export function writeMo(messages) {
  const entries = [...messages]
    .filter(([, text]) => text !== "")
    .map((pair) => pair.map((text) => Buffer.from(text)));
  entries.sort(([one], [other]) => Buffer.compare(one ?? Buffer.alloc(0), other ?? Buffer.alloc(0)));
  const head = 28;
  const tables = head + entries.length * 16;
  const top = Buffer.alloc(tables);
  [0x950412de, 0, entries.length, head, head + entries.length * 8, 0, tables].forEach((word, index) => {
    top.writeUInt32LE(word, index * 4);
  });
  /** @type {Buffer[]} */
  const texts = [];
  let at = tables;
  for (const column of [0, 1]) {
    entries.forEach((pair, index) => {
      const text = pair[column] ?? Buffer.alloc(0);
      const row = head + column * entries.length * 8 + index * 8;
      top.writeUInt32LE(text.length, row);
      top.writeUInt32LE(at, row + 4);
      texts.push(text, Buffer.from([0]));
      at += text.length + 1;
    });
  }
  return Buffer.concat([top, ...texts]);
}

export const poFiles = () => readdirSync(LANGUAGES).filter((name) => name.endsWith(".po"));

/** @param {string} name @returns {Uint8Array} */
export const compiled = (name) => writeMo(readPo(readFileSync(join(LANGUAGES, name), "utf8")));

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const name of poFiles()) writeFileSync(join(LANGUAGES, name.replace(/\.po$/, ".mo")), compiled(name));
