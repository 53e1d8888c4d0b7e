/** Who of the staff sits before the store admin, and in which language: two cookies per shop. */
import type { Request, Response } from "express";
import { cookieOf } from "../shopper";
import type { Locale, SandboxShop, SandboxStaff } from "../state/types";

const isLocale = (value: unknown): value is Locale => value === "en" || value === "fa" || value === "ar";

const cookieName = (kind: "staff" | "locale", shop: SandboxShop) =>
  `sandbox_admin_${kind}_${shop.domain.split(".")[0]}`;

const options = { path: "/sandbox", sameSite: "lax" } as const;

export function staffOf(request: Request, shop: SandboxShop): SandboxStaff | undefined {
  const wish = Number(request.query.staff ?? cookieOf(request, cookieName("staff", shop)));
  return shop.staff.find(({ id }) => id === wish) ?? shop.staff.find(({ accountOwner }) => accountOwner);
}

export function keepStaff(response: Response, shop: SandboxShop, staff: SandboxStaff): void {
  response.cookie(cookieName("staff", shop), String(staff.id), options);
}

/** `?locale=` chooses and is remembered; else what was chosen before; else the staff member's own language. */
export function localeFor(shop: SandboxShop, request: Request, response: Response): Locale {
  const wish = request.query.locale;
  const before = cookieOf(request, cookieName("locale", shop));
  if (isLocale(wish)) response.cookie(cookieName("locale", shop), wish, options);
  if (isLocale(wish)) return wish;
  return isLocale(before) ? before : (staffOf(request, shop)?.locale ?? shop.primaryLocale);
}
