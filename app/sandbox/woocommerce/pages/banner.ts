/** The banner above every page of the WordPress shops: that this is a sandbox, and its windows. */
import { html, type Markup, raw } from "../../html";
import type { Locale } from "../../state/types";
import type { WooShop } from "../state/shop";

export type WooWindow = "start" | "shop" | "account" | "admin" | "desk";

interface Words {
  readonly notice: string;
  readonly label: string;
  readonly windows: Readonly<Record<WooWindow, string>>;
}

const texts: Readonly<Record<Locale, Words>> = {
  en: {
    notice: "Sandbox: an emulated WooCommerce. Shops, people and money here are invented.",
    label: "Sandbox windows",
    windows: { start: "Start", shop: "Shop", account: "My account", admin: "wp-admin", desk: "Order desk" },
  },
  fa: {
    notice: "محیط آزمایشی: ووکامرس شبیه‌سازی‌شده. فروشگاه‌ها، آدم‌ها و پول‌ها ساختگی‌اند.",
    label: "پنجره‌های محیط آزمایشی",
    windows: { start: "آغاز", shop: "فروشگاه", account: "حساب من", admin: "پیشخوان", desk: "میز سفارش‌ها" },
  },
  ar: {
    notice: "بيئة تجريبية: ووكومرس مُحاكى. المتاجر والأشخاص والأموال هنا مختلقة.",
    label: "نوافذ البيئة التجريبية",
    windows: {
      start: "البداية",
      shop: "المتجر",
      account: "حسابي",
      admin: "لوحة التحكم",
      desk: "مكتب الطلبات",
    },
  },
};

export function wooWindowPath(window: WooWindow, { name }: WooShop): string {
  const shop = `/sandbox/wordpress/${name}`;
  const paths = {
    start: "/sandbox",
    shop: `${shop}/`,
    account: `${shop}/my-account/`,
    admin: `${shop}/wp-admin/`,
    desk: `/sandbox/orders/${name}`,
  } as const;
  return paths[window];
}

const windows: readonly WooWindow[] = ["start", "shop", "account", "admin", "desk"];

export function wooBanner(shop: WooShop, locale: Locale, current: WooWindow): Markup {
  const text = texts[locale];
  const links = windows.map(
    (window) =>
      html`<li><a href="${wooWindowPath(window, shop)}"${window === current ? raw(' aria-current="page"') : ""}>${text.windows[window]}</a></li>`,
  );
  return html`<aside class="sb-banner" aria-label="${text.label}"><p>${text.notice}</p><ul>${links}</ul></aside>`;
}
