/** The delivery log, the webhooks as they stand, and the knobs of how messages go. */
import { html, type Markup } from "../../html";
import type { WooDelivery } from "../webhooks/deliveries";
import type { Knob } from "./acts";
import type { WooDesk } from "./desk";

const SHOWN = 30;

export function deliveryLog(desk: WooDesk, orderId: number | null): Markup {
  const { words, site } = desk;
  const about = site.deliveries.log.filter(
    ({ topic, resourceId }) => orderId === null || (resourceId === orderId && !topic.startsWith("customer")),
  );
  const records = about.slice(-SHOWN).reverse();
  if (records.length === 0) return html`<p class="sb-soft">${words.noLog}</p>`;
  return html`<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="log"><table class="sb-table sb-small"><thead><tr>
<th scope="col">${words.time}</th><th scope="col">${words.topic}</th><th scope="col">${words.about}</th><th scope="col">${words.state}</th><th scope="col" class="sb-number">${words.answer}</th></tr></thead>
<tbody>${records.map((record) => logRow(desk, record))}</tbody></table></div>`;
}

const logRow = (desk: WooDesk, { queuedAt, topic, resourceId, state, status }: WooDelivery): Markup =>
  html`<tr><td>${desk.time(queuedAt)}</td><td><bdi dir="ltr">${topic}</bdi></td><td><bdi dir="ltr">#${String(resourceId)}</bdi></td>
<td><span class="sb-badge sb-${state}" dir="ltr">${state}</span></td><td class="sb-number">${status === 0 ? "" : String(status)}</td></tr>`;

export function webhookTable({ words, shop, count }: WooDesk): Markup {
  const rows = shop.webhooks
    .rows()
    .map(
      ({ id, topic, status, failureCount }) =>
        html`<tr><th scope="row"><bdi dir="ltr">#${String(id)} ${topic}</bdi></th><td><span class="sb-badge sb-${status === "active" ? "delivered" : "failed"}" dir="ltr">${status}</span></td><td class="sb-number">${count(failureCount)}</td></tr>`,
    );
  if (rows.length === 0) return html`<p class="sb-soft">${words.noLog}</p>`;
  return html`<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="webhooks"><table class="sb-table sb-small"><thead><tr>
<th scope="col">${words.topic}</th><th scope="col">${words.state}</th><th scope="col" class="sb-number">${words.failures}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

export function queueForms({ words, site, root }: WooDesk): Markup {
  const { switches, pending } = site.deliveries;
  const button = (knob: Knob, label: string, count = 1) =>
    html`<button class="sb-button sb-quiet" name="knob" value="${knob}:${count}">${label}</button>`;
  const on = Object.entries(switches).filter(([, value]) => value !== 0 && value !== false);
  const now = [`pending ${pending}`, ...on.map(([name, value]) => `${name} ${value}`)].join(" · ");
  return html`<p class="sb-soft" dir="ltr">${now}</p>
<form class="sb-buttons" method="post" action="${root}/queue">${[
    switches.held ? button("resume", words.resume) : button("hold", words.hold),
    button("drop-next", words.dropNext),
    button("double-next", words.doubleNext),
    button("fail-next", words.failNext, 7),
    button("lose", words.lose),
    button("disorder", words.disorder),
    button("race", words.race),
    button("late", words.late),
    button("calm", words.calm),
  ]}</form>`;
}
