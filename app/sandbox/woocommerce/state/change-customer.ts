/** People come, change and go. Every account of WordPress tells of itself when it is made, shoppers' or not; saving one without a change tells of it all the same. */
import { withMeta } from "./change-order";
import { noAddress, type WooAddress, type WooRole, type WooUser } from "./records";
import { refused, type WooResult } from "./refusal";
import type { WooShop } from "./shop";

export type UserResult = WooResult<{ readonly user: WooUser }>;

export interface NewUser {
  readonly email: string;
  readonly username?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly role?: WooRole;
  readonly billing?: Partial<WooAddress>;
  readonly shipping?: Partial<WooAddress>;
  readonly at?: number;
}

export function createUser(shop: WooShop, wish: NewUser): UserResult {
  if (!/^[^\s@]+@[^\s@]+$/.test(wish.email))
    return refused("registration-error-invalid-email", "Please provide a valid email address.");
  if (shop.userByEmail(wish.email) !== null)
    return refused(
      "registration-error-email-exists",
      "An account is already registered with your email address. Please log in or use a different email address.",
    );
  const at = wish.at ?? shop.now();
  const id = shop.nextId("user");
  const user: WooUser = {
    id,
    username: wish.username ?? `${wish.email.split("@")[0]?.replaceAll(/[^\w.-]/g, "") ?? "user"}`,
    email: wish.email,
    firstName: wish.firstName ?? "",
    lastName: wish.lastName ?? "",
    role: wish.role ?? "customer",
    locale: shop.settings.locale,
    billing: { ...noAddress, ...wish.billing },
    shipping: { ...noAddress, ...wish.shipping },
    isPayingCustomer: false,
    meta: [],
    castKey: null,
    castRole: null,
    createdAt: at,
    modifiedAt: at,
  };
  shop.users.put(user);
  shop.fire("new_customer", id);
  return { ok: true, user };
}

export interface UserChange {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly billing?: Partial<WooAddress>;
  readonly shipping?: Partial<WooAddress>;
  readonly meta?: readonly { readonly key: string; readonly value: unknown }[];
}

export function changeUser(shop: WooShop, user: WooUser, change: UserChange): UserResult {
  const { email = user.email } = change;
  const other = shop.userByEmail(email);
  if (other !== null && other.id !== user.id)
    return refused("woocommerce_rest_customer_invalid_email", "Email address is invalid.");
  const next: WooUser = {
    ...user,
    email,
    firstName: change.firstName ?? user.firstName,
    lastName: change.lastName ?? user.lastName,
    billing: { ...user.billing, ...change.billing },
    shipping: { ...user.shipping, ...change.shipping },
    meta: withMeta(shop, user.meta, change.meta ?? []),
    modifiedAt: shop.now(),
  };
  shop.users.put(next);
  shop.fire("update_customer", user.id);
  return { ok: true, user: next };
}

/** Orders keep the number of who placed them. Only a customer's deletion is told. */
export function deleteUser(shop: WooShop, user: WooUser): void {
  shop.users.remove(String(user.id));
  if (user.role === "customer") shop.fire("delete_customer", user.id);
}
