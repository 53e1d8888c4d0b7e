/** Shopify's API is one version in all we say to it. */
import { filesOf, lineOf, type Rule } from "./house";

export const API_VERSION = "2026-07";
const IN_CODE = "July26";

/** Where a version may be written: a toml's key, the library's enum, an address, a schema file's name. */
const MENTIONS = [
  /\bapi_version\s*=\s*"([^"]+)"/g,
  /\/api\/(20\d\d-\d\d|unstable)\//g,
  /\b(?:admin|customer|storefront|functions_\w+)[_-](20\d\d-\d\d|unstable)\b/g,
  /\b(?:apiVersion|API_VERSION)\s*[:=]\s*"([^"]+)"/g,
];

export const oneApiVersion: Rule = {
  rule: `one Shopify API version everywhere: ${API_VERSION} (ApiVersion.${IN_CODE})`,
  why: "two versions are two shapes of the same order; the difference is found in a shop's ledger and not in a test",
  mend: `write ${API_VERSION}, or move every place at once (and the schema in the tests with them)`,
  look(house) {
    const findings: string[] = [];
    let seen = 0;
    const judge = (place: string, version: string | undefined, wanted: string) => {
      seen += 1;
      if (version !== wanted) findings.push(`${place} says ${version}`);
    };
    for (const [path, text] of filesOf(house, /^(app|extensions|shopify\.)/)) {
      if (path.startsWith("app/testing/tidy/")) continue;
      for (const pattern of MENTIONS) {
        for (const match of text.matchAll(pattern))
          judge(`${path}:${lineOf(text, match.index)}`, match[1], API_VERSION);
      }
      for (const match of text.matchAll(/\bApiVersion\.(\w+)/g)) {
        judge(`${path}:${lineOf(text, match.index)}`, match[1], IN_CODE);
      }
    }
    for (const needed of ["shopify.app.toml", "app/shopify.server.ts"]) {
      if (!/\bapi_version\s*=|\bApiVersion\.|\bAPI_VERSION\b/.test(house.get(needed) ?? ""))
        findings.push(`${needed} names no version`);
    }
    return { seen, findings };
  },
};
