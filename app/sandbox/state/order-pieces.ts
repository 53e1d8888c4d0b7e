/** What a priced cart becomes in an order: its lines, its delivery, its buyer. */
import type { PlaceOrderInput } from "./place-order";
import type { PricedCart, PricedLine } from "./pricing";
import type { SandboxStore } from "./store";
import type { OrderBuyer, SandboxOrderLine, SandboxShop } from "./types";

/** A customer's own phone and address, unless the checkout heard of others. */
export function buyerOf({ customer, buyer }: Pick<PlaceOrderInput, "customer" | "buyer">): OrderBuyer {
  const home =
    customer?.address1 && customer.zip
      ? {
          name: `${customer.firstName} ${customer.lastName}`.trim(),
          address1: customer.address1,
          city: customer.city,
          zip: customer.zip,
          countryCode: customer.countryCode,
        }
      : null;
  return { phone: customer?.phone ?? null, address: home, browser: null, card: null, ...buyer };
}

export function orderLineOf(store: SandboxStore, line: PricedLine): SandboxOrderLine {
  const { product, variant } = line;
  return {
    id: store.nextId("line", 14_100_000_000_001),
    productId: product.id,
    variantId: variant.id,
    title: product.title,
    variantTitle: variant.title === "Default Title" ? null : variant.title,
    sku: variant.sku,
    quantity: line.line.quantity,
    currentQuantity: line.line.quantity,
    priceMinor: variant.priceMinor,
    giftCard: product.giftCard,
    taxable: product.taxable && !product.giftCard,
    requiresShipping: product.requiresShipping,
    allocations: line.allocations,
    taxMinor: line.taxMinor,
  };
}

export function shippingLinesOf(store: SandboxStore, shop: SandboxShop, priced: PricedCart) {
  if (!priced.lines.some(({ product }) => product.requiresShipping)) return [];
  return [
    {
      id: store.nextId("shipping", 4_300_000_000_001),
      title: shop.shippingTitle,
      priceMinor: priced.shippingGrossMinor,
      allocations: priced.shippingAllocations,
      taxMinor: priced.shippingTaxMinor,
    },
  ];
}
