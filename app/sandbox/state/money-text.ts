/**
 * Minor units written as Shopify writes them: REST and webhooks pad ("20.00", and "1250000" for a currency without
 * decimals), GraphQL's Decimal drops zeros but one ("20.0").
 */
import type { Locale, SandboxShop } from "./types";

type Currency = Pick<SandboxShop, "currency" | "decimals">;

export function restAmount(minor: number, decimals: number): string {
  if (decimals === 0) return String(minor);
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function graphqlAmount(minor: number, decimals: number): string {
  const padded = restAmount(minor, decimals);
  if (!padded.includes(".")) return `${padded}.0`;
  return padded.replace(/0+$/, "").replace(/\.$/, ".0");
}

/** Reads a Decimal ("5", "5.0", "5.25") into minor units; null when it is none or finer than the currency. */
export function minorOf(text: string, decimals: number): number | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > decimals) return null;
  const minor = Number(`${match[2]}${fraction.padEnd(decimals, "0")}`);
  return match[1] === "-" ? -minor : minor;
}

/** For people: "£20.00", "۱٬۲۵۰٬۰۰۰ ریال". */
export function moneyText(minor: number, shop: Currency, locale: Locale): string {
  const major = minor / 10 ** shop.decimals;
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    style: "currency",
    currency: shop.currency,
    minimumFractionDigits: shop.decimals,
    maximumFractionDigits: shop.decimals,
  }).format(major);
}
