/** The forms of an order's page: plain HTML that posts to the desk's acts. */
import { html, type Markup } from "../html";
import { fulfilmentStatus } from "../state/fulfil-order";
import { restAmount } from "../state/money-text";
import { outstandingMinor, paidMinor, refundedMinor, shippingNet, sumOf } from "../state/order-totals";
import type { SandboxOrder } from "../state/types";
import type { Desk } from "./desk";
import { lineName } from "./order-page";

function form(desk: Desk, order: SandboxOrder, act: string, title: string, body: Markup): Markup {
  const id = `form-${act}`;
  return html`<form class="sb-card" method="post" action="${desk.root}/${String(order.id)}/${act}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</form>`;
}

function unitFields(
  order: SandboxOrder,
  name: (line: string) => string,
  value: (left: number) => string,
  most: boolean,
): Markup {
  const lines = order.lines.filter(({ currentQuantity }) => !most || currentQuantity > 0);
  return html`${lines.map(
    (line) =>
      html`<label class="sb-field"><span><bdi>${lineName(line)}</bdi> <small>/ ${line.currentQuantity}</small></span><input type="number" min="0"${most ? html` max="${line.currentQuantity}"` : null} name="${name(String(line.id))}" value="${value(line.currentQuantity)}" inputmode="numeric"></label>`,
  )}`;
}

function moneyField(desk: Desk, name: string, label: string, value: string): Markup {
  return html`<label class="sb-field"><span>${label} <small>${desk.shop.currency}</small></span><input name="${name}" value="${value}" inputmode="decimal" dir="ltr"></label>`;
}

export function refundForm(desk: Desk, order: SandboxOrder): Markup | null {
  const { words, shop } = desk;
  if (paidMinor(order) - refundedMinor(order) <= 0) return null;
  const shippingLeft =
    sumOf(order.shippingLines, shippingNet) - sumOf(order.refunds, ({ shippingMinor }) => shippingMinor);
  return form(
    desk,
    order,
    "refund",
    words.refund,
    html`<p class="sb-soft">${words.refundLead}</p>
${unitFields(
  order,
  (line) => `line-${line}`,
  () => "0",
  true,
)}
${shippingLeft > 0 ? moneyField(desk, "shipping", words.shipping, restAmount(0, shop.decimals)) : null}
${moneyField(desk, "amount", words.amount, "")}
<label class="sb-field"><span>${words.note}</span><input name="note" maxlength="200"></label>
<p class="sb-buttons"><button class="sb-button">${words.refundPart}</button><button class="sb-button sb-quiet" name="whole" value="1">${words.refundWhole}</button></p>`,
  );
}

export function editForm(desk: Desk, order: SandboxOrder): Markup | null {
  const { words, shop, parts, locale } = desk;
  if (order.cancelledAt !== null) return null;
  const options = parts.context.store.products(shop.domain).flatMap((product) =>
    product.variants.map((variant) => {
      const own = variant.title === "Default Title" ? "" : `, ${variant.titleIn[locale]}`;
      return html`<option value="${String(variant.id)}">${product.titleIn[locale]}${own} · ${desk.money(variant.priceMinor)}</option>`;
    }),
  );
  return form(
    desk,
    order,
    "edit",
    words.edit,
    html`<p class="sb-soft">${words.editLead}</p>
${unitFields(
  order,
  (line) => `line-${line}`,
  (left) => String(left),
  false,
)}
<label class="sb-field"><span>${words.add}</span><select name="addVariant"><option value="">${words.nothing}</option>${options}</select></label>
<label class="sb-field"><span>${words.units}</span><input type="number" min="1" name="addQuantity" value="1" inputmode="numeric"></label>
<p class="sb-buttons"><button class="sb-button">${words.save}</button></p>`,
  );
}

export function fulfilForm(desk: Desk, order: SandboxOrder): Markup | null {
  const { words, root } = desk;
  if (order.cancelledAt !== null) return null;
  const status = fulfilmentStatus(order);
  const callBack = html`<form method="post" action="${root}/${String(order.id)}/unfulfil"><button class="sb-button sb-quiet">${words.callBack}</button></form>`;
  if (status === "fulfilled")
    return html`<section class="sb-card" aria-labelledby="form-fulfil"><h2 id="form-fulfil">${words.sent}</h2><p class="sb-buttons">${callBack}</p></section>`;
  return html`${form(
    desk,
    order,
    "fulfil",
    words.fulfil,
    html`<p class="sb-soft">${words.fulfilLead}</p>
${unitFields(
  order,
  (line) => `line-${line}`,
  () => "0",
  true,
)}
<p class="sb-buttons"><button class="sb-button sb-quiet">${words.fulfilPart}</button><button class="sb-button" name="whole" value="1">${words.fulfilAll}</button></p>`,
  )}${status === "partial" ? callBack : null}`;
}

export function cancelForm(desk: Desk, order: SandboxOrder): Markup | null {
  const { words } = desk;
  if (order.cancelledAt !== null) return null;
  const body = html`<p class="sb-soft">${words.cancelLead}</p><p class="sb-buttons"><button class="sb-button sb-danger">${words.cancelButton}</button></p>`;
  return form(desk, order, "cancel", words.cancel, body);
}

export function paidForm(desk: Desk, order: SandboxOrder): Markup | null {
  const { words } = desk;
  if (order.cancelledAt !== null || outstandingMinor(order) <= 0) return null;
  const body = html`<p class="sb-soft">${words.markPaidLead} ${desk.money(outstandingMinor(order))}</p><p class="sb-buttons"><button class="sb-button">${words.markPaid}</button></p>`;
  return form(desk, order, "paid", words.outstanding, body);
}

export function messageForms(desk: Desk, order: SandboxOrder): Markup {
  const { words, parts } = desk;
  const action = `${desk.root}/${String(order.id)}/resend`;
  const send = (fields: Readonly<Record<string, string>>, label: string) =>
    html`<form method="post" action="${action}">${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="sb-button sb-quiet">${label}</button></form>`;
  const older = parts.context.store.revisions(order.id).length > 0;
  return html`<section class="sb-card" aria-labelledby="messages"><h2 id="messages">${words.messages}</h2><p class="sb-soft">${words.messagesLead}</p>
<div class="sb-buttons">${send({ which: "now" }, words.sendAgain)}${older ? send({ which: "older" }, words.sendOlder) : null}${send({ which: "now", times: "20" }, words.sendTwenty)}</div></section>`;
}
