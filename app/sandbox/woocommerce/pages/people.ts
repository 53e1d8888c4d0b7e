/** The simple list of the login page: staff first, then the cast, each with what they are. */
import type { Locale } from "../../state/types";
import type { WooUser } from "../state/records";
import type { Visit } from "./visit";

const words: Readonly<
  Record<Locale, Readonly<Record<"administrator" | "shop_support" | "customer", string>>>
> = {
  en: { administrator: "owner, wp-admin", shop_support: "support, wp-admin", customer: "customer" },
  fa: { administrator: "مالک، پیشخوان", shop_support: "پشتیبانی، پیشخوان", customer: "مشتری" },
  ar: { administrator: "المالك، لوحة التحكم", shop_support: "الدعم، لوحة التحكم", customer: "عميل" },
};

const SHOWN = 20;

export function peopleFacts({ shop, language }: Visit) {
  const staff = shop.users.rows().filter(({ role }) => role !== "customer");
  return [...staff, ...shop.cast()].slice(0, SHOWN).map((user) => ({
    id: user.id,
    firstName: user.firstName,
    lastName: user.lastName,
    roleName: words[language][roleOf(user)],
  }));
}

const roleOf = ({ role }: WooUser) => (role === "shop_manager" ? "administrator" : role);
