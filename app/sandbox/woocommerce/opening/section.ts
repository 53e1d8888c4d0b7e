/** The WordPress shops on the page on which the sandbox opens: each with its windows, its cast and their balances, and its staff. */
import { html, type Markup } from "../../html";
import type { OpeningWords } from "../../opening/words";
import type { Locale } from "../../state/types";
import { wooWindowPath } from "../pages/banner";
import type { WooUser } from "../state/records";
import type { WooSite } from "../wordpress-site";
import { standingOf } from "./shop-json";
import { wooOpeningWords } from "./words";

const count = (value: number, locale: Locale) =>
  new Intl.NumberFormat(locale === "en" ? "en-GB" : locale).format(value);

export function wooSections(sites: readonly WooSite[], words: OpeningWords, locale: Locale): Markup {
  const own = wooOpeningWords[locale];
  return html`<section aria-labelledby="woocommerce"><h2 id="woocommerce">${own.title}</h2><p>${own.lead}</p></section>
${sites.map((site) => shopSection(site, words, locale))}`;
}

function shopSection(site: WooSite, words: OpeningWords, locale: Locale): Markup {
  const { shop, home } = site;
  const own = wooOpeningWords[locale];
  const id = `woo-${shop.name}`;
  const facts = words.shopFacts
    .replace("{customers}", count(shop.users.rows().filter(({ role }) => role === "customer").length, locale))
    .replace("{orders}", count(shop.orders.size, locale));
  const pages: readonly (readonly [string, string])[] = [
    [own.windows.store, wooWindowPath("shop", shop)],
    [own.windows.account, wooWindowPath("account", shop)],
    [own.windows.checkout, `/sandbox/wordpress/${shop.name}/checkout/`],
    [own.windows.classic, `/sandbox/wordpress/${shop.name}/classic-checkout/`],
    [own.windows.orders, wooWindowPath("desk", shop)],
    [own.windows.admin, wooWindowPath("admin", shop)],
  ];
  return html`<section aria-labelledby="${id}"><h2 id="${id}"><bdi>${shop.settings.title}</bdi></h2>
<p class="sb-soft"><bdi dir="ltr">${home.replace(/^https?:\/\//, "")}</bdi> · <bdi>${shop.settings.currency}</bdi> · <bdi>${facts}</bdi> · ${pages.map(([name, path]) => html`<a href="${path}">${name}</a> `)}</p>
<div class="sb-scroll" tabindex="0" role="group" aria-labelledby="${id}"><table class="sb-table"><caption class="sb-hidden">${words.cast}</caption>
<thead><tr><th scope="col">${words.name}</th><th scope="col">${words.who}</th><th scope="col">${words.language}</th><th scope="col" class="sb-number">${words.balance}</th><th scope="col"><span class="sb-hidden">${words.logInAs}</span></th></tr></thead>
<tbody>${shop.cast().map((user) => castRow(site, user, { words, locale }))}</tbody></table></div>
<p class="sb-soft">${words.staff}: ${staff(site, locale)}</p></section>`;
}

interface Said {
  readonly words: OpeningWords;
  readonly locale: Locale;
}

const logInAs = ({ home }: WooSite, user: WooUser, to: string): string =>
  `${home}/wp-login.php?${new URLSearchParams({ user: String(user.id), redirect_to: `${home}/${to}` })}`;

function castRow(site: WooSite, user: WooUser, { words, locale }: Said): Markup {
  const balance = standingOf(user)?.balance;
  return html`<tr><th scope="row"><bdi lang="${user.locale}">${user.firstName} ${user.lastName}</bdi> <small class="sb-soft" dir="ltr">${user.username} · ${String(user.id)}</small></th>
<td>${words.roles[user.castRole ?? "regular"]}</td><td>${words.languages[user.locale]}</td>
<td class="sb-number">${balance === undefined ? words.noPoints : `${count(balance, locale)} ${words.points}`}</td>
<td><a class="sb-button sb-quiet" href="${logInAs(site, user, "")}">${words.logInAs} <bdi lang="${user.locale}">${user.firstName}</bdi></a></td></tr>`;
}

function staff(site: WooSite, locale: Locale): Markup {
  const own = wooOpeningWords[locale];
  const people = site.shop.users
    .rows()
    .filter(({ role }) => role === "administrator" || role === "shop_support");
  return html`${people.map(
    (user) =>
      html`<a href="${logInAs(site, user, "wp-admin/")}"><bdi>${user.firstName} ${user.lastName}</bdi> (${user.role === "administrator" ? own.owner : own.support})</a> `,
  )}`;
}
