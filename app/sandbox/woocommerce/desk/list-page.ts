/** The desk's list of orders, newest first, with a search, a form for a new one, and how messages go. */
import { html, type Markup, raw } from "../../html";
import { languageLinks, ownStyles, sandboxPage } from "../../layout";
import { wooBanner } from "../pages/banner";
import type { WooOrder } from "../state/records";
import { buyerOf, type WooDesk } from "./desk";
import { deliveryLog, queueForms, webhookTable } from "./log-parts";

const PAGE = 25;

export interface ListWish {
  readonly search: string;
  readonly page: number;
}

function found(desk: WooDesk, search: string): WooOrder[] {
  const wanted = search.trim().toLowerCase().replace(/^#/, "");
  const orders = desk.shop.ordersNewestFirst();
  if (wanted === "") return orders;
  return orders.filter((order) =>
    [
      String(order.id),
      buyerOf(desk, order),
      order.billing.email,
      ...order.couponLines.map(({ code }) => code),
    ].some((text) => text.toLowerCase().includes(wanted)),
  );
}

export function listPage(desk: WooDesk, { search, page }: ListWish): string {
  const { words, root, locale, shop } = desk;
  const orders = found(desk, search);
  const shown = orders.slice((page - 1) * PAGE, page * PAGE);
  const next = `${root}?${new URLSearchParams({ search, page: String(page + 1) })}`;
  const body = html`<main class="sb-main">
<header class="sb-hero"><div><h1>${words.title} <small><bdi>${shop.settings.title}</bdi></small></h1><p>${words.lead}</p></div>${languageLinks(locale, root)}</header>
<form class="sb-search" role="search" action="${root}"><label><span class="sb-hidden">${words.search}</span><input type="search" name="search" value="${search}" placeholder="${words.search}"></label><button class="sb-button">${words.find}</button></form>
<section aria-labelledby="newest"><h2 id="newest">${words.newest}</h2>
${shown.length === 0 ? html`<p>${words.none}</p>` : orderTable(desk, shown)}
${orders.length > page * PAGE ? html`<p><a class="sb-button sb-quiet" href="${next}">${words.older}</a></p>` : null}</section>
<div class="sb-forms">${newOrderForm(desk)}</div>
<section aria-labelledby="queue"><h2 id="queue">${words.queue}</h2><p class="sb-soft">${words.messagesLead}</p>${queueForms(desk)}</section>
<section aria-labelledby="webhooks"><h2 id="webhooks">${words.webhooks}</h2>${webhookTable(desk)}</section>
<section aria-labelledby="log"><h2 id="log">${words.log}</h2>${deliveryLog(desk, null)}</section>
</main>`;
  const title = `${words.title} · ${shop.settings.title}`;
  return sandboxPage({ title, body, locale, banner: wooBanner(shop, locale, "desk"), head: ownStyles });
}

function orderTable(desk: WooDesk, orders: readonly WooOrder[]): Markup {
  const { words } = desk;
  return html`<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="newest"><table class="sb-table"><thead><tr>
<th scope="col">${words.order}</th><th scope="col">${words.placed}</th><th scope="col">${words.customer}</th><th scope="col">${words.status}</th><th scope="col">${words.code}</th><th scope="col" class="sb-number">${words.total}</th></tr></thead>
<tbody>${orders.map((order) => orderRow(desk, order))}</tbody></table></div>`;
}

function orderRow(desk: WooDesk, order: WooOrder): Markup {
  const codes = order.couponLines.map(({ code }) => code).join(", ");
  return html`<tr><th scope="row"><a href="${desk.root}/${String(order.id)}"><bdi dir="ltr">#${String(order.id)}</bdi></a></th>
<td>${desk.time(order.createdAt)}</td><td><bdi>${buyerOf(desk, order)}</bdi></td><td>${statusBadge(order)}</td>
<td><bdi dir="ltr">${codes}</bdi></td><td class="sb-number">${desk.money(order.total)}</td></tr>`;
}

export const statusBadge = ({ status }: WooOrder): Markup =>
  html`<span class="sb-badge sb-${status === "processing" || status === "completed" ? "paid" : status}" dir="ltr">${status}</span>`;

function newOrderForm({ words, root, shop, locale, money }: WooDesk): Markup {
  const people = shop
    .cast()
    .map(
      ({ id, firstName, lastName }) => html`<option value="${String(id)}">${firstName} ${lastName}</option>`,
    );
  const goods = shop.products.flatMap((product) =>
    product.variations.length > 0
      ? product.variations.map(
          ({ id, nameIn, price }) =>
            html`<option value="${product.id}-${id}">${product.nameIn[locale]}, ${nameIn[locale]} · ${money(price)}</option>`,
        )
      : [html`<option value="${product.id}-0">${product.nameIn[locale]} · ${money(product.price)}</option>`],
  );
  const field = (label: string, control: Markup) =>
    html`<label class="sb-field"><span>${label}</span>${control}</label>`;
  const payments = (["card", "bacs", "cod", "draft"] as const).map(
    (name) => html`<option value="${name}"${name === "card" ? raw(" selected") : ""}>${words[name]}</option>`,
  );
  return html`<form class="sb-card sb-wide-fields" method="post" action="${root}/new" aria-labelledby="new-order"><h2 id="new-order">${words.newOrder}</h2><p class="sb-soft">${words.newOrderLead}</p>
${field(words.customer, html`<select name="customer"><option value="0">${words.guest}</option>${people}</select>`)}
${field(words.guestEmail, html`<input name="email" type="email" dir="ltr">`)}
${field(words.article, html`<select name="article">${goods}</select>`)}
${field(words.units, html`<input name="quantity" type="number" min="1" max="99" value="1" inputmode="numeric">`)}
${field(words.coupon, html`<input name="code" dir="ltr" autocomplete="off">`)}
${field(words.payment, html`<select name="payment">${payments}</select>`)}
<p class="sb-buttons"><button class="sb-button">${words.place}</button></p></form>`;
}
