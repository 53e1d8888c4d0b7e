/** The list of orders, newest first, with a search and the queue of messages. */
import { html, type Markup } from "../html";
import { languageLinks, ownStyles, sandboxBanner, sandboxPage } from "../layout";
import { codesOn, currentTotals, financialStatus, originalTotals } from "../state/order-totals";
import type { SandboxOrder } from "../state/types";
import { customerName, type Desk } from "./desk";
import { deliveryLog, queueForms } from "./log-parts";
import { newOrderForm } from "./new-order";

const PAGE = 25;

export interface ListWish {
  readonly search: string;
  readonly page: number;
}

function found(desk: Desk, search: string): SandboxOrder[] {
  const wanted = search.trim().toLowerCase().replace(/^#/, "");
  const orders = desk.parts.context.store.orders(desk.shop.domain);
  if (wanted === "") return orders;
  return orders.filter(
    (order) =>
      String(order.number) === wanted ||
      customerName(desk, order).toLowerCase().includes(wanted) ||
      order.email?.toLowerCase().includes(wanted) === true ||
      codesOn(order).some((code) => code.toLowerCase().includes(wanted)),
  );
}

export function listPage(desk: Desk, { search, page }: ListWish): string {
  const { words, root, locale, shop } = desk;
  const orders = found(desk, search);
  const shown = orders.slice((page - 1) * PAGE, page * PAGE);
  const next = `${root}?${new URLSearchParams({ search, page: String(page + 1) })}`;
  const body = html`<main class="sb-main">
<header class="sb-hero"><div><h1>${words.title} <small><bdi>${shop.name}</bdi></small></h1><p>${words.lead}</p></div>${languageLinks(locale, root)}</header>
<form class="sb-search" role="search" action="${root}"><label><span class="sb-hidden">${words.search}</span><input type="search" name="search" value="${search}" placeholder="${words.search}"></label><button class="sb-button">${words.find}</button></form>
<section aria-labelledby="newest"><h2 id="newest">${words.newest}</h2>
${shown.length === 0 ? html`<p>${words.none}</p>` : orderTable(desk, shown)}
${orders.length > page * PAGE ? html`<p><a class="sb-button sb-quiet" href="${next}">${words.older}</a></p>` : null}</section>
<div class="sb-forms">${newOrderForm(desk)}</div>
<section aria-labelledby="queue"><h2 id="queue">${words.queue}</h2>${queueForms(desk)}</section>
<section aria-labelledby="log"><h2 id="log">${words.log}</h2>${deliveryLog(desk, null)}</section>
</main>`;
  const banner = sandboxBanner({ locale, shop: shop.domain, current: "orders" });
  return sandboxPage({ title: `${words.title} · ${shop.name}`, body, locale, banner, head: ownStyles });
}

function orderTable(desk: Desk, orders: readonly SandboxOrder[]): Markup {
  const { words } = desk;
  return html`<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="newest"><table class="sb-table"><thead><tr>
<th scope="col">${words.order}</th><th scope="col">${words.placed}</th><th scope="col">${words.customer}</th><th scope="col">${words.status}</th><th scope="col">${words.points}</th><th scope="col" class="sb-number">${words.total}</th></tr></thead>
<tbody>${orders.map((order) => orderRow(desk, order))}</tbody></table></div>`;
}

function orderRow(desk: Desk, order: SandboxOrder): Markup {
  const was = originalTotals(order).totalMinor;
  const now = currentTotals(order).totalMinor;
  const codes = codesOn(order).join(", ");
  return html`<tr><th scope="row"><a href="${desk.root}/${String(order.id)}"><bdi dir="ltr">${order.name}</bdi></a></th>
<td>${desk.time(order.processedAt)}</td><td><bdi>${customerName(desk, order)}</bdi></td><td>${statusBadge(order)}</td>
<td><bdi dir="ltr">${codes}</bdi></td><td class="sb-number">${was === now ? null : html`<s>${desk.money(was)}</s> `}${desk.money(now)}</td></tr>`;
}

export function statusBadge(order: SandboxOrder): Markup {
  const status = financialStatus(order);
  const shown = order.cancelledAt === null ? status : `cancelled, ${status}`;
  return html`<span class="sb-badge sb-${status}" dir="ltr">${shown.replaceAll("_", " ")}</span>`;
}
