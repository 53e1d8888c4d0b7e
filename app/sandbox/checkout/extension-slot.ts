/**
 * The place of the extension on a page: a frame with an origin of its own, so that the extension reaches our API as from Shopify's
 * checkout, across origins and with nothing but a session token.
 */
import type { SandboxContext } from "../context";
import { html, type Markup, raw, scriptJson } from "../html";
import { gid } from "../state/ids";
import type { Locale, SandboxShop } from "../state/types";
import { type ExtensionName, extensionWords } from "./build-extensions";
import type { FrameStart, LiveValues } from "./protocol";
import { wordsIn } from "./words";

export type SlotTarget =
  | "purchase.checkout.reductions.render-after"
  | "purchase.thank-you.block.render"
  | "customer-account.page.render"
  | "customer-account.profile.block.render"
  | "customer-account.order-status.block.render"
  | "admin.customer-details.block.render"
  | "admin.customer-details.action.render";

const scriptOf: Readonly<Record<SlotTarget, ExtensionName>> = {
  "purchase.checkout.reductions.render-after": "extension",
  "purchase.thank-you.block.render": "extension",
  "customer-account.page.render": "account",
  "customer-account.profile.block.render": "account-blocks",
  "customer-account.order-status.block.render": "account-blocks",
  "admin.customer-details.block.render": "admin",
  "admin.customer-details.action.render": "admin-action",
};

export interface SlotWish {
  readonly target: SlotTarget;
  readonly shop: SandboxShop;
  readonly locale: Locale;
  readonly values: LiveValues;
  readonly orderId: number | null;
  /** Of an admin page: the customer it shows. */
  readonly selected?: string;
  /** Where the page's script changes codes and asks for a session token. */
  readonly addresses: { readonly codes: string; readonly token: string };
}

export const FILES = "/sandbox/checkout-files";

export function extensionSlot(wish: SlotWish): Markup {
  const { locale, target } = wish;
  const address = `${FILES}/frame.html?locale=${locale}`;
  return html`<iframe class="extension" title="${wordsIn(locale).pointsFrame}" data-target="${target}" data-extension="${address}" allow="clipboard-write" sandbox="allow-scripts allow-top-navigation-by-user-activation"></iframe>`;
}

/** What the page's script must know; see page/main.ts. */
export function slotScript(context: SandboxContext, wish: SlotWish): Markup {
  const data = {
    start: frameStartOf(context, wish),
    addresses: wish.addresses,
    texts: { refusedHere: wordsIn(wish.locale).refusedHere },
  };
  return html`<script type="application/json" id="checkout-data">${scriptJson(data)}</script>
<script src="${FILES}/page.js" defer></script>`;
}

function frameStartOf(context: SandboxContext, wish: SlotWish): FrameStart {
  const { shop, locale, target, values, orderId } = wish;
  return {
    target,
    script: `${FILES}/${scriptOf[target]}.js`,
    selected: wish.selected ?? null,
    locale,
    words: extensionWords(scriptOf[target], locale),
    settings: {},
    shop: {
      id: gid("Shop", shop.id),
      name: shop.name,
      domain: shop.domain,
      storefrontUrl: `${context.origin}/sandbox/stores/${shop.domain}`,
    },
    country: shop.countryCode,
    // A thank-you page gives this kind of id; the number is the order's.
    orderId: orderId === null ? null : `gid://shopify/${orderKind(target)}/${orderId}`,
    values,
  };
}

const orderKind = (target: SlotTarget): string =>
  target === "customer-account.order-status.block.render" ? "Order" : "OrderIdentity";

/** The document in the frame. */
export function frameDocument(locale: Locale): string {
  return html`<!doctype html>
<html lang="${locale}" dir="${locale === "en" ? "ltr" : "rtl"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${wordsIn(locale).pointsFrame}</title>
<link rel="stylesheet" href="${FILES}/frame.css">
</head>
<body>
<script src="${raw(`${FILES}/frame.js`)}"></script>
</body>
</html>
`.toString();
}
