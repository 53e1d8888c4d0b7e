/** What a webhook's order tells of its buyer and of the parcels that went out. */
import * as z from "zod";
import type { BuyerParts } from "./buyer";
import { moment } from "./rest-parts";

const text = z.string().nullish();

export const restFulfilment = z.object({ status: text, created_at: moment });

/** The fields of an order, as part of its schema. */
export const restBuyer = {
  email: text,
  contact_email: text,
  phone: text,
  browser_ip: text,
  client_details: z.object({ browser_ip: text, user_agent: text }).nullish(),
  shipping_address: z.object({ address1: text, address2: text, zip: text, country_code: text }).nullish(),
  payment_details: z.object({ credit_card_bin: text, credit_card_number: text }).nullish(),
};
type RestBuyer = z.infer<z.ZodObject<typeof restBuyer>>;

export function readRestBuyer(order: RestBuyer): BuyerParts {
  const { client_details: client, shipping_address: address, payment_details: card } = order;
  return {
    email: order.email || order.contact_email || null,
    phone: order.phone ?? null,
    address: address ? { ...address, country: address.country_code } : null,
    browser: {
      address: client?.browser_ip ?? order.browser_ip ?? null,
      agent: client?.user_agent ?? null,
    },
    card: card ? { bin: card.credit_card_bin, number: card.credit_card_number } : null,
  };
}
