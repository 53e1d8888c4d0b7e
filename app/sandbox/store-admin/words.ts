/** The words of Shopify's admin around the app. */
import type { Locale } from "../state/types";

interface AdminWords {
  readonly title: string;
  readonly home: string;
  readonly orders: string;
  readonly customers: string;
  readonly app: string;
  readonly nav: string;
  readonly staff: string;
  readonly language: string;
  readonly choose: string;
  readonly unsaved: string;
  readonly pages: Readonly<Record<"" | "members" | "program" | "deliveries", string>>;
}

export const adminWords: Readonly<Record<Locale, AdminWords>> = {
  en: {
    title: "Store admin",
    home: "Sandbox",
    orders: "Orders",
    customers: "Customers",
    app: "Vafa",
    nav: "Admin",
    staff: "Staff",
    language: "Language",
    choose: "Change",
    unsaved: "Unsaved changes",
    pages: { "": "Home", members: "Members", program: "Program", deliveries: "Deliveries" },
  },
  fa: {
    title: "مدیریت فروشگاه",
    home: "محیط آزمایشی",
    orders: "سفارش‌ها",
    customers: "مشتریان",
    app: "وفا",
    nav: "مدیریت",
    staff: "کارمند",
    language: "زبان",
    choose: "تغییر",
    unsaved: "تغییرات ذخیره‌نشده",
    pages: { "": "خانه", members: "اعضا", program: "برنامه", deliveries: "پیام‌ها" },
  },
  ar: {
    title: "إدارة المتجر",
    home: "البيئة التجريبية",
    orders: "الطلبات",
    customers: "العملاء",
    app: "وفا",
    nav: "الإدارة",
    staff: "الموظف",
    language: "اللغة",
    choose: "تغيير",
    unsaved: "تغييرات غير محفوظة",
    pages: { "": "الرئيسية", members: "الأعضاء", program: "البرنامج", deliveries: "الإشعارات" },
  },
};
