/**
 * Who visits a shop's pages: the login, the session with the cart, and the language, each in a cookie below the shop's own path. Anybody may log in as anybody: the
 * sandbox has no secrets from its visitor.
 */
import { randomBytes } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import { cookieOf } from "../../shopper";
import type { Locale } from "../../state/types";
import type { WooSession, WooUser } from "../state/records";
import type { WooShop } from "../state/shop";
import { isLocale } from "./tongues";

export interface Visit {
  readonly shop: WooShop;
  /** The shop's address, without a slash at its end. */
  readonly home: string;
  readonly user: WooUser | null;
  readonly loginToken: string;
  readonly sessionToken: string;
  readonly language: Locale;
  /** What was chosen, not what was fallen back on. */
  readonly chosenLanguage: Locale | null;
}

type Kind = "login" | "session" | "language";

const nameOf = (kind: Kind, { name }: WooShop) => `sandbox_wp_${kind}_${name}`;

const optionsOf = ({ name }: WooShop): CookieOptions => ({
  path: `/sandbox/wordpress/${name}`,
  httpOnly: true,
  sameSite: "lax",
});

export interface Door {
  readonly shop: WooShop;
  readonly home: string;
}

export function visitOf({ shop, home }: Door, request: Request, response: Response): Visit {
  const [id = "", loginToken = ""] = (cookieOf(request, nameOf("login", shop)) ?? "").split(".");
  const user = /^\d+$/.test(id) ? shop.user(Number(id)) : null;
  const chosenLanguage = languageOf(shop, request, response);
  return {
    shop,
    home,
    user,
    loginToken: user === null ? "" : loginToken,
    sessionToken: user === null ? guestToken(shop, request, response) : `u${user.id}`,
    language: chosenLanguage ?? shop.settings.locale,
    chosenLanguage,
  };
}

function languageOf(shop: WooShop, request: Request, response: Response): Locale | null {
  const wish = request.query.lang;
  const before = cookieOf(request, nameOf("language", shop));
  if (isLocale(wish)) response.cookie(nameOf("language", shop), wish, optionsOf(shop));
  return isLocale(wish) ? wish : isLocale(before) ? before : null;
}

function guestToken(shop: WooShop, request: Request, response: Response): string {
  const known = cookieOf(request, nameOf("session", shop));
  if (known !== null && /^t_[0-9a-f]{24}$/.test(known)) return known;
  const fresh = `t_${randomBytes(12).toString("hex")}`;
  response.cookie(nameOf("session", shop), fresh, optionsOf(shop));
  return fresh;
}

/** What the guest had put into the cart comes along, as WooCommerce keeps it through a login. */
export function logIn(visit: Visit, response: Response, user: WooUser): void {
  const { shop, sessionToken } = visit;
  const loginToken = randomBytes(8).toString("hex");
  response.cookie(nameOf("login", shop), `${user.id}.${loginToken}`, optionsOf(shop));
  const guest = visit.user === null ? shop.sessions.get(sessionToken) : null;
  if (guest === null || guest.lines.length === 0) return;
  const own = sessionOf(shop, `u${user.id}`, user.id);
  shop.sessions.put({ ...own, lines: guest.lines, codes: guest.codes, updatedAt: shop.now() });
  shop.sessions.remove(sessionToken);
}

export function logOut({ shop }: Visit, response: Response): void {
  response.clearCookie(nameOf("login", shop), optionsOf(shop));
}

/** The kept session, or an empty one that is not kept yet. */
export function sessionOf(shop: WooShop, token: string, userId: number): WooSession {
  return (
    shop.sessions.get(token) ?? {
      token,
      userId,
      lines: [],
      codes: [],
      email: "",
      data: {},
      updatedAt: shop.now(),
    }
  );
}
