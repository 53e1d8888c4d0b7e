/** The storefront's pages: home, product, cart, rewards, account. Each is one template with what it shows. */
import { formatsOf } from "../../i18n/format";
import { currentTotals } from "../state/order-totals";
import { benefitsOf, codesOf } from "./cart-view";
import { hundredths } from "./liquid/money-format";
import { productObject } from "./liquid/objects";
import { renderPage } from "./theme";
import type { Visit } from "./visit";

export function homePage(visit: Visit): string {
  const products = visit.store
    .products(visit.shop.domain)
    .map((product) => productObject(visit, product, null));
  return renderPage(visit, { template: "home", path: "/", objects: { products } });
}

/** null when the shop sells no such thing. */
export function productPage(visit: Visit, handle: string, variantId: number | null): string | null {
  const found = visit.store.product(visit.shop.domain, handle);
  if (found === null) return null;
  const product = productObject(visit, found, variantId);
  const others = visit.store
    .products(visit.shop.domain)
    .filter(({ id }) => id !== found.id)
    .slice(0, 4)
    .map((other) => productObject(visit, other, null));
  const inAll = renderPage(
    { ...visit },
    {
      template: "product",
      path: `/products/${handle}`,
      objects: { others },
      product,
      title: product.title,
    },
  );
  return inAll;
}

export function cartPage(visit: Visit): string {
  const checkout_url = `/sandbox/checkout/${visit.shop.domain}`;
  return renderPage(visit, {
    template: "cart",
    path: "/cart",
    objects: { codes: codesOf(visit), benefits: benefitsOf(visit), checkout_url },
  });
}

export function rewardsPage(visit: Visit): string {
  return renderPage(visit, { template: "rewards", path: "/pages/rewards" });
}

export function accountPage(visit: Visit): string {
  const { shop, store, locale } = visit;
  const cast = store.cast(shop.domain).map((person) => ({
    id: person.id,
    name: `${person.firstName} ${person.lastName}`,
    initial: [...person.firstName][0] ?? "",
    locale: person.locale,
    city: person.city,
    role_key: `account.roles.${person.cast ?? "regular"}`,
    current: person.id === visit.customer?.id,
  }));
  const { date, number } = formatsOf(locale);
  const orders = store
    .orders(shop.domain)
    .filter((order) => order.customerId !== null && order.customerId === visit.customer?.id)
    .slice(0, 8)
    .map((order) => ({
      name: order.name,
      date: date(order.processedAt, shop.timezone),
      items: number(order.lines.reduce((sum, line) => sum + line.currentQuantity, 0)),
      total: hundredths(currentTotals(order).totalMinor, shop),
      cancelled: order.cancelledAt !== null,
      refunded: order.refunds.length > 0,
    }));
  return renderPage(visit, { template: "account", path: "/account", objects: { cast, orders } });
}

export function notFoundPage(visit: Visit): string {
  return renderPage(visit, { template: "not-found", path: "/" });
}
