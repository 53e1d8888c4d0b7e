/**
 * The frame of every sandbox page: language and direction, the one style sheet, and the banner which says that this is a
 * sandbox and leads to its windows.
 */
import { html, type Markup, raw } from "./html";
import type { Locale } from "./state/types";

export type WindowName = "opening" | "admin" | "store" | "account" | "checkout" | "orders";

export interface SandboxPage {
  readonly title: string;
  readonly body: Markup;
  readonly locale: Locale;
  /** The banner, made by `sandboxBanner`; null only inside frames that have one around them. */
  readonly banner: Markup | null;
  readonly head?: Markup;
  /** A class of the body, for pages with a style of their own. */
  readonly className?: string;
}

/** For pages that are the sandbox's own; storefront and checkout have styles of theirs. */
export const ownStyles = html`${["pages", "tables", "forms"].map(
  (name) => html`<link rel="stylesheet" href="/sandbox/assets/${name}.css">`,
)}`;

export const directionOf = (locale: Locale): "ltr" | "rtl" => (locale === "en" ? "ltr" : "rtl");

export function sandboxPage({ title, body, locale, banner, head, className }: SandboxPage): string {
  const page = html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
<link rel="icon" href="${raw(icon)}">
<link rel="stylesheet" href="/sandbox/assets/sandbox.css">
${head}
</head>
<body class="sb ${className ?? ""}">
${banner}
${body}
</body>
</html>
`;
  return page.toString();
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f4d43"/><path d="M7 9l9 15L25 9" fill="none" stroke="#f4c95d" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`;

interface BannerText {
  readonly notice: string;
  readonly label: string;
  readonly windows: Readonly<Record<WindowName, string>>;
}

const texts: Record<Locale, BannerText> = {
  en: {
    notice: "Sandbox: shops, people and money here are invented.",
    label: "Sandbox windows",
    windows: {
      opening: "Start",
      admin: "Store admin",
      store: "Storefront",
      account: "Customer account",
      checkout: "Checkout",
      orders: "Order desk",
    },
  },
  fa: {
    notice: "محیط آزمایشی: فروشگاه‌ها، آدم‌ها و پول‌ها ساختگی‌اند.",
    label: "پنجره‌های محیط آزمایشی",
    windows: {
      opening: "آغاز",
      admin: "مدیریت فروشگاه",
      store: "ویترین",
      account: "حساب مشتری",
      checkout: "تسویه",
      orders: "میز سفارش‌ها",
    },
  },
  ar: {
    notice: "بيئة تجريبية: المتاجر والأشخاص والأموال هنا مختلقة.",
    label: "نوافذ البيئة التجريبية",
    windows: {
      opening: "البداية",
      admin: "إدارة المتجر",
      store: "واجهة المتجر",
      account: "حساب العميل",
      checkout: "الدفع",
      orders: "مكتب الطلبات",
    },
  },
};

export function windowName(window: WindowName, locale: Locale): string {
  return texts[locale].windows[window];
}

/** Where each window of a shop is. */
export function windowPath(window: WindowName, shop: string): string {
  if (window === "opening") return "/sandbox";
  if (window === "store") return `/sandbox/stores/${shop}/`;
  return `/sandbox/${window === "admin" ? "admin" : window}/${shop}`;
}

export interface BannerWish {
  readonly locale: Locale;
  readonly shop: string;
  readonly current: WindowName;
}

export function sandboxBanner({ locale, shop, current }: BannerWish): Markup {
  const text = texts[locale];
  const windows: readonly WindowName[] = ["opening", "admin", "store", "account", "checkout", "orders"];
  const links = windows.map(
    (window) =>
      html`<li><a href="${windowPath(window, shop)}"${window === current ? raw(' aria-current="page"') : ""}>${text.windows[window]}</a></li>`,
  );
  return html`<aside class="sb-banner" aria-label="${text.label}"><p>${text.notice}</p><ul>${links}</ul></aside>`;
}

const ownNames = { en: "English", fa: "فارسی", ar: "العربية" } as const satisfies Record<Locale, string>;

/** The same page in the other languages. */
export function languageLinks(current: Locale, path: string): Markup {
  const links = (["en", "fa", "ar"] as const).map((locale) =>
    locale === current
      ? html`<li><span lang="${locale}" aria-current="true">${ownNames[locale]}</span></li>`
      : html`<li><a href="${path}?locale=${locale}" lang="${locale}" hreflang="${locale}">${ownNames[locale]}</a></li>`,
  );
  return html`<ul class="sb-languages">${links}</ul>`;
}
