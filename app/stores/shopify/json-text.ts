/**
 * Reads JSON without losing ids: Shopify's ids may be longer than a number can hold (its test messages' are), and JSON.parse would
 * round them to another order's. Whole numbers of 16 digits or more become text; strings are passed over untouched.
 */

/** A string, or a long whole number that is not part of a fraction or an exponent. */
const STRINGS_AND_LONG_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])\d{16,}(?![\d.eE])/g;
const LONG_NUMBER = /[:[,]\s*\d{16,}/;
/** Most payloads have none at all, and to find that out costs less than to look where they stand. */
const LONG_DIGITS = /\d{16}/;

/** @throws SyntaxError when it is not JSON. */
export function parseJson(text: string): unknown {
  // First as it is: what is not JSON must not reach the search below, which is only quick on JSON.
  const plain: unknown = JSON.parse(text);
  if (!LONG_DIGITS.test(text) || !LONG_NUMBER.test(text)) return plain;
  return JSON.parse(
    text.replace(STRINGS_AND_LONG_NUMBERS, (part) => (part.startsWith('"') ? part : `"${part}"`)),
  );
}
