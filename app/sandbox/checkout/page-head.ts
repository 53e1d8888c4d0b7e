/** The head of checkout and thank-you page: the shop's name and the page's other languages. */
import { ownNameOf } from "../../i18n/locales";
import { html, type Markup } from "../html";
import type { Locale, SandboxShop } from "../state/types";
import { wordsIn } from "./words";

export function pageHead(shop: SandboxShop, locale: Locale, pathIn: (locale: Locale) => string): Markup {
  return html`<header class="head"><div>
<p class="shop">${shop.name}</p>
<nav aria-label="${wordsIn(locale).languages}"><ul>${shop.locales.map(
    (other) =>
      html`<li><a href="${pathIn(other)}" lang="${other}" hreflang="${other}" ${other === locale && html`aria-current="true"`}>${ownNameOf(other)}</a></li>`,
  )}</ul></nav>
</div></header>`;
}
