/** The delivery log and the knobs of the queue, on the list and on an order's page. */
import { html, type Markup } from "../html";
import type { DeliveryRecord } from "../webhooks/delivery";
import type { Desk } from "./desk";

const SHOWN = 30;

export function deliveryLog(desk: Desk, orderId: number | null): Markup {
  const { words, parts, shop } = desk;
  const records = parts.deliveries.log.latest(shop.domain, SHOWN, orderId);
  if (records.length === 0) return html`<p class="sb-soft">${words.noLog}</p>`;
  return html`<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="log"><table class="sb-table sb-small"><thead><tr>
<th scope="col">${words.time}</th><th scope="col">${words.topic}</th><th scope="col">${words.about}</th><th scope="col">${words.state}</th><th scope="col" class="sb-number">${words.attempts}</th><th scope="col" class="sb-number">${words.answer}</th></tr></thead>
<tbody>${records.map((record) => logRow(desk, record))}</tbody></table></div>`;
}

function logRow(desk: Desk, record: DeliveryRecord): Markup {
  const took = record.tookMs === null ? "" : ` · ${desk.count(record.tookMs)} ms`;
  const status = record.status === null ? "" : record.status === 0 ? "—" : String(record.status);
  return html`<tr><td>${desk.time(record.at)}</td><td><bdi dir="ltr">${record.topic}</bdi></td><td><bdi>${record.about}</bdi></td>
<td><span class="sb-badge sb-${record.state}" dir="ltr">${record.state}</span></td><td class="sb-number">${desk.count(record.attempts)}</td><td class="sb-number">${status}${took}</td></tr>`;
}

export function queueForms({ words, parts, root }: Desk): Markup {
  const { deliveries } = parts;
  const counts = Object.entries(deliveries.log.counts()).filter(([, count]) => count > 0);
  const act = (action: string, label: string) =>
    html`<button class="sb-button sb-quiet" name="action" value="${action}">${label}</button>`;
  return html`${deliveries.paused ? html`<p class="sb-note">${words.held}</p>` : null}
<p class="sb-soft" dir="ltr">${counts.map(([state, count]) => `${state} ${count}`).join(" · ")}</p>
<form class="sb-buttons" method="post" action="${root}/queue">${
    deliveries.paused
      ? [act("resume", words.resume), act("resume-reversed", words.reversed)]
      : [act("pause", words.pause), act("drop-next", words.dropNext), act("double-next", words.doubleNext)]
  }</form>`;
}
