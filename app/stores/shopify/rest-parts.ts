/**
 * The words of Shopify's webhook payloads (REST shape): ids, moments and money as they are written there. Unknown fields are
 * no concern of ours; a field that we need and that is not as it should be ends the reading (law 9: money is never a float).
 */
import * as z from "zod";
import { type CustomerId, customerId, type Instant, instant } from "../../loyalty/brand";
import { emailFingerprint } from "../../loyalty/email";
import type { Currency, Minor } from "../../loyalty/money";
import type { CustomerFacts } from "../store";
import type { Fingerprint } from "./buyer";
import { type GidType, idOf } from "./gid";
import { readAmount, readSigned, readText, Unbelievable } from "./order-parts";

/** An id: a whole number, or its digits as text where it is longer than a number can hold (see json-text.ts). */
export const restId = z
  .union([z.int().positive(), z.string().regex(/^\d{1,20}$/)])
  .transform((id) => String(id));

/** A moment as ISO 8601, always with its offset. */
export const moment = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => instant(Date.parse(text)));

export const moneySet = z.object({
  shop_money: z.object({ amount: z.string(), currency_code: z.string() }),
});
export type MoneySet = z.infer<typeof moneySet>;

/** Money stands twice in a payload: as a set of currencies, and as bare text in the shop's (in refunds even as a float). */
export interface Written {
  readonly set: MoneySet | null | undefined;
  readonly text: string | number | null | undefined;
  readonly what: string;
}

function textOf({ set, text, what }: Written, code: Currency): string {
  if (set) {
    if (set.shop_money.currency_code !== code)
      throw new Unbelievable("inconsistent-amounts", `${what} is in another currency than its order`);
    return set.shop_money.amount;
  }
  if (typeof text === "string") return text;
  throw new Unbelievable("malformed", `${what} is not written as decimal text`);
}

export const readMoney = (written: Written, code: Currency): Minor =>
  readAmount(textOf(written, code), code, written.what);

export const readSignedMoney = (written: Written, code: Currency): Minor =>
  readSigned(textOf(written, code), code, written.what);

/** The global id is text and exact, so it goes before the number. */
export function exactId(type: GidType, global: string | null | undefined, id: string): string {
  return (global ? idOf(type, global) : null) ?? id;
}

export const restCustomer = z.object({
  id: restId,
  admin_graphql_api_id: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  tags: z.string().nullish(),
  verified_email: z.boolean().nullish(),
});
export type RestCustomer = z.infer<typeof restCustomer>;

export function idOfCustomer(customer: RestCustomer): CustomerId {
  return customerId(exactId("Customer", customer.admin_graphql_api_id, customer.id));
}

interface Told {
  /** What an order says of its shopper; a customer's own events do not tell it. */
  readonly locale: string | null;
  readonly fingerprint: Fingerprint;
}

export function factsOf(customer: RestCustomer, { locale, fingerprint }: Told): CustomerFacts {
  return {
    customerId: idOfCustomer(customer),
    ...personOf({ ...customer, firstName: customer.first_name, lastName: customer.last_name }),
    locale,
    ...provenOf({ email: customer.email, verified: customer.verified_email }, fingerprint),
    ...tagsOf(customer.tags?.split(",")),
  };
}

/** The address that the store says is proved; nothing at all where it does not say. */
export function provenOf(
  told: { readonly email: string | null | undefined; readonly verified: boolean | null | undefined },
  fingerprint: Fingerprint,
): Pick<CustomerFacts, "verifiedEmail"> {
  if (typeof told.verified !== "boolean") return {};
  return { verifiedEmail: told.verified ? emailFingerprint(fingerprint, told.email) : null };
}

/** Shopify keeps a tag as it was first written and compares without case. */
export function tagsOf(tags: readonly string[] | null | undefined): Pick<CustomerFacts, "tags"> {
  if (!tags) return {};
  const read = tags.map((tag) => readText(tag).trim().toLowerCase()).filter((tag) => tag !== "");
  return { tags: [...new Set(read)].sort() };
}

export interface Person {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

/** Name, address and number as both of Shopify's shapes have them; an empty text says nothing. */
export function personOf({ firstName, lastName, email, phone }: Person) {
  const said = (text: string | null | undefined) => readText(text ?? "").trim() || null;
  return {
    name: [said(firstName), said(lastName)].filter((part) => part !== null).join(" "),
    email: said(email),
    phone: said(phone),
  };
}
