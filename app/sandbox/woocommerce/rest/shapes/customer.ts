/** A customer as `GET customers/<id>` answers and as webhooks carry one. */
import { createHash } from "node:crypto";
import type { WooAddress, WooUser } from "../../state/records";
import type { WooShop } from "../../state/shop";
import { gmtDate, localDate } from "./dates";
import { selfAndCollection } from "./links";

/** Meta whose key begins with an underscore is WordPress's own and is not told. */
const isOpen = ({ key }: { readonly key: string }) => !key.startsWith("_");

export function customerShape(shop: WooShop, user: WooUser, home: string) {
  const { timezone } = shop.settings;
  const hash = createHash("sha256").update(user.email.trim().toLowerCase()).digest("hex");
  return {
    id: user.id,
    date_created: localDate(user.createdAt, timezone),
    date_created_gmt: gmtDate(user.createdAt),
    date_modified: localDate(user.modifiedAt, timezone),
    date_modified_gmt: gmtDate(user.modifiedAt),
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    role: user.role,
    username: user.username,
    billing: billing(user.billing),
    shipping: shipping(user.shipping),
    is_paying_customer: user.isPayingCustomer,
    avatar_url: `https://secure.gravatar.com/avatar/${hash}?s=96&d=mm&r=g`,
    meta_data: user.meta.filter(isOpen),
    _links: selfAndCollection(home, "customers", user.id),
  };
}

function shipping({ email: _email, phone, ...address }: WooAddress) {
  const { first_name, last_name, company, address_1, address_2, city, postcode, country, state } = address;
  return { first_name, last_name, company, address_1, address_2, city, postcode, country, state, phone };
}

function billing(address: WooAddress) {
  const { phone, ...rest } = shipping(address);
  return { ...rest, email: address.email, phone };
}
