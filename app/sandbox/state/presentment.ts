/** What a buyer sees when the shop sells in several currencies: the same amount in theirs, at the rate of the day it was paid. */
import type { Presentment, SandboxOrder, SandboxShop } from "./types";

/** Fixed rates: the sandbox is no exchange. */
export const presentments: readonly Presentment[] = [
  { currency: "EUR", decimals: 2, rate: 1.17 },
  { currency: "USD", decimals: 2, rate: 1.31 },
  { currency: "AED", decimals: 2, rate: 4.81 },
];

export function presentmentOf(currency: string | null | undefined): Presentment | null {
  return presentments.find((one) => one.currency === currency) ?? null;
}

/** The shop as this order's amounts are told: with what the buyer paid in beside its own currency. */
export function shopOf(shop: SandboxShop, order: Pick<SandboxOrder, "presentment">): SandboxShop {
  return order.presentment === null ? shop : { ...shop, presentment: order.presentment };
}

export function presented(shop: SandboxShop, minor: number) {
  const { presentment, currency, decimals } = shop;
  if (presentment === undefined) return { minor, currency, decimals };
  const scale = 10 ** (presentment.decimals - decimals);
  return {
    minor: Math.round(minor * presentment.rate * scale),
    currency: presentment.currency,
    decimals: presentment.decimals,
  };
}
