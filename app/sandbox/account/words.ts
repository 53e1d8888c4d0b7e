/** What the customer account's frame says; what is in it the extension says. */
import type { Locale } from "../state/types";

const en = {
  title: "Customer account",
  page: "Loyalty page",
  profile: "Profile",
  orders: "Orders",
  noOrders: "No orders yet.",
  logIn: "Choose who is logged in",
  logInLead: "A customer account is of somebody: log in as one of the cast.",
  enter: "Log in",
  verified: "E-mail proved by logging in",
  unverified: "E-mail not proved yet",
  credit: "Store credit",
  giftCards: "Gift cards",
  notFound: "There is no such page in this account.",
};
export type AccountWords = Readonly<Record<keyof typeof en, string>>;

const fa: AccountWords = {
  title: "حساب مشتری",
  page: "صفحهٔ وفاداری",
  profile: "نمایه",
  orders: "سفارش‌ها",
  noOrders: "هنوز سفارشی نیست.",
  logIn: "چه کسی وارد شده است؟",
  logInLead: "حساب از آنِ کسی است: به نام یکی از بازیگران وارد شوید.",
  enter: "ورود",
  verified: "ایمیل با ورود تأیید شده است",
  unverified: "ایمیل هنوز تأیید نشده است",
  credit: "اعتبار فروشگاه",
  giftCards: "کارت‌های هدیه",
  notFound: "چنین صفحه‌ای در این حساب نیست.",
};

const ar: AccountWords = {
  title: "حساب العميل",
  page: "صفحة الولاء",
  profile: "الملف الشخصي",
  orders: "الطلبات",
  noOrders: "لا طلبات بعد.",
  logIn: "من سجّل الدخول؟",
  logInLead: "الحساب لشخص ما: سجّل الدخول باسم أحد الشخصيات.",
  enter: "دخول",
  verified: "تم إثبات البريد بتسجيل الدخول",
  unverified: "لم يُثبت البريد بعد",
  credit: "رصيد المتجر",
  giftCards: "بطاقات الهدايا",
  notFound: "لا توجد صفحة كهذه في هذا الحساب.",
};

export const accountWords: Readonly<Record<Locale, AccountWords>> = { en, fa, ar };
