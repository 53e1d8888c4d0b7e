/** The store admin's customers: a list, and each with what the store knows of them and the app's real block. */
import { valuesOf } from "../account/account-page";
import { extensionSlot, type SlotWish, slotScript } from "../checkout/extension-slot";
import type { SandboxContext } from "../context";
import { html, type Markup } from "../html";
import { languageLinks, ownStyles, sandboxBanner, sandboxPage } from "../layout";
import { creditOf, giftCards } from "../state/balances";
import { gid } from "../state/ids";
import { moneyText } from "../state/money-text";
import type { Locale, SandboxCustomer, SandboxShop } from "../state/types";
import { customerWords } from "./customer-words";

export interface CustomersVisit {
  readonly context: SandboxContext;
  readonly shop: SandboxShop;
  readonly locale: Locale;
}

const MOST = 50;

export const customersPath = ({ domain }: SandboxShop, rest = ""): string =>
  `/sandbox/admin/${domain}/customers${rest}`;

const nameOf = ({ firstName, lastName }: SandboxCustomer): string => `${firstName} ${lastName}`.trim();

function framed({ shop, locale }: CustomersVisit, title: string, body: Markup, rest = ""): string {
  return sandboxPage({
    title: `${title} · ${shop.name}`,
    locale,
    banner: sandboxBanner({ locale, shop: shop.domain, current: "admin" }),
    head: ownStyles,
    body: html`<main class="sb-main"><header class="sb-hero"><div><h1><bdi>${title}</bdi></h1></div>${languageLinks(locale, customersPath(shop, rest))}</header>${body}</main>`,
  });
}

export function customersPage(visit: CustomersVisit, search: string): string {
  const { context, shop, locale } = visit;
  const words = customerWords[locale];
  const wanted = search.trim().toLowerCase();
  const all = context.store.customers(shop.domain);
  const found = all.filter((customer) =>
    [nameOf(customer), customer.email ?? "", String(customer.id)].some((text) =>
      text.toLowerCase().includes(wanted),
    ),
  );
  const rows = [...found]
    .sort((a, b) => Number(b.cast !== null) - Number(a.cast !== null) || b.id - a.id)
    .slice(0, MOST)
    .map(
      (customer) =>
        html`<tr><th scope="row"><a href="${customersPath(shop, `/${customer.id}`)}"><bdi>${nameOf(customer)}</bdi></a></th><td><bdi dir="ltr">${customer.email}</bdi></td><td><bdi dir="ltr">${String(customer.id)}</bdi></td><td>${customer.tags.join(", ")}</td></tr>`,
    );
  const table = html`<div class="sb-scroll" tabindex="0" role="group" aria-label="${words.customers}"><table class="sb-table"><thead><tr><th scope="col">${words.name}</th><th scope="col">${words.email}</th><th scope="col">#</th><th scope="col">${words.tags}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  const body = html`<form class="sb-search" role="search" action="${customersPath(shop)}"><label><span class="sb-hidden">${words.search}</span><input type="search" name="search" value="${search}" placeholder="${words.search}"></label><button class="sb-button">${words.find}</button></form>
${found.length === 0 ? html`<p>${words.none}</p>` : table}
<form class="sb-card" method="post" action="${customersPath(shop)}" aria-labelledby="create"><h2 id="create">${words.create}</h2>
${field(words.firstName, html`<input name="firstName" required maxlength="100">`)}
${field(words.lastName, html`<input name="lastName" maxlength="100">`)}
${field(words.email, html`<input name="email" type="email" dir="ltr">`)}
<label class="sb-field"><span>${words.proved}</span><input type="checkbox" name="proved" value="1"></label>
<p class="sb-buttons"><button class="sb-button">${words.save}</button></p></form>`;
  return framed(visit, words.customers, body);
}

const field = (label: string, control: Markup): Markup =>
  html`<label class="sb-field"><span>${label}</span>${control}</label>`;

/** What of the app stands on a customer's page: its block, and behind a button its action. */
export type CustomerSlot = "block" | "action";

function slotOf({ shop, locale }: CustomersVisit, customer: SandboxCustomer, slot: CustomerSlot): SlotWish {
  return {
    target: `admin.customer-details.${slot}.render`,
    shop,
    locale,
    values: valuesOf(shop, customer),
    orderId: null,
    selected: gid("Customer", customer.id),
    addresses: { codes: "", token: customersPath(shop, `/${customer.id}/token`) },
  };
}

export function actionPage(visit: CustomersVisit, customer: SandboxCustomer): string {
  const { context, shop, locale } = visit;
  const slot = slotOf(visit, customer, "action");
  const rest = `/${customer.id}`;
  const body = html`<p><a href="${customersPath(shop, rest)}">${nameOf(customer)}</a></p>
<section class="sb-card" aria-label="${customerWords[locale].action}">${extensionSlot(slot)}</section>${slotScript(context, slot)}`;
  return framed(visit, customerWords[locale].action, body, `${rest}/action`);
}

export function customerPage(visit: CustomersVisit, customer: SandboxCustomer): string {
  const { context, shop, locale } = visit;
  const words = customerWords[locale];
  const root = customersPath(shop, `/${customer.id}`);
  const slot = slotOf(visit, customer, "block");
  const body = html`<p><a href="${customersPath(shop)}">${words.back}</a></p>
${facts(visit, customer)}
<p class="sb-buttons"><a class="sb-button sb-quiet" href="${root}/action">${words.action}</a></p>
<section class="sb-card" aria-labelledby="block"><h2 id="block">${words.block}</h2>${extensionSlot(slot)}</section>
<div class="sb-forms">
<form class="sb-card" method="post" action="${root}/tags" aria-labelledby="tags"><h2 id="tags">${words.tags}</h2>${field(words.tags, html`<input name="tags" value="${customer.tags.join(", ")}">`)}<p class="sb-buttons"><button class="sb-button">${words.save}</button></p></form>
<form class="sb-card" method="post" action="${root}/proof"><h2>${words.email}</h2><p class="sb-buttons"><button class="sb-button sb-quiet" name="proved" value="${customer.verifiedEmail ? "0" : "1"}">${customer.verifiedEmail ? words.unprove : words.prove}</button></p></form>
<form class="sb-card" method="post" action="${root}/merge" aria-labelledby="merge"><h2 id="merge">${words.merge}</h2><p class="sb-soft">${words.mergeLead}</p>${field(words.other, html`<input name="other" inputmode="numeric" dir="ltr" required>`)}<p class="sb-buttons"><button class="sb-button sb-danger" name="keep" value="this">${words.keepThis}</button><button class="sb-button sb-quiet" name="keep" value="other">${words.keepOther}</button></p></form>
</div>${slotScript(context, slot)}`;
  return framed(visit, nameOf(customer), body, `/${customer.id}`);
}

function facts({ context, shop, locale }: CustomersVisit, customer: SandboxCustomer): Markup {
  const words = customerWords[locale];
  const { store } = context;
  const money = (minor: number) => moneyText(minor, shop, locale);
  const cards = giftCards(store, shop.domain).filter(({ customerId }) => customerId === customer.id);
  const orders = store.orders(shop.domain).filter(({ customerId }) => customerId === customer.id).length;
  const rows: readonly (readonly [string, Markup | string])[] = [
    [
      words.email,
      html`<bdi dir="ltr">${customer.email}</bdi>${customer.verifiedEmail ? ` · ${words.proved}` : ""}`,
    ],
    [words.orders, new Intl.NumberFormat(locale === "en" ? "en-GB" : locale).format(orders)],
    [words.tags, customer.tags.join(", ")],
    [words.credit, html`<span data-credit>${money(creditOf(store, customer))}</span>`],
    [
      words.giftCards,
      html`${cards.map(({ code, balanceMinor }) => html`<bdi dir="ltr">${code}</bdi> ${money(balanceMinor)} `)}`,
    ],
  ];
  return html`<dl class="sb-facts">${rows.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`;
}
