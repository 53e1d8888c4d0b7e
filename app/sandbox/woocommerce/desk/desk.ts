/** One visit to the order desk of a WordPress shop: which shop, in which language, and how things are shown in it. */
import type { Request, Response } from "express";
import { cookieOf } from "../../shopper";
import type { Locale } from "../../state/types";
import { priceText } from "../state/price-text";
import type { WooOrder } from "../state/records";
import type { WooShop } from "../state/shop";
import type { WooSite } from "../wordpress-site";
import { type WooDeskWords, wooDeskWords } from "./words";

export interface WooDesk {
  readonly site: WooSite;
  readonly shop: WooShop;
  readonly locale: Locale;
  readonly words: WooDeskWords;
  readonly root: string;
  money(text: string): string;
  time(at: number): string;
  count(value: number): string;
}

const COOKIE = "sandbox_desk_locale";

const isLocale = (value: unknown): value is Locale => value === "en" || value === "fa" || value === "ar";

/** `?locale=` chooses and is remembered; else what was chosen before; else the shop's own language. */
export function deskOf(site: WooSite, request: Request, response: Response): WooDesk {
  const { shop } = site;
  const { settings } = shop;
  const wish = request.query.locale;
  const before = cookieOf(request, COOKIE);
  const locale = isLocale(wish) ? wish : isLocale(before) ? before : settings.locale;
  if (isLocale(wish)) response.cookie(COOKIE, wish, { path: "/sandbox/orders", sameSite: "lax" });
  const tag = locale === "en" ? "en-GB" : locale;
  const times = new Intl.DateTimeFormat(tag, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: settings.timezone,
  });
  const numbers = new Intl.NumberFormat(tag);
  return {
    site,
    shop,
    locale,
    words: wooDeskWords[locale],
    root: `/sandbox/orders/${shop.name}`,
    money: (text) => priceText(text, settings, locale),
    time: (at) => times.format(at),
    count: (value) => numbers.format(value),
  };
}

export function buyerOf({ shop, words }: WooDesk, { customerId, billing }: WooOrder): string {
  const user = customerId > 0 ? shop.user(customerId) : null;
  if (user !== null) return `${user.firstName} ${user.lastName}`.trim() || user.email;
  return billing.email || words.guest;
}
