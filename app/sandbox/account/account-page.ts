/** The customer account: who is logged in, the pages of the account, and on each the real extension in its frame. */
import { extensionSlot, type SlotTarget, type SlotWish, slotScript } from "../checkout/extension-slot";
import type { LiveValues } from "../checkout/protocol";
import type { SandboxContext } from "../context";
import { html, type Markup, raw } from "../html";
import { languageLinks, ownStyles, sandboxBanner, sandboxPage } from "../layout";
import { creditOf, giftCards } from "../state/balances";
import { gid } from "../state/ids";
import { moneyText } from "../state/money-text";
import type { Locale, SandboxCustomer, SandboxOrder, SandboxShop } from "../state/types";
import { accountWords } from "./words";

export type AccountPart = "page" | "profile" | "orders";

export interface AccountVisit {
  readonly shop: SandboxShop;
  readonly customer: SandboxCustomer | null;
  readonly locale: Locale;
  readonly part: AccountPart;
  /** The one that is shown, among the orders. */
  readonly order: SandboxOrder | null;
}

export const accountPath = ({ domain }: SandboxShop, rest = ""): string =>
  `/sandbox/account/${domain}${rest}`;

export function accountPage(context: SandboxContext, visit: AccountVisit): string {
  const { shop, customer, locale, part } = visit;
  const words = accountWords[locale];
  const slot = customer === null ? null : slotOf(visit, customer);
  const body = html`<main class="sb-main">
<header class="sb-hero"><div><h1>${words.title} <small><bdi>${shop.name}</bdi></small></h1></div>${languageLinks(locale, accountPath(shop, pathOf(visit)))}</header>
${who(context, visit)}
${customer && html`${facts(context, visit, customer)}${parts(visit)}`}
${customer && part === "orders" && orders(context, visit, customer)}
${slot && html`<section class="sb-card sb-account" aria-label="${words[part]}">${extensionSlot(slot)}</section>${slotScript(context, slot)}`}
</main>`;
  const banner = sandboxBanner({ locale, shop: shop.domain, current: "account" });
  return sandboxPage({
    title: `${words.title} · ${shop.name}`,
    body,
    locale,
    banner,
    head: ownStyles,
  });
}

const pathOf = ({ part, order }: AccountVisit): string =>
  part === "page" ? "" : part === "profile" ? "/profile" : `/orders${order ? `/${order.id}` : ""}`;

function who({ store }: SandboxContext, { shop, customer, locale, part }: AccountVisit): Markup {
  const words = accountWords[locale];
  const cast = store.cast(shop.domain);
  const people = customer && !cast.some(({ id }) => id === customer.id) ? [...cast, customer] : cast;
  const rest = part === "profile" ? "/profile" : "";
  return html`<form class="sb-search" method="post" action="${accountPath(shop, "/login")}"><label><span>${words.logIn}</span> <select name="customer">${people.map(
    (person) =>
      html`<option value="${String(person.id)}"${person.id === customer?.id ? raw(" selected") : null}>${person.firstName} ${person.lastName}</option>`,
  )}</select></label><input type="hidden" name="rest" value="${rest}"><button class="sb-button">${words.enter}</button></form>
${customer === null ? html`<p class="sb-note">${words.logInLead}</p>` : null}`;
}

function facts({ store }: SandboxContext, { shop, locale }: AccountVisit, customer: SandboxCustomer): Markup {
  const words = accountWords[locale];
  const cards = giftCards(store, shop.domain).filter(({ customerId }) => customerId === customer.id);
  const list = cards.map(
    ({ code, balanceMinor }) =>
      html`<bdi dir="ltr">${code}</bdi> (${moneyText(balanceMinor, shop, locale)}) `,
  );
  return html`<p class="sb-soft"><bdi dir="ltr">${customer.email}</bdi> · ${customer.verifiedEmail ? words.verified : words.unverified} · ${words.credit}: <span data-credit>${moneyText(creditOf(store, customer), shop, locale)}</span>${cards.length > 0 && html` · ${words.giftCards}: ${list}`}</p>`;
}

function parts({ shop, locale, part }: AccountVisit): Markup {
  const words = accountWords[locale];
  const links = (["page", "profile", "orders"] as const).map((name) => {
    const current = name === part ? raw(' aria-current="page"') : null;
    const href = accountPath(shop, name === "page" ? "" : `/${name}`);
    return html`<a class="sb-button sb-quiet" href="${href}"${current}>${words[name]}</a>`;
  });
  return html`<nav class="sb-buttons" aria-label="${words.title}">${links}</nav>`;
}

function orders(
  { store }: SandboxContext,
  { shop, locale }: AccountVisit,
  customer: SandboxCustomer,
): Markup {
  const words = accountWords[locale];
  const mine = store.orders(shop.domain).filter(({ customerId }) => customerId === customer.id);
  if (mine.length === 0) return html`<p>${words.noOrders}</p>`;
  const links = mine
    .slice(0, 20)
    .map(
      ({ id, name }) =>
        html`<li><a href="${accountPath(shop, `/orders/${id}`)}"><bdi dir="ltr">${name}</bdi></a></li>`,
    );
  return html`<ul class="sb-orders">${links}</ul>`;
}

const targets: Readonly<Record<AccountPart, SlotTarget>> = {
  page: "customer-account.page.render",
  profile: "customer-account.profile.block.render",
  orders: "customer-account.order-status.block.render",
};

function slotOf({ shop, locale, part, order }: AccountVisit, customer: SandboxCustomer): SlotWish | null {
  if (part === "orders" && order === null) return null;
  return {
    target: targets[part],
    shop,
    locale,
    values: valuesOf(shop, customer),
    orderId: order?.id ?? null,
    addresses: { codes: "", token: accountPath(shop, "/token") },
  };
}

/** An account has no cart: only who is logged in matters. */
export function valuesOf(shop: SandboxShop, customer: SandboxCustomer): LiveValues {
  const none = { amount: 0, currencyCode: shop.currency };
  return {
    subtotal: none,
    shipping: null,
    tax: none,
    total: none,
    codes: [],
    canChangeCodes: false,
    customerId: gid("Customer", customer.id),
    email: customer.email,
  };
}
