/** An order made at the desk: by a guest, at the till, by a subscription, paid in another currency or later. */
import type { Request } from "express";
import * as z from "zod";
import { html, type Markup } from "../html";
import { placeOrder } from "../state/place-order";
import { presentmentOf, presentments } from "../state/presentment";
import type { SandboxOrder } from "../state/types";
import type { Desk } from "./desk";

const sources = ["web", "pos", "subscription_contract", "other"] as const;

const newOrder = z.object({
  customer: z.union([z.literal("").transform(() => null), z.coerce.number().int()]).default(null),
  email: z.union([z.literal("").transform(() => null), z.email()]).default(null),
  variant: z.coerce.number().int(),
  quantity: z.coerce.number().int().min(1).max(99).default(1),
  source: z.enum(sources).default("web"),
  currency: z.string().default(""),
  later: z.string().optional(),
});

export function newOrderForm(desk: Desk): Markup {
  const { words, root, shop, locale, parts } = desk;
  const { store } = parts.context;
  const people = store
    .cast(shop.domain)
    .map(
      ({ id, firstName, lastName }) => html`<option value="${String(id)}">${firstName} ${lastName}</option>`,
    );
  const goods = store
    .products(shop.domain)
    .flatMap((product) =>
      product.variants.map(
        (variant) =>
          html`<option value="${String(variant.id)}">${product.titleIn[locale]}${variant.title === "Default Title" ? "" : `, ${variant.titleIn[locale]}`} · ${desk.money(variant.priceMinor)}</option>`,
      ),
    );
  const field = (label: string, control: Markup) =>
    html`<label class="sb-field"><span>${label}</span>${control}</label>`;
  return html`<form class="sb-card sb-wide-fields" method="post" action="${root}/new" aria-labelledby="new-order"><h2 id="new-order">${words.newOrder}</h2><p class="sb-soft">${words.newOrderLead}</p>
${field(words.customer, html`<select name="customer"><option value="">${words.guest}</option>${people}</select>`)}
${field(words.guestEmail, html`<input name="email" type="email" dir="ltr">`)}
${field(words.article, html`<select name="variant">${goods}</select>`)}
${field(words.units, html`<input name="quantity" type="number" min="1" max="99" value="1" inputmode="numeric">`)}
${field(words.channel, html`<select name="source">${sources.map((source) => html`<option value="${source}">${words[source]}</option>`)}</select>`)}
${field(words.payIn, html`<select name="currency"><option value="">${shop.currency}</option>${presentments.map(({ currency }) => html`<option>${currency}</option>`)}</select>`)}
<label class="sb-field"><span>${words.later}</span><input type="checkbox" name="later" value="1"></label>
<p class="sb-buttons"><button class="sb-button">${words.place}</button></p></form>`;
}

/** @returns the order, or why there is none. */
export function placeAtDesk({ parts, shop, locale }: Desk, request: Request): SandboxOrder | string {
  const wish = newOrder.safeParse(request.body);
  if (!wish.success) return z.prettifyError(wish.error);
  const { store } = parts.context;
  const { customer: id, email, variant, quantity, source, currency, later } = wish.data;
  const customer = id === null ? null : store.customer(shop.domain, id);
  const placed = placeOrder(store, {
    shop,
    customer,
    email,
    lines: [{ variantId: variant, quantity }],
    codes: [],
    locale: customer?.locale ?? locale,
    // An app of somebody else's is known by its number.
    sourceName: source === "other" ? "1354745" : source,
    presentment: presentmentOf(currency),
    paid: later === undefined,
  });
  return placed.ok ? placed.order : placed.reason;
}
