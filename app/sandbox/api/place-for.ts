/** Places an order by script, through the same pricing and code rules as the checkout. */
import * as z from "zod";
import { placeOrder } from "../state/place-order";
import { type ApiCase, restOrder, waitIfAsked } from "./api-case";
import { placeBody } from "./read-body";

export async function placeFor({ parts, shop, request, response }: ApiCase): Promise<void> {
  const { store } = parts.context;
  const wish = placeBody.safeParse(request.body);
  if (!wish.success) return void response.status(400).json({ error: z.prettifyError(wish.error) });
  const { customerId, lines, codes, locale, email, paid } = wish.data;
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
  });
  if (!placed.ok) return void response.status(422).json({ error: placed });
  await waitIfAsked(parts, request);
  response.status(201).json({ order: restOrder(parts, shop, placed.order.id) });
}
