/**
 * Reads what stands in fields back into numbers. A text that is no number becomes `unreadable`, which the core's own schema then refuses at its field:
 * the browser and the server refuse the same things for the same reasons (law 11).
 */
import { latinDigits, readWhole } from "../../i18n/digits";
import { type Currency, parseDecimal } from "../../loyalty/money";
import type { NameDraft } from "./writer";

/** Stands where a text was no number; the schema answers it with `whole`. */
const unreadable = Number.NaN;

export interface FieldReader {
  whole(text: string): number;
  /** Minor units. */
  money(text: string): number;
  /** "1.25" is 12,500 basis points. */
  multiplier(text: string): number;
  /** "12.5" is 1,250 basis points. */
  percent(text: string): number;
}

/** A decimal with at most so many places, exactly, as a whole number of parts. */
function parts(text: string, places: number): number {
  const match = /^(\d{1,6})(?:\.(\d+))?$/.exec(latinDigits(text));
  const fraction = match?.[2] ?? "";
  if (!match || fraction.length > places) return unreadable;
  return Number(match[1]) * 10 ** places + Number(fraction.padEnd(places, "0"));
}

export const readMultiplier = (text: string): number => parts(text, 4);

export function fieldReader(currency: Currency): FieldReader {
  return {
    whole: (text) => readWhole(text) ?? unreadable,
    money: (text) => parseDecimal(latinDigits(text), currency) ?? unreadable,
    multiplier: readMultiplier,
    percent: (text) => parts(text, 2),
  };
}

/** Languages left blank are left out: English is read there. */
export const nameFrom = ({ en, fa, ar }: NameDraft) => ({
  en,
  ...(fa.trim() ? { fa } : {}),
  ...(ar.trim() ? { ar } : {}),
});
