/** One visit to the order desk: which shop, in which language, and how things are shown in it. */
import type { Request, Response } from "express";
import type { SandboxParts } from "../parts";
import { cookieOf } from "../shopper";
import { moneyText } from "../state/money-text";
import type { Locale, SandboxOrder, SandboxShop } from "../state/types";
import { type DeskWords, deskWords } from "./words";

export interface Desk {
  readonly parts: SandboxParts;
  readonly shop: SandboxShop;
  readonly locale: Locale;
  readonly words: DeskWords;
  readonly root: string;
  money(minor: number): string;
  time(at: number): string;
  count(value: number): string;
}

const COOKIE = "sandbox_desk_locale";

const isLocale = (value: unknown): value is Locale => value === "en" || value === "fa" || value === "ar";

/** `?locale=` chooses and is remembered; else what was chosen before; else the shop's own language. */
export function deskOf(parts: SandboxParts, request: Request, response: Response): Desk | null {
  const shop = parts.context.store.findShop(String(request.params.shop));
  if (shop === null) return null;
  const wish = request.query.locale;
  const before = cookieOf(request, COOKIE);
  const locale = isLocale(wish) ? wish : isLocale(before) ? before : shop.primaryLocale;
  if (isLocale(wish)) response.cookie(COOKIE, wish, { path: "/sandbox/orders", sameSite: "lax" });
  const tag = locale === "en" ? "en-GB" : locale;
  const times = new Intl.DateTimeFormat(tag, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shop.timezone,
  });
  const numbers = new Intl.NumberFormat(tag);
  return {
    parts,
    shop,
    locale,
    words: deskWords[locale],
    root: `/sandbox/orders/${shop.domain}`,
    money: (minor) => moneyText(minor, shop, locale),
    time: (at) => times.format(at),
    count: (value) => numbers.format(value),
  };
}

export function customerName({ parts, words }: Desk, order: SandboxOrder): string {
  const { store } = parts.context;
  const customer = order.customerId === null ? null : store.customer(order.shop, order.customerId);
  return customer === null
    ? (order.email ?? words.guest)
    : `${customer.firstName} ${customer.lastName}`.trim();
}
