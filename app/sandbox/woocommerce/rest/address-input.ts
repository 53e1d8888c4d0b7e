/** An address as REST callers send one, with an order or a customer: any of its fields, and only text. */
import * as z from "zod";

const text = z.string();

export const address = z
  .object({
    first_name: text,
    last_name: text,
    company: text,
    address_1: text,
    address_2: text,
    city: text,
    state: text,
    postcode: text,
    country: text,
    email: text,
    phone: text,
  })
  .partial();
