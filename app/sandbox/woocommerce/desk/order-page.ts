/** One order at the desk: what it holds, what went back, and everything that can be done to it, told or untold. */
import { html, type Markup } from "../../html";
import { ownStyles, sandboxPage } from "../../layout";
import { wooBanner } from "../pages/banner";
import { textOf } from "../state/amounts";
import type { WooLineItem, WooOrder } from "../state/records";
import { leftOf } from "../state/refund-order";
import { buyerOf, type WooDesk } from "./desk";
import { statusBadge } from "./list-page";
import { deliveryLog } from "./log-parts";

/** What the last act said, carried in the address after a redirect. */
export interface Said {
  readonly done: string | null;
  readonly refused: string | null;
}

export function orderPage(desk: WooDesk, order: WooOrder, said: Said): string {
  const { words, root, locale, shop } = desk;
  const title = `${words.order} #${order.id}`;
  const body = html`<main class="sb-main">
<p><a href="${root}">${words.back}</a></p>
<header class="sb-hero"><div><h1>${words.order} <bdi dir="ltr">#${String(order.id)}</bdi> ${statusBadge(order)}</h1>
<p><bdi>${buyerOf(desk, order)}</bdi> · ${desk.time(order.createdAt)} · <span dir="ltr">${order.createdVia}</span></p></div></header>
${said.done === null ? null : html`<p class="sb-note" role="status">${words.done}: <bdi dir="ltr">${said.done}</bdi></p>`}
${said.refused === null ? null : html`<p class="sb-note sb-bad" role="alert">${words.refused}: <bdi dir="ltr">${said.refused}</bdi></p>`}
<section aria-labelledby="lines"><h2 id="lines">${words.lines}</h2>${lineTable(desk, order)}${totals(desk, order)}</section>
<section aria-labelledby="refunds"><h2 id="refunds">${words.refunds}</h2>${refundList(desk, order)}</section>
<div class="sb-forms">${actForm(desk, order)}${unitForm(desk, order, "refund")}${unitForm(desk, order, "edit")}</div>
<section aria-labelledby="log"><h2 id="log">${words.log}</h2>${deliveryLog(desk, order.id)}</section>
</main>`;
  const banner = wooBanner(shop, locale, "desk");
  return sandboxPage({ title: `${title} · ${shop.settings.title}`, body, locale, banner, head: ownStyles });
}

function lineTable(desk: WooDesk, order: WooOrder): Markup {
  const { words } = desk;
  const row = ({ name, quantity, total, totalTax }: WooLineItem) =>
    html`<tr><th scope="row"><bdi>${name}</bdi></th><td class="sb-number">${desk.count(quantity)}</td><td class="sb-number">${desk.money(totalTax)}</td><td class="sb-number">${desk.money(total)}</td></tr>`;
  return html`<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="lines"><table class="sb-table"><thead><tr>
<th scope="col">${words.article}</th><th scope="col" class="sb-number">${words.units}</th><th scope="col" class="sb-number">${words.tax}</th><th scope="col" class="sb-number">${words.total}</th></tr></thead>
<tbody>${order.lines.map(row)}</tbody></table></div>`;
}

function totals(desk: WooDesk, order: WooOrder): Markup {
  const { words, money } = desk;
  const codes = order.couponLines.map(({ code }) => code).join(", ");
  const rows: readonly (readonly [string, string])[] = [
    [words.discount, money(order.discountTotal)],
    [words.shipping, money(order.shippingTotal)],
    [words.tax, money(order.totalTax)],
    [words.total, money(order.total)],
    ...(codes === "" ? [] : [[words.code, codes] as const]),
  ];
  return html`<dl class="sb-totals">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>`;
}

function refundList(desk: WooDesk, order: WooOrder): Markup {
  const { words, shop, root } = desk;
  const refunds = shop.refundsOf(order.id);
  if (refunds.length === 0) return html`<p class="sb-soft">${words.noRefunds}</p>`;
  return html`<ul>${refunds.map(
    ({ id, amount, reason, createdAt }) =>
      html`<li><form class="sb-buttons" method="post" action="${root}/${String(order.id)}/delete-refund"><span><bdi dir="ltr">#${String(id)}</bdi> ${desk.money(amount)} · ${desk.time(createdAt)} <bdi>${reason}</bdi></span><button class="sb-button sb-quiet" name="refund" value="${String(id)}">${words.refundRemove}</button></form></li>`,
  )}</ul>`;
}

function actForm({ words, root }: WooDesk, order: WooOrder): Markup {
  const button = (act: string, label: string, hint = "") =>
    html`<form class="sb-buttons" method="post" action="${root}/${String(order.id)}/${act}"><button class="sb-button sb-quiet">${label}</button> <small class="sb-soft">${hint}</small></form>`;
  const trashed = order.status === "trash";
  return html`<section class="sb-card" aria-labelledby="acts"><h2 id="acts">${words.acts}</h2>${
    trashed
      ? [button("restore", words.restore)]
      : [
          button("pay", words.pay),
          button("complete", words.complete),
          button("cancel", words.cancel, words.cancelHint),
          button("trash", words.trash),
          button("touch", words.touch, words.touchHint),
          button("again", words.again),
        ]
  }${button("delete", words.remove, words.removeHint)}</section>`;
}

function unitForm(desk: WooDesk, order: WooOrder, act: "refund" | "edit"): Markup | null {
  const { words, root, shop } = desk;
  const left = leftOf(shop, order);
  if (order.status === "trash" || (act === "refund" && left <= 0)) return null;
  const units = order.lines.map(
    ({ id, name, quantity }) =>
      html`<label class="sb-field"><span><bdi>${name}</bdi></span><input name="units-${String(id)}" type="number" min="0" max="99" inputmode="numeric"${act === "edit" ? html` value="${String(quantity)}"` : null}></label>`,
  );
  const amount = html`<label class="sb-field"><span>${words.amount} (≤ ${desk.money(textOf(left, shop.settings.decimals))})</span><input name="amount" dir="ltr" inputmode="decimal"></label>`;
  return html`<form class="sb-card" method="post" action="${root}/${String(order.id)}/${act}" aria-labelledby="form-${act}"><h2 id="form-${act}">${words[act]}</h2><p class="sb-soft">${act === "refund" ? words.refundLead : words.editLead}</p>
${units}${act === "refund" ? amount : null}<p class="sb-buttons"><button class="sb-button">${act === "refund" ? words.refundButton : words.save}</button></p></form>`;
}
