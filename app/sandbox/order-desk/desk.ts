/** One visit to the order desk: which shop, in which language, and how things are shown in it. */
import type { Request, Response } from "express";
import type { SandboxParts } from "../parts";
import { moneyText } from "../state/money-text";
import type { Locale, SandboxOrder, SandboxShop } from "../state/types";
import { type DeskWriting, deskLocale, deskWriting } from "./desk-language";
import { type DeskWords, deskWords } from "./words";

export interface Desk extends DeskWriting {
  readonly parts: SandboxParts;
  readonly shop: SandboxShop;
  readonly locale: Locale;
  readonly words: DeskWords;
  readonly root: string;
  money(minor: number): string;
}

export function deskOf(parts: SandboxParts, request: Request, response: Response): Desk | null {
  const shop = parts.context.store.findShop(String(request.params.shop));
  if (shop === null) return null;
  const locale = deskLocale(request, response, shop.primaryLocale);
  return {
    parts,
    shop,
    locale,
    words: deskWords[locale],
    root: `/sandbox/orders/${shop.domain}`,
    money: (minor) => moneyText(minor, shop, locale),
    ...deskWriting(locale, shop.timezone),
  };
}

export function customerName({ parts, words }: Desk, order: SandboxOrder): string {
  const { store } = parts.context;
  const customer = order.customerId === null ? null : store.customer(order.shop, order.customerId);
  return customer === null
    ? (order.email ?? words.guest)
    : `${customer.firstName} ${customer.lastName}`.trim();
}
