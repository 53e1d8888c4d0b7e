/** The head of checkout and thank-you page: the shop's name and the page's other languages. */
import { ownNameOf } from "../../i18n/locales";
import { html, type Markup } from "../html";
import type { Locale, SandboxShop } from "../state/types";
import { FILES } from "./extension-slot";
import { wordsIn } from "./words";

export const STYLES = ["checkout.css", "forms.css", "order-summary.css"] as const;

export const styleSheets: Markup = html`${STYLES.map((name) => html`<link rel="stylesheet" href="${FILES}/${name}">`)}`;

export function pageHead(shop: SandboxShop, locale: Locale, pathIn: (locale: Locale) => string): Markup {
  return html`<header class="head"><div>
<p class="shop">${shop.name}</p>
<nav aria-label="${wordsIn(locale).languages}"><ul>${shop.locales.map(
    (other) =>
      html`<li><a href="${pathIn(other)}" lang="${other}" hreflang="${other}" ${other === locale && html`aria-current="true"`}>${ownNameOf(other)}</a></li>`,
  )}</ul></nav>
</div></header>`;
}
