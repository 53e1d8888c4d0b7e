/**
 * Reading what a store wrote: money as exact minor units, moments, text. What cannot be believed ends the reading, and the whole of it becomes a value with a
 * reason; nothing is guessed (law 9). `line_items[].price` is a float, and is never read.
 */
import * as z from "zod";
import { type Instant, instant } from "../../app/loyalty/brand";
import {
  type Currency,
  currency,
  exponentOf,
  type Minor,
  minor,
  parseDecimal,
} from "../../app/loyalty/money";

/** The store port's words for why something cannot be acted on; those of them that a translation finds. */
export type ParkReason = "malformed" | "negative-amount" | "inconsistent-amounts" | "unknown-topic";

export interface Parked {
  readonly parked: ParkReason;
  /** Names of fields, never what stands in them. */
  readonly detail: string;
}

/** Ends a reading; caught where the reading began, and nowhere else. */
export class Unbelievable extends Error {
  override readonly name = "Unbelievable";
  constructor(
    readonly reason: ParkReason,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Runs a reading; what cannot be believed becomes a value. */
export function believing<T>(read: () => T): T | Parked {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unbelievable) return { parked: error.reason, detail: error.detail };
    // Amounts that are each exact can still have a sum beyond what a whole number holds.
    if (error instanceof RangeError) return { parked: "inconsistent-amounts", detail: error.message };
    throw error;
  }
}

/** Where a payload is not as it should be. */
export function complaint(error: z.ZodError): string {
  const places = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".") || "payload"}: ${message}`);
  return places.join("; ");
}

export function readCurrency(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new Unbelievable("malformed", "the currency is not a currency code");
  return currency(code);
}

/**
 * An amount of either sign. How many decimals WooCommerce writes is a setting of the store and not of the currency (a Toman shop may print "1111.05"), so more
 * decimals than the currency has are rounded to the nearest unit, halves away from zero. What that loses is found again in the order's total (whole.ts).
 */
export function readSigned(text: string, code: Currency, what: string): Minor {
  const exact = parseDecimal(text, code);
  if (exact !== null) return exact;
  const match = /^(-?)(\d{1,16})\.(\d{1,12})$/.exec(text);
  if (!match) throw new Unbelievable("malformed", `${what} is not an amount of ${code}`);
  const [, sign, units = "", fraction = ""] = match;
  const exponent = exponentOf(code);
  const kept = Number(`${units}${fraction.slice(0, exponent)}`);
  const rounded = kept + (Number(fraction[exponent] ?? "0") >= 5 ? 1 : 0);
  if (!Number.isSafeInteger(rounded)) throw new Unbelievable("malformed", `${what} is beyond counting`);
  return minor(sign === "-" ? -rounded : rounded);
}

export function readAmount(text: string, code: Currency, what: string): Minor {
  const amount = readSigned(text, code, what);
  if (amount < 0) throw new Unbelievable("negative-amount", `${what} is negative`);
  return amount;
}

/** Text as the database can keep it: without zero characters and halves of characters, which JSON can carry and PostgreSQL cannot. */
export function readText(text: string | null | undefined): string {
  return (text ?? "").replace(/\0|\p{Surrogate}/gu, "").trim();
}

/** Text that says something, or null. */
export const said = (text: string | null | undefined): string | null => readText(text) || null;

/** A moment as the `…_gmt` fields write it: no offset, because it is GMT. */
export const gmt = z.iso
  .datetime({ local: true })
  .transform((text): Instant => instant(Date.parse(text.endsWith("Z") ? text : `${text}Z`)));

/** An id of the store; 0 is its word for none. */
export const storeId = z.int().nonnegative().max(Number.MAX_SAFE_INTEGER);

export const idOrNone = (id: number | null | undefined): string | null => (id ? String(id) : null);
