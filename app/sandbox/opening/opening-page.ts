/** The page on which the sandbox opens: what it is, a walk through its windows, the cast, and where scripts look. */
import { html, type Markup, raw } from "../html";
import { languageLinks, ownStyles, sandboxBanner, sandboxPage, windowPath } from "../layout";
import type { SandboxParts } from "../parts";
import type { Locale, SandboxCustomer, SandboxShop } from "../state/types";
import { wooSections } from "../woocommerce/opening/section";
import { type OpeningWords, openingWords } from "./words";

const count = (value: number, locale: Locale) =>
  new Intl.NumberFormat(locale === "en" ? "en-GB" : locale).format(value);

export function openingPage(parts: SandboxParts, locale: Locale): string {
  const words = openingWords[locale];
  const { store } = parts.context;
  const shop = store.shops[0];
  const domain = shop?.domain ?? "";
  const body = html`<main class="sb-main">
<header class="sb-hero"><div><h1>${words.title}</h1><p>${words.lead}</p></div>${languageLinks(locale, "/sandbox")}</header>
${loading(parts, words, locale)}
<section aria-labelledby="walk"><h2 id="walk">${words.walk}</h2>
<ol class="sb-walk">${(["store", "account", "checkout", "orders", "admin"] as const).map((name) => step(words, name, domain))}</ol></section>
<section aria-labelledby="shopify"><h2 id="shopify">Shopify</h2><p>${words.castLead}</p></section>
${store.shops.map((each) => castSection(parts, each, words, locale))}
${wooSections(parts.woo.sites, words, locale)}
<section aria-labelledby="scripts"><h2 id="scripts">${words.scripts}</h2><p>${words.scriptsLead} <a href="/sandbox/state.json" dir="ltr">/sandbox/state.json</a></p></section>
</main>`;
  const banner = sandboxBanner({ locale, shop: domain, current: "opening" });
  return sandboxPage({ title: words.title, body, locale, banner, head: ownStyles, className: "sb-opening" });
}

function loading({ context }: SandboxParts, words: OpeningWords, locale: Locale): Markup | null {
  if (context.store.scalar("history.done") === true) return null;
  const delivered = context.store.scalar("history.delivered");
  const text = words.loading.replace(
    "{delivered}",
    count(typeof delivered === "number" ? delivered : 0, locale),
  );
  return html`<p class="sb-note" role="status">${text}</p>${raw('<meta http-equiv="refresh" content="3">')}`;
}

const drawings = {
  store: '<path d="M6 14l3-8h22l3 8v4H6zM9 18v16h22V18M16 34V24h8v10" />',
  account: '<path d="M20 6a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM7 35c1-8 6-11 13-11s12 3 13 11" />',
  checkout: '<path d="M5 11h30v20H5zM5 17h30M10 25h8" />',
  orders: '<path d="M9 5h22v30H9zM14 12h12M14 19h12M14 26h7" />',
  admin: '<path d="M6 7h28v26H6zM6 14h28M15 14v19M20 20h9M20 26h6" />',
} as const;

function step(words: OpeningWords, name: keyof typeof drawings, shop: string): Markup {
  const { title, text } = words.steps[name];
  return html`<li class="sb-step"><svg viewBox="0 0 40 40" aria-hidden="true">${raw(drawings[name])}</svg>
<h3>${title}</h3><p>${text}</p><a class="sb-button" href="${windowPath(name, shop)}"><span>${words.open}</span><span class="sb-hidden"> ${title}</span></a></li>`;
}

function castSection(parts: SandboxParts, shop: SandboxShop, words: OpeningWords, locale: Locale): Markup {
  const { store } = parts.context;
  const facts = words.shopFacts
    .replace("{customers}", count(store.customers(shop.domain).length, locale))
    .replace("{orders}", count(store.orders(shop.domain).length, locale));
  return html`<section aria-labelledby="${shop.domain}"><h2 id="${shop.domain}"><bdi>${shop.name}</bdi></h2>
<p class="sb-soft"><bdi dir="ltr">${shop.domain}</bdi> · <bdi>${shop.currency}</bdi> · <bdi>${facts}</bdi> · ${windowLinks(shop, locale)}</p>
<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="${shop.domain}"><table class="sb-table"><caption class="sb-hidden">${words.cast}</caption>
<thead><tr><th scope="col">${words.name}</th><th scope="col">${words.who}</th><th scope="col">${words.language}</th><th scope="col" class="sb-number">${words.balance}</th><th scope="col"><span class="sb-hidden">${words.logInAs}</span></th></tr></thead>
<tbody>${store.cast(shop.domain).map((customer) => castRow(parts, shop, customer, words, locale))}</tbody></table></div>
<p class="sb-soft">${words.staff}: ${shop.staff.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join(" · ")}</p></section>`;
}

function windowLinks(shop: SandboxShop, locale: Locale): Markup {
  const { steps } = openingWords[locale];
  const links = (["store", "account", "checkout", "orders", "admin"] as const).map(
    (name) => html`<a href="${windowPath(name, shop.domain)}">${steps[name].title}</a> `,
  );
  return html`${links}`;
}

function castRow(
  { context }: SandboxParts,
  shop: SandboxShop,
  customer: SandboxCustomer,
  words: OpeningWords,
  locale: Locale,
): Markup {
  const { store } = context;
  const balance = store.metafieldsOf(customer).$app?.balance?.value;
  const root = `/sandbox/stores/${shop.domain}/${customer.locale === shop.primaryLocale ? "" : `${customer.locale}/`}`;
  const href = `/sandbox/login/${shop.domain}/${customer.id}?to=${encodeURIComponent(root)}`;
  const name = `${customer.firstName} ${customer.lastName}`;
  return html`<tr><th scope="row"><bdi lang="${customer.locale}">${name}</bdi> <small class="sb-soft" dir="ltr">${String(customer.id)}</small></th>
<td>${words.roles[customer.cast ?? "regular"]}</td><td>${words.languages[customer.locale]}</td>
<td class="sb-number">${balance === undefined ? words.noPoints : `${count(Number(balance), locale)} ${words.points}`}</td>
<td><a class="sb-button sb-quiet" href="${href}">${words.logInAs} <bdi lang="${customer.locale}">${customer.firstName}</bdi></a></td></tr>`;
}
