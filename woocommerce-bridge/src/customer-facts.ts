/** A customer as WooCommerce's messages and REST answers tell of one. */
import * as z from "zod";
import { customerId } from "../../app/loyalty/brand";
import { said, storeId } from "./believed";
import { type CustomerFacts, personOf } from "./buyer";

const text = z.string().nullish();

export const restCustomer = z.object({
  id: storeId.min(1),
  email: text,
  first_name: text,
  last_name: text,
  role: text,
  is_paying_customer: z.boolean().nullish(),
  billing: z.object({ first_name: text, last_name: text, email: text, phone: text }).nullish(),
});
export type RestCustomer = z.infer<typeof restCustomer>;

/** The account's own name and address go before those of its billing form. */
export function factsOf(customer: RestCustomer): CustomerFacts {
  const account = personOf(customer);
  const billing = personOf(customer.billing);
  return {
    customerId: customerId(String(customer.id)),
    name: account.name || billing.name,
    email: account.email ?? billing.email,
    phone: billing.phone,
    locale: null,
  };
}

/** WordPress tells of every account; one that was made to work in the shop is a shopper's only once it has paid for something. */
export const isShopper = ({ role, is_paying_customer }: RestCustomer): boolean =>
  ["customer", "subscriber"].includes(said(role) ?? "customer") || is_paying_customer === true;
