/** The order summary: items, the codes on the order, the totals. Codes and totals are sent anew after each change. */
import { formatsOf } from "../../i18n/format";
import { html, type Markup, raw } from "../html";
import { currentTotals } from "../state/order-totals";
import type { Locale, SandboxOrder, SandboxProduct, SandboxShop, SandboxVariant } from "../state/types";
import { checkoutPath, type Visit } from "./visit";
import { fill, priceText, wordsIn } from "./words";

interface Item {
  readonly product: SandboxProduct | null;
  readonly variant: SandboxVariant | null;
  readonly title: string;
  readonly quantity: number;
  readonly grossMinor: number;
}

export interface Totals {
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number | null;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export function itemsOf(visit: Visit): Markup {
  const items = visit.priced.lines.map(({ product, variant, line, grossMinor }) => ({
    product,
    variant,
    title: product.titleIn[visit.locale],
    quantity: line.quantity,
    grossMinor,
  }));
  return itemList(items, visit.shop, visit.locale);
}

export function orderItems(
  order: SandboxOrder,
  shop: SandboxShop,
  find: (variantId: number) => { product: SandboxProduct; variant: SandboxVariant } | null,
): (locale: Locale) => Markup {
  const lines = order.lines.map((line) => ({ line, found: find(line.variantId ?? 0) }));
  return (locale) =>
    itemList(
      lines.map(({ line, found }) => ({
        product: found?.product ?? null,
        variant: found?.variant ?? null,
        title: found?.product.titleIn[locale] ?? line.title,
        quantity: line.quantity,
        grossMinor: line.priceMinor * line.quantity,
      })),
      shop,
      locale,
    );
}

function itemList(items: readonly Item[], shop: SandboxShop, locale: Locale): Markup {
  const words = wordsIn(locale);
  const { number } = formatsOf(locale);
  return html`<ul class="items" aria-label="${words.items}">${items.map(
    ({ product, variant, title, quantity, grossMinor }) => html`<li>
<span class="picture" aria-hidden="true">${raw(product?.imageSvg ?? "")}</span>
<span class="what"><span class="title">${title}</span>${variantLine(variant, locale)}<span class="quantity">${fill(words.quantity, { n: number(quantity) })}</span></span>
<span class="price">${priceText(grossMinor, shop, locale)}</span>
</li>`,
  )}</ul>`;
}

function variantLine(variant: SandboxVariant | null, locale: Locale): Markup | null {
  if (variant === null || variant.title === "Default Title") return null;
  return html`<span class="quantity">${variant.titleIn[locale]}</span>`;
}

/** The tier's benefits, which no code stands for. */
function automaticIn({ priced, locale }: Visit): Markup {
  const words = wordsIn(locale);
  const named = priced.applications.filter(({ code }) => code === null);
  return html`${named.map(
    ({ title, targetType }) =>
      html`<p class="quiet" data-automatic>${fill(targetType === "shipping_line" ? words.tierShipping : words.tierDiscount, { tier: title })}</p>`,
  )}`;
}

export function codesOf(visit: Visit): Markup {
  const words = wordsIn(visit.locale);
  if (visit.priced.accepted.length === 0) return automaticIn(visit);
  return html`${automaticIn(visit)}<ul class="codes">${visit.priced.accepted.map(
    ({ code }) => html`<li><form method="post" action="${checkoutPath(visit, "/codes")}" data-codes>
<input type="hidden" name="code" value="${code}"><input type="hidden" name="action" value="remove">
<span dir="ltr">${code}</span>
<button type="submit" aria-label="${fill(words.remove, { code })}"><span aria-hidden="true">×</span></button>
</form></li>`,
  )}</ul>`;
}

export function totalsOf({ shop, locale, priced }: Visit): Markup {
  const shipped = priced.lines.some(({ product }) => product.requiresShipping);
  return totalsTable({ ...priced, shippingMinor: shipped ? priced.shippingMinor : null }, shop, locale);
}

export function orderTotals(order: SandboxOrder, shop: SandboxShop, locale: Locale): Markup {
  const totals = currentTotals(order);
  const shippingMinor = order.shippingLines.length === 0 ? null : totals.shippingMinor;
  return totalsTable({ ...totals, shippingMinor }, shop, locale);
}

function totalsTable(totals: Totals, shop: SandboxShop, locale: Locale): Markup {
  const words = wordsIn(locale);
  const money = (minor: number) => priceText(minor, shop, locale);
  const { shippingMinor: shipping } = totals;
  const tax = fill(shop.taxesIncluded ? words.taxInside : words.tax, { title: shop.taxTitle });
  const taxRow = html`<div class="${shop.taxesIncluded ? "quiet" : ""}"><dt>${tax}</dt><dd>${money(totals.taxMinor)}</dd></div>`;
  return html`<dl class="totals">
<div><dt>${words.subtotal}</dt><dd>${money(totals.grossMinor)}</dd></div>
${totals.discountMinor > 0 && html`<div class="off"><dt>${words.discount}</dt><dd data-discount>${money(-totals.discountMinor)}</dd></div>`}
${shipping !== null && html`<div><dt>${words.shipping}</dt><dd>${shipping === 0 ? words.free : money(shipping)}</dd></div>`}
${!shop.taxesIncluded && taxRow}
<div class="total"><dt>${words.total}</dt><dd data-total>${money(totals.totalMinor)}</dd></div>
${shop.taxesIncluded && taxRow}
</dl>`;
}
