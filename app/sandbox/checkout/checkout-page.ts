/** The checkout: who is shopping, how it is delivered and paid, and beside it the order with discount codes and the extension. */
import type { SandboxContext } from "../context";
import { html, type Markup } from "../html";
import { sandboxBanner, sandboxPage } from "../layout";
import { creditOf } from "../state/balances";
import { type DiscountRefusal, refusalText } from "../state/discounts";
import { presentments } from "../state/presentment";
import { extensionSlot, type SlotWish, slotScript } from "./extension-slot";
import { pageHead, styleSheets } from "./page-head";
import { codesOf, itemsOf, totalsOf } from "./summary";
import { checkoutPath, liveValuesOf, type Visit } from "./visit";
import { fill, priceText, type Words, wordsIn } from "./words";

export interface Refused {
  readonly code: string;
  readonly reason: DiscountRefusal;
}

export function checkoutPage(context: SandboxContext, visit: Visit, refused: Refused | null): string {
  const { shop, locale, priced } = visit;
  const words = wordsIn(locale);
  const body = priced.lines.length === 0 ? emptyCart(visit, words) : filledCart(context, visit, refused);
  return sandboxPage({
    title: `${words.checkout} · ${shop.name}`,
    locale,
    banner: sandboxBanner({ locale, shop: shop.domain, current: "checkout" }),
    head: styleSheets,
    className: "checkout",
    body: html`${pageHead(shop, locale, (other) => checkoutPath({ shop, locale: other }))}${body}`,
  });
}

function emptyCart(visit: Visit, words: Words): Markup {
  return html`<main class="empty">
<h1>${words.empty}</h1>
<p>${words.emptyHint}</p>
<form method="post" action="${checkoutPath(visit, "/fill")}"><button class="primary" type="submit">${words.fill}</button></form>
<p><a href="/sandbox/stores/${visit.shop.domain}/">${words.toStore}</a></p>
</main>`;
}

function filledCart(context: SandboxContext, visit: Visit, refused: Refused | null): Markup {
  const words = wordsIn(visit.locale);
  const slot: SlotWish = {
    target: "purchase.checkout.reductions.render-after",
    shop: visit.shop,
    locale: visit.locale,
    values: liveValuesOf(visit),
    orderId: null,
    addresses: { codes: checkoutPath(visit, "/codes"), token: checkoutPath(visit, "/token") },
  };
  return html`<main class="columns">
<div class="steps">
<h1>${words.checkout}</h1>
${contact(context, visit, words)}
${placing(context, visit, words)}
${faults(words)}
</div>
<aside class="order" aria-labelledby="summary-heading">
<h2 id="summary-heading">${words.summary}</h2>
${itemsOf(visit)}
${discountForm(visit, words, refused)}
<div id="codes">${codesOf(visit)}</div>
${extensionSlot(slot)}
<div id="totals" aria-live="polite">${totalsOf(visit)}</div>
</aside>
</main>
${slotScript(context, slot)}`;
}

function contact(context: SandboxContext, visit: Visit, words: Words): Markup {
  const { shop, customer } = visit;
  const cast = context.store.cast(shop.domain);
  const other = customer !== null && !cast.some(({ id }) => id === customer.id);
  const options = other ? [...cast, customer] : cast;
  return html`<section class="card">
<h2>${words.contact}</h2>
<form class="who" method="post" action="${checkoutPath(visit, "/contact")}">
<label for="who">${words.who}</label>
<div class="row"><select id="who" name="customer">
<option value="" ${customer === null && html`selected`}>${words.guest}</option>
${options.map(
  (person) =>
    html`<option value="${person.id}" ${person.id === customer?.id && html`selected`}>${person.firstName} ${person.lastName}</option>`,
)}</select>
<button class="secondary" type="submit">${words.change}</button></div>
</form>
${customer && html`<p class="quiet"><bdi dir="ltr">${customer.email}</bdi></p>`}
</section>`;
}

function placing(context: SandboxContext, visit: Visit, words: Words): Markup {
  const { shop, customer, locale, priced } = visit;
  const shipped = priced.lines.some(({ product }) => product.requiresShipping);
  const address = customer ? `${customer.city}, ${customer.country}` : shop.countryCode;
  const price = priced.shippingMinor === 0 ? words.free : priceText(priced.shippingMinor, shop, locale);
  return html`<form method="post" action="${checkoutPath(visit, "/place")}">
${
  customer === null &&
  html`<section class="card"><label for="email">${words.email}</label>
<input id="email" name="email" type="email" dir="ltr" autocomplete="email" placeholder="you@example.com"></section>`
}
<section class="card"><h2>${words.delivery}</h2>
${
  shipped
    ? html`${customer && html`<p>${customer.firstName} ${customer.lastName}</p>`}<p><bdi>${address}</bdi></p><p class="quiet">${shop.shippingTitle} · ${price}</p>`
    : html`<p>${words.nothingToShip}</p>`
}</section>
<section class="card"><fieldset><legend>${words.payment}</legend>
<label class="choice"><input type="radio" name="payment" value="now" checked> ${words.payNow}</label>
<label class="choice"><input type="radio" name="payment" value="later"> ${words.payLater}</label>
</fieldset>
${balances(context, visit, words)}</section>
<button class="primary place" type="submit">${words.place}</button>
<p class="quiet center">${words.placeNote}</p>
</form>`;
}

/** What pays beside the card: store credit of a customer, a gift card, and which currency the shopper sees. */
function balances({ store }: SandboxContext, { shop, customer, locale }: Visit, words: Words): Markup {
  const credit = customer === null ? 0 : creditOf(store, customer);
  const useCredit = fill(words.useCredit, { amount: priceText(credit, shop, locale) });
  return html`${
    credit > 0 &&
    html`<label class="choice"><input type="checkbox" name="credit" value="1"> ${useCredit}</label>`
  }
<div class="balances"><label for="gift-card">${words.giftCard}</label><input id="gift-card" name="giftCard" dir="ltr" autocomplete="off">
<label for="currency">${words.payIn}</label><select id="currency" name="currency"><option value="">${shop.currency}</option>${presentments.map(({ currency }) => html`<option>${currency}</option>`)}</select></div>`;
}

function discountForm(visit: Visit, words: Words, refused: Refused | null): Markup {
  const told = refused
    ? fill(words.refused, { code: refused.code, reason: refusalText(refused.reason, visit.locale) })
    : "";
  return html`<form class="discount" method="post" action="${checkoutPath(visit, "/codes")}" data-codes>
<label for="code">${words.discountLabel}</label>
<div class="row"><input id="code" name="code" autocomplete="off" autocapitalize="characters" aria-describedby="code-message">
<input type="hidden" name="action" value="add">
<button class="secondary" type="submit">${words.apply}</button></div>
<p id="code-message" class="refused" role="status">${told}</p>
</form>`;
}

function faults(words: Words): Markup {
  const choices = [
    ["fine", words.fine],
    ["no-changes", words.noChanges],
    ["refuse", words.refuse],
    ["late", words.late],
    ["down", words.down],
  ] as const;
  return html`<details class="faults"><summary>${words.faults}</summary>
<fieldset><legend class="quiet">${words.faultsHint}</legend>
${choices.map(
  ([value, label], at) =>
    html`<label class="choice"><input type="radio" name="fault" value="${value}" autocomplete="off" ${at === 0 && html`checked`}> ${label}</label>`,
)}</fieldset></details>`;
}
