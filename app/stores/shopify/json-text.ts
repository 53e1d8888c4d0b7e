/**
 * JSON without losing ids: Shopify's ids may be longer than a number can hold (its test messages' are), and JSON.parse would round them to another order's. Whole numbers of 16
 * digits or more become text; strings are passed over untouched.
 */

/** A string, or a long whole number that is not part of a fraction or an exponent. */
const STRINGS_AND_LONG_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])\d{16,}(?![\d.eE])/g;
const LONG_NUMBER = /[:[,]\s*\d{16,}/;

/** Whether there is a number in it that may be longer than one can be held. What is not JSON must not come here: the search is only quick on JSON. */
export const hasLongNumber = (json: string): boolean => LONG_NUMBER.test(json);

export function parseLongNumbers(json: string): unknown {
  return JSON.parse(
    json.replace(STRINGS_AND_LONG_NUMBERS, (part) => (part.startsWith('"') ? part : `"${part}"`)),
  );
}
