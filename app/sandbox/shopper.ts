/**
 * Who is logged in at a shop's storefront and checkout, and which cart is theirs: two cookies per shop. Anybody may log in as
 * anybody: the sandbox has no secrets from its visitor.
 */
import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { SandboxStore } from "./state/store";
import type { Locale, SandboxCart, SandboxCustomer, SandboxShop } from "./state/types";

const cookieName = (kind: "shopper" | "cart", shop: string) => `sandbox_${kind}_${shop.split(".")[0]}`;

const DEVICE_COOKIE = "sandbox_device";

const cookieOptions = { path: "/sandbox", httpOnly: true, sameSite: "lax" } as const;

export function cookieOf(request: Request, name: string): string | null {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key = "", value = ""] = pair.split("=", 2);
    if (key.trim() === name) return decodeURIComponent(value.trim());
  }
  return null;
}

/** The customer who is logged in, or null for a guest. */
export function shopperOf(store: SandboxStore, request: Request, shop: SandboxShop): SandboxCustomer | null {
  const id = Number(cookieOf(request, cookieName("shopper", shop.domain)));
  return Number.isSafeInteger(id) && id > 0 ? store.customer(shop.domain, id) : null;
}

/** A browser as the shop's edge sees it: a network address of its own, kept by the browser, so that two browsers of one machine are two buyers. */
export function browserOf(request: Request, response: Response): { ip: string; agent: string } {
  const known = cookieOf(request, DEVICE_COOKIE);
  const number =
    known !== null && /^\d{1,3}$/.test(known) ? Number(known) : 1 + ((randomBytes(1)[0] ?? 0) % 250);
  if (known === null) response.cookie(DEVICE_COOKIE, String(number), cookieOptions);
  // Addresses for documentation (RFC 5737): nobody's.
  return { ip: `203.0.113.${number}`, agent: request.headers["user-agent"] ?? "unknown" };
}

export function logIn(response: Response, shop: SandboxShop, customer: SandboxCustomer): void {
  response.cookie(cookieName("shopper", shop.domain), String(customer.id), cookieOptions);
}

export function logOut(response: Response, shop: SandboxShop): void {
  response.clearCookie(cookieName("shopper", shop.domain), cookieOptions);
}

/** The shopper's cart; an empty one (not yet kept) when there is none. */
export function cartOf(
  store: SandboxStore,
  request: Request,
  shop: SandboxShop,
  locale: Locale,
): SandboxCart {
  const token = cookieOf(request, cookieName("cart", shop.domain));
  const kept = token === null ? null : store.cart(shop.domain, token);
  return kept ?? emptyCart(store, shop, locale);
}

function emptyCart(store: SandboxStore, shop: SandboxShop, locale: Locale): SandboxCart {
  const token = randomBytes(12).toString("hex");
  return { token, shop: shop.domain, lines: [], codes: [], locale, updatedAt: store.now() };
}

/** Keeps a cart and tells the browser which one is its own. */
export function keepCart(
  store: SandboxStore,
  response: Response,
  cart: Pick<SandboxCart, "token" | "shop" | "lines" | "codes" | "locale">,
): SandboxCart {
  const kept = { ...cart, updatedAt: store.now() };
  store.putCart(kept);
  response.cookie(cookieName("cart", cart.shop), cart.token, cookieOptions);
  return kept;
}

/** After the order is placed: the next visit begins with an empty cart. */
export function dropCart(store: SandboxStore, response: Response, cart: SandboxCart): void {
  store.cartTable.remove(cart.token);
  response.clearCookie(cookieName("cart", cart.shop), cookieOptions);
}
