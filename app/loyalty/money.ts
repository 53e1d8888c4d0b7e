/**
 * Money in minor units of a currency with 0, 2 or 3 decimals (law 9). Amounts come from stores as decimal text; they
 * never pass through a float.
 */
import type { Branded } from "./brand";

/** Whole minor units: pence, fils, or the unit itself where a currency has no decimals. */
export type Minor = Branded<number, "Minor">;
export type Currency = Branded<string, "Currency">;

export interface Money {
  readonly minor: Minor;
  readonly currency: Currency;
}

/**
 * Currencies whose decimals are not 2. ISO 4217, except IRR and IRT (Toman): nobody has priced in dinars of the rial
 * for generations, and stores list both without decimals.
 */
const decimals: Readonly<Record<string, 0 | 3>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  IRR: 0,
  IRT: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** @throws RangeError unless `code` is three capital letters. */
export function currency(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError(`not a currency code: ${code}`);
  return code as Currency;
}

/** Number of decimals: 0, 2 or 3. */
export function exponentOf(code: Currency): 0 | 2 | 3 {
  return decimals[code] ?? 2;
}

/** @throws RangeError when `value` is not a safe integer. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`minor units must be whole and safe, got ${value}`);
  return (value === 0 ? 0 : value) as Minor;
}

export const noMoney = minor(0);

export function addMinor(...terms: readonly Minor[]): Minor {
  return minor(terms.reduce<number>((sum, term) => sum + term, 0));
}

/**
 * Reads decimal text such as "12.5" or "-3". Stores may print more decimals than the currency has ("100.00" for JPY); extra
 * decimals are accepted only when they are zeros, because anything else would be a silent rounding.
 * @returns null when the text is not such an amount.
 */
export function parseDecimal(text: string, code: Currency): Minor | null {
  if (!/^-?\d{1,16}(?:\.\d+)?$/.test(text)) return null;
  const exponent = exponentOf(code);
  const [whole = "", fraction = ""] = text.split(".");
  if (/[1-9]/.test(fraction.slice(exponent))) return null;
  const value = Number(whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
  return Number.isSafeInteger(value) ? minor(value) : null;
}

/** Decimal text for a store's API: 1250 of GBP is "12.50", of JPY "1250". */
export function toDecimal(amount: Minor, code: Currency): string {
  const exponent = exponentOf(code);
  const sign = amount < 0 ? "-" : "";
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
