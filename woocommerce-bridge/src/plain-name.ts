/** Names as people read them: WordPress keeps those of sites, products and categories as they stand in HTML. */
import { readText } from "./believed";

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  zwnj: "\u200C",
};

/** Each sign is read once, so that "&amp;lt;" stays "&lt;". */
export const plainName = (text: string | null | undefined): string =>
  readText(
    (text ?? "").replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }),
  );
