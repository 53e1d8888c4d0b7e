/** One visit to the order desk of a WordPress shop: which shop, in which language, and how things are shown in it. */
import type { Request, Response } from "express";
import { type DeskWriting, deskLocale, deskWriting } from "../../order-desk/desk-language";
import type { Locale } from "../../state/types";
import { priceText } from "../state/price-text";
import type { WooOrder } from "../state/records";
import type { WooShop } from "../state/shop";
import type { WooSite } from "../wordpress-site";
import { type WooDeskWords, wooDeskWords } from "./words";

export interface WooDesk extends DeskWriting {
  readonly site: WooSite;
  readonly shop: WooShop;
  readonly locale: Locale;
  readonly words: WooDeskWords;
  readonly root: string;
  money(text: string): string;
}

export function deskOf(site: WooSite, request: Request, response: Response): WooDesk {
  const { shop } = site;
  const { settings } = shop;
  const locale = deskLocale(request, response, settings.locale);
  return {
    site,
    shop,
    locale,
    words: wooDeskWords[locale],
    root: `/sandbox/orders/${shop.name}`,
    money: (text) => priceText(text, settings, locale),
    ...deskWriting(locale, settings.timezone),
  };
}

export function buyerOf({ shop, words }: WooDesk, { customerId, billing }: WooOrder): string {
  const user = customerId > 0 ? shop.user(customerId) : null;
  if (user !== null) return `${user.firstName} ${user.lastName}`.trim() || user.email;
  return billing.email || words.guest;
}
