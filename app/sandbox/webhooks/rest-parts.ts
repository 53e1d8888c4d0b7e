/** Small parts of Shopify's REST payloads: times with the shop's offset, money in both currencies, tax lines. */
import { restAmount } from "../state/money-text";
import { presented } from "../state/presentment";
import type { SandboxShop } from "../state/types";

export type Json = { readonly [key: string]: unknown };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "longOffset",
  });
  formats.set(timezone, made);
  return made;
}

/** "2026-11-21T13:05:00+03:30" */
export function restTime(at: number, timezone: string): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatFor(timezone).formatToParts(at)) parts[type] = value;
  const offset = (parts.timeZoneName ?? "GMT").slice(3) || "+00:00";
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}${offset}`;
}

export function restTimeOrNull(at: number | null, timezone: string): string | null {
  return at === null ? null : restTime(at, timezone);
}

export function amountOf(shop: SandboxShop, minor: number): string {
  return restAmount(minor, shop.decimals);
}

export function moneySet(shop: SandboxShop, minor: number): Json {
  const seen = presented(shop, minor);
  return {
    shop_money: { amount: amountOf(shop, minor), currency_code: shop.currency },
    presentment_money: { amount: restAmount(seen.minor, seen.decimals), currency_code: seen.currency },
  };
}

export function taxLines(
  shop: SandboxShop,
  order: { readonly taxTitle: string; readonly taxRateBp: number },
  minor: number,
): Json[] {
  if (minor === 0) return [];
  return [
    {
      channel_liable: false,
      price: amountOf(shop, minor),
      price_set: moneySet(shop, minor),
      rate: order.taxRateBp / 10_000,
      title: order.taxTitle,
    },
  ];
}
