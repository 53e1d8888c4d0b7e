/** What the opening page says of the WordPress shops. */
import type { Locale } from "../../state/types";

interface WooOpeningWords {
  readonly title: string;
  readonly lead: string;
  readonly owner: string;
  readonly support: string;
  readonly windows: Readonly<
    Record<"store" | "account" | "checkout" | "classic" | "orders" | "admin", string>
  >;
}

export const wooOpeningWords: Readonly<Record<Locale, WooOpeningWords>> = {
  en: {
    title: "WooCommerce",
    lead: "Two WordPress shops, emulated too, with the same people. Their pages run the real companion plugin in PHP; the app reaches them by WooCommerce's own REST API and webhooks.",
    owner: "owner",
    support: "support",
    windows: {
      store: "Shop",
      account: "My account",
      checkout: "Checkout (blocks)",
      classic: "Checkout (classic)",
      orders: "Order desk",
      admin: "wp-admin",
    },
  },
  fa: {
    title: "ووکامرس",
    lead: "دو فروشگاه وردپرس، آن‌ها هم شبیه‌سازی‌شده، با همان آدم‌ها. صفحه‌هایشان افزونهٔ همراه واقعی را با PHP اجرا می‌کنند؛ برنامه با REST و وب‌هوک‌های خود ووکامرس به آن‌ها می‌رسد.",
    owner: "صاحب فروشگاه",
    support: "پشتیبانی",
    windows: {
      store: "فروشگاه",
      account: "حساب من",
      checkout: "تسویه (بلوکی)",
      classic: "تسویه (کلاسیک)",
      orders: "میز سفارش‌ها",
      admin: "پیشخوان وردپرس",
    },
  },
  ar: {
    title: "ووكومرس",
    lead: "متجران على ووردبريس، مُحاكيان أيضًا، بالأشخاص أنفسهم. تشغّل صفحاتهما الإضافة الحقيقية بلغة PHP، ويصل إليهما التطبيق بواجهة ووكومرس وإشعاراته نفسها.",
    owner: "المالك",
    support: "الدعم",
    windows: {
      store: "المتجر",
      account: "حسابي",
      checkout: "الدفع (بالمكوّنات)",
      classic: "الدفع (التقليدي)",
      orders: "مكتب الطلبات",
      admin: "لوحة ووردبريس",
    },
  },
};
