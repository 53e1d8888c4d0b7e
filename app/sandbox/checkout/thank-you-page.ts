/** The thank-you page: what the order is, and the extension's word on what it earned. */
import type { SandboxContext } from "../context";
import { html } from "../html";
import { sandboxBanner, sandboxPage, windowPath } from "../layout";
import { gid } from "../state/ids";
import { codesOn, currentTotals, financialStatus } from "../state/order-totals";
import type { Locale, SandboxOrder, SandboxShop } from "../state/types";
import { extensionSlot, type SlotWish, slotScript } from "./extension-slot";
import { pageHead, styleSheets } from "./page-head";
import type { LiveValues } from "./protocol";
import { orderItems, orderTotals } from "./summary";
import { checkoutPath } from "./visit";
import { fill, wordsIn } from "./words";

export interface ThankYou {
  readonly shop: SandboxShop;
  readonly order: SandboxOrder;
  readonly locale: Locale;
  readonly tokenAddress: string;
}

export function thankYouPage(
  context: SandboxContext,
  { shop, order, locale, tokenAddress }: ThankYou,
): string {
  const words = wordsIn(locale);
  const customer = order.customerId === null ? null : context.store.customer(shop.domain, order.customerId);
  const slot: SlotWish = {
    target: "purchase.thank-you.block.render",
    shop,
    locale,
    values: valuesOf(shop, order),
    orderId: order.id,
    addresses: { codes: "", token: tokenAddress },
  };
  const thanks = customer ? fill(words.thanks, { name: customer.firstName }) : words.thanksGuest;
  const paid = financialStatus(order) !== "pending";
  return sandboxPage({
    title: `${thanks} · ${shop.name}`,
    locale,
    banner: sandboxBanner({ locale, shop: shop.domain, current: "checkout" }),
    head: styleSheets,
    className: "checkout",
    body: html`${pageHead(shop, locale, (other) => checkoutPath({ shop, locale: other }, `/thank-you/${order.token}`))}
<main class="columns">
<div class="steps">
<div class="thanks"><span class="tick" aria-hidden="true">✓</span><div><h1>${thanks}</h1>
<p data-order="${order.id}">${fill(paid ? words.confirmed : words.waiting, { order: `\u2068${order.name}\u2069` })}</p></div></div>
<div class="card">${extensionSlot(slot)}</div>
<p class="ways"><a class="primary" href="${windowPath("store", shop.domain)}">${words.shopMore}</a>
<a class="secondary" href="${windowPath("orders", shop.domain)}">${words.toOrders}</a>
<a class="secondary" href="${windowPath("admin", shop.domain)}">${words.toAdmin}</a></p>
</div>
<aside class="order" aria-labelledby="summary-heading">
<h2 id="summary-heading">${words.orderDetails}</h2>
${orderItems(order, shop, (id) => context.store.variant(shop.domain, id))(locale)}
${orderTotals(order, shop, locale)}
</aside>
</main>
${slotScript(context, slot)}`,
  });
}

function valuesOf(shop: SandboxShop, order: SandboxOrder): LiveValues {
  const totals = currentTotals(order);
  const money = (minor: number) => ({ amount: minor / 10 ** shop.decimals, currencyCode: shop.currency });
  return {
    subtotal: money(totals.grossMinor),
    shipping: order.shippingLines.length === 0 ? null : money(totals.shippingMinor),
    tax: money(totals.taxMinor),
    total: money(totals.totalMinor),
    codes: codesOn(order),
    canChangeCodes: false,
    customerId: order.customerId === null ? null : gid("Customer", order.customerId),
    email: order.email,
  };
}
