/** Decimal text and whole minor units, and the tax inside and upon an amount, as WooCommerce rounds it: half away from zero, line by line. */
import type { WooSettings } from "./records";

/** @throws RangeError when the text is no amount with at most so many decimals. */
export function minorOf(text: string, decimals: number): number {
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) throw new RangeError(`not an amount: ${text}`);
  const fraction = match[3] ?? "";
  const kept = Number(`${match[2]}${fraction.slice(0, decimals).padEnd(decimals, "0")}`);
  const rounded = kept + (Number(fraction[decimals] ?? "0") >= 5 ? 1 : 0);
  return match[1] === "-" && rounded !== 0 ? -rounded : rounded;
}

/** "12.50", as WooCommerce formats amounts. */
export function textOf(minor: number, decimals: number): string {
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** "12.5": an amount as it lies in the database where nobody formats it (a coupon line's discount). */
export function rawText(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

type Taxed = Pick<WooSettings, "taxRateBp" | "pricesIncludeTax">;

/** An amount as the shop prices it, taken apart: what is without tax and the tax. */
export function apart(minor: number, { taxRateBp, pricesIncludeTax }: Taxed): { net: number; tax: number } {
  if (!pricesIncludeTax) return { net: minor, tax: taxUpon(minor, taxRateBp) };
  const tax = Math.round((minor * taxRateBp) / (10_000 + taxRateBp));
  return { net: minor - tax, tax };
}

export const taxUpon = (net: number, taxRateBp: number): number => Math.round((net * taxRateBp) / 10_000);

export const sumOf = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
