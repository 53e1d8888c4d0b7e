/** In which language a visitor sees an order desk, of whichever platform, and how moments and numbers are written in it. */
import type { Request, Response } from "express";
import { cookieOf } from "../shopper";
import type { Locale } from "../state/types";

const COOKIE = "sandbox_desk_locale";

const isLocale = (value: unknown): value is Locale => value === "en" || value === "fa" || value === "ar";

/** `?locale=` chooses and is remembered; else what was chosen before; else the shop's own language. */
export function deskLocale(request: Request, response: Response, shopsOwn: Locale): Locale {
  const wish = request.query.locale;
  if (isLocale(wish)) {
    response.cookie(COOKIE, wish, { path: "/sandbox/orders", sameSite: "lax" });
    return wish;
  }
  const before = cookieOf(request, COOKIE);
  return isLocale(before) ? before : shopsOwn;
}

export interface DeskWriting {
  time(at: number): string;
  count(value: number): string;
}

export function deskWriting(locale: Locale, timeZone: string): DeskWriting {
  const tag = locale === "en" ? "en-GB" : locale;
  const times = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone });
  const numbers = new Intl.NumberFormat(tag);
  return { time: (at) => times.format(at), count: (value) => numbers.format(value) };
}
