/** Places an order by script, through the same pricing and code rules as the checkout. */
import * as z from "zod";
import { placeOrder } from "../state/place-order";
import { presentmentOf } from "../state/presentment";
import type { OrderBuyer } from "../state/types";
import { type ApiCase, restOrder, waitIfAsked } from "./api-case";
import { placeBody } from "./read-body";

export async function placeFor({ parts, shop, request, response }: ApiCase): Promise<void> {
  const { store } = parts.context;
  const wish = placeBody.safeParse(request.body);
  if (!wish.success) return void response.status(400).json({ error: z.prettifyError(wish.error) });
  const { customerId, lines, codes, locale, email, paid, source, currency } = wish.data;
  const customer = customerId ? store.customer(shop.domain, customerId) : null;
  if (customerId && customer === null) return void response.status(404).json({ error: "no such customer" });
  const placed = placeOrder(store, {
    shop,
    customer,
    lines,
    codes,
    locale: locale ?? customer?.locale ?? shop.primaryLocale,
    email: email ?? null,
    paid,
    sourceName: source,
    presentment: presentmentOf(currency),
    buyer: heardOf(wish.data),
  });
  if (!placed.ok) return void response.status(422).json({ error: placed });
  await waitIfAsked(parts, request);
  response.status(201).json({ order: restOrder(parts, shop, placed.order.id) });
}

/** Only what the script says of the buyer; the rest is the customer's own. */
function heardOf({ phone, address, browser, card }: z.infer<typeof placeBody>): Partial<OrderBuyer> {
  return {
    ...(phone ? { phone } : {}),
    ...(address ? { address: { name: "", ...address } } : {}),
    ...(browser ? { browser } : {}),
    ...(card ? { card } : {}),
  };
}
