/** When points ripen and die, worked out with plain dates. The model's shops lie in time zones without summer time, so that a day is a day. */
import type { Dates } from "./wallet";

export const dayMs = 86_400_000;

export type Dying =
  | { readonly kind: "never" }
  | { readonly kind: "age"; readonly months: number }
  | { readonly kind: "inactivity"; readonly days: number }
  | { readonly kind: "calendar"; readonly month: number; readonly day: number; readonly spareMonths: number };

export interface Rules {
  readonly dying: Dying;
  readonly pendingDays: number;
  /** Points wait so long after this. */
  readonly pendingFrom: "payment" | "fulfilment";
  /** Lowest first: its name, from how many minor units on, how many basis points. */
  readonly tiers: readonly (readonly [name: string, from: number, multiplierBp: number])[];
  readonly graceDays: number;
  readonly zone: { readonly name: string; readonly offsetMs: number };
}

/** Midnight that begins a date in the zone; a day the month has not is its last. */
function midnight(year: number, month: number, day: number, offsetMs: number): number {
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, days)) - offsetMs;
}

function dateIn(at: number, offsetMs: number) {
  const date = new Date(at + offsetMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

function monthsOn(at: number, months: number, offsetMs: number): number {
  const { year, month, day } = dateIn(at, offsetMs);
  const first = new Date(Date.UTC(year, month + months, 1));
  return midnight(first.getUTCFullYear(), first.getUTCMonth(), day, offsetMs);
}

/** The end of the day, so many days later; no days are this very moment. */
export const endOfDay = (at: number, days: number, offsetMs: number): number =>
  days === 0 ? at : (Math.floor((at + offsetMs) / dayMs) + days + 1) * dayMs - offsetMs;

function deathFrom(from: number, { dying, zone: { offsetMs } }: Rules): number | null {
  if (dying.kind === "never") return null;
  if (dying.kind === "inactivity") return from + dying.days * dayMs;
  if (dying.kind === "age") return monthsOn(from, dying.months, offsetMs) + dayMs;
  const least = monthsOn(from, dying.spareMonths, offsetMs);
  const { year } = dateIn(least, offsetMs);
  const inYear = (one: number) => midnight(one, dying.month - 1, dying.day, offsetMs);
  return (inYear(year) < least ? inYear(year + 1) : inYear(year)) + dayMs;
}

export const creditDates = (rules: Rules, at: number): Dates => ({
  ripens: null,
  dies: deathFrom(at, rules),
  idleMs: rules.dying.kind === "inactivity" ? rules.dying.days * dayMs : null,
});

/** Nobody knows when: the far end of the calendar. */
const someDay = Date.UTC(9999, 11, 31);

export function orderDates(
  rules: Rules,
  { placedAt, handedOver }: { readonly placedAt: number; readonly handedOver: number | null },
): Dates {
  const wait = rules.pendingDays * dayMs;
  const ripens =
    rules.pendingFrom === "payment" ? placedAt + wait : handedOver === null ? someDay : handedOver + wait;
  return {
    ...creditDates(rules, placedAt),
    ripens: rules.pendingFrom === "payment" && wait === 0 ? null : ripens,
  };
}
