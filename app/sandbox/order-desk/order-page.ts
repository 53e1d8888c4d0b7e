/** One order: what it holds, what it stands at, and everything that can be done to it. */
import { html, type Markup } from "../html";
import { ownStyles, sandboxBanner, sandboxPage } from "../layout";
import {
  codesOn,
  currentTotals,
  lineDiscount,
  lineNet,
  originalTotals,
  outstandingMinor,
  paidMinor,
  refundedMinor,
} from "../state/order-totals";
import type { SandboxOrder, SandboxOrderLine } from "../state/types";
import { customerName, type Desk } from "./desk";
import { statusBadge } from "./list-page";
import { deliveryLog } from "./log-parts";
import { cancelForm, editForm, fulfilForm, messageForms, paidForm, refundForm } from "./order-forms";

/** What the last act said, carried in the address after a redirect. */
export interface Said {
  readonly done: string | null;
  readonly refused: string | null;
}

export function orderPage(desk: Desk, order: SandboxOrder, said: Said): string {
  const { words, root, locale, shop } = desk;
  const body = html`<main class="sb-main">
<p><a href="${root}">${words.back}</a></p>
<header class="sb-hero"><div><h1>${words.order} <bdi dir="ltr">${order.name}</bdi> ${statusBadge(order)}</h1>
<p><bdi>${customerName(desk, order)}</bdi> · ${desk.time(order.processedAt)} · <span dir="ltr">${order.sourceName}</span>${order.presentment && html` · <bdi dir="ltr">${order.presentment.currency}</bdi>`}</p></div></header>
${said.done === null ? null : html`<p class="sb-note" role="status">${said.done}</p>`}
${said.refused === null ? null : html`<p class="sb-note sb-bad" role="alert">${words.refused}: <bdi dir="ltr">${said.refused}</bdi></p>`}
<section aria-labelledby="lines"><h2 id="lines">${words.lines}</h2>${lineTable(desk, order)}${totals(desk, order)}</section>
<div class="sb-forms">${paidForm(desk, order)}${refundForm(desk, order)}${editForm(desk, order)}${fulfilForm(desk, order)}${cancelForm(desk, order)}${messageForms(desk, order)}</div>
<section aria-labelledby="log"><h2 id="log">${words.log}</h2>${deliveryLog(desk, order.id)}</section>
</main>`;
  const banner = sandboxBanner({ locale, shop: shop.domain, current: "orders" });
  return sandboxPage({
    title: `${words.order} ${order.name} · ${shop.name}`,
    body,
    locale,
    banner,
    head: ownStyles,
  });
}

function lineTable(desk: Desk, order: SandboxOrder): Markup {
  const { words } = desk;
  return html`<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="lines"><table class="sb-table"><thead><tr>
<th scope="col">${words.article}</th><th scope="col" class="sb-number">${words.price}</th><th scope="col" class="sb-number">${words.units}</th><th scope="col" class="sb-number">${words.discount}</th><th scope="col" class="sb-number">${words.tax}</th><th scope="col" class="sb-number">${words.total}</th></tr></thead>
<tbody>${order.lines.map((line) => lineRow(desk, line))}</tbody></table></div>`;
}

export function lineName(line: SandboxOrderLine): string {
  return line.variantTitle === null ? line.title : `${line.title}, ${line.variantTitle}`;
}

function lineRow(desk: Desk, line: SandboxOrderLine): Markup {
  const discount = lineDiscount(line);
  const left =
    line.currentQuantity === line.quantity
      ? null
      : html` <small>(${desk.count(line.currentQuantity)} ${desk.words.left})</small>`;
  return html`<tr><th scope="row"><bdi>${lineName(line)}</bdi></th><td class="sb-number">${desk.money(line.priceMinor)}</td>
<td class="sb-number">${desk.count(line.quantity)}${left}</td><td class="sb-number">${discount === 0 ? "" : desk.money(-discount)}</td>
<td class="sb-number">${desk.money(line.taxMinor)}</td><td class="sb-number">${desk.money(lineNet(line))}</td></tr>`;
}

function totals(desk: Desk, order: SandboxOrder): Markup {
  const { words } = desk;
  const was = originalTotals(order);
  const rows: readonly (readonly [string, number, boolean])[] = [
    [words.subtotal, was.subtotalMinor, true],
    [words.shipping, was.shippingMinor, was.shippingMinor > 0],
    [words.tax, was.taxMinor, true],
    [words.total, was.totalMinor, true],
    [words.paid, paidMinor(order), true],
    [words.refunded, refundedMinor(order), refundedMinor(order) > 0],
    [words.outstanding, outstandingMinor(order), outstandingMinor(order) !== 0],
    [words.current, currentTotals(order).totalMinor, true],
  ];
  const codes = codesOn(order);
  const terms = rows.flatMap(([term, minor, shown]) =>
    shown ? [html`<div><dt>${term}</dt><dd>${desk.money(minor)}</dd></div>`] : [],
  );
  const code =
    codes.length === 0
      ? null
      : html`<div><dt>${words.points}</dt><dd><bdi dir="ltr">${codes.join(", ")}</bdi></dd></div>`;
  return html`<dl class="sb-totals">${terms}${code}</dl>`;
}
