/**
 * The form of single-use codes: Crockford's 32 letters and digits, which leave out those that are taken for each other, in groups, with a last one that tells a
 * slip of the finger from a code. What makes a code impossible to guess (its 60 bits of a keyed hash) is the service's; here is only how it is written and read.
 */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const bodyLength = 12;
const bitsPerLetter = 5;
export const codeBytes = 8;

const letter = (value: number): string => alphabet[value] ?? "0";

/** The first 60 bits, five to a letter. */
function encode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, codeBytes)) bits = (bits << 8n) | BigInt(byte);
  bits >>= BigInt(codeBytes * 8 - bodyLength * bitsPerLetter);
  return Array.from({ length: bodyLength }, (_, index) =>
    letter(Number((bits >> BigInt((bodyLength - 1 - index) * bitsPerLetter)) & 31n)),
  ).join("");
}

/** Luhn's sum in base 32: finds every wrong letter and nearly every swap of two neighbours. */
function checkLetter(body: string): string {
  let sum = 0;
  for (const [index, one] of [...body].reverse().entries()) {
    const value = alphabet.indexOf(one) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / 32) + (value % 32);
  }
  return letter((32 - (sum % 32)) % 32);
}

const groupsOf = (text: string): string[] => text.match(/.{1,4}/g) ?? [];

/** A code as it is printed: "TEA-9H4K-0QXC-7M2D-3". @throws RangeError for fewer than `codeBytes` bytes. */
export function printCode(prefix: string, bytes: Uint8Array): string {
  if (bytes.length < codeBytes) throw new RangeError(`a code needs ${codeBytes} bytes`);
  const body = encode(bytes);
  const [last = "", ...groups] = groupsOf(body).reverse();
  const parts = [...groups.reverse(), `${last}${checkLetter(body)}`];
  return (prefix === "" ? parts : [prefix, ...parts]).join("-");
}

/** What a batch's codes may begin with: no letters that reading would change. */
export const prefixPattern = /^[0-9ABCDEFGHJKMNPQRSTVWXYZ]{0,12}$/;

/** As a code is compared: no gaps, capital letters, Latin digits, and the letters people take for others put right. Null for what cannot be a code. */
export function readCode(typed: string): string | null {
  const plain = typed
    .slice(0, 100)
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\s\u200e\u200f\u2010-\u2015\u061c_.-]/g, "")
    .toUpperCase()
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const body = plain.slice(-bodyLength - 1, -1);
  if (plain.length > 30 || body.length !== bodyLength || !/^[0-9A-Z]+$/.test(plain)) return null;
  return checkLetter(body) === plain.at(-1) ? plain : null;
}
