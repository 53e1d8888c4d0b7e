/** What the two shops sell, with the numbers Shopify would give: stable, so that scripts can name them. */
import type { SandboxProduct, SandboxShop, SandboxVariant } from "../state/types";
import { artwork } from "./artwork";
import { demoItems } from "./demo-items";
import { type Item, text } from "./item";
import { DEMO_SHOP, shops, TEHRAN_SHOP } from "./shops";
import { tehranItems } from "./tehran-items";

function productOf(shop: SandboxShop, item: Item, position: number): SandboxProduct {
  const id = 8_300_000_000_000 + (shop.id % 1000) * 1_000 + position + 1;
  return {
    id,
    shop: shop.domain,
    handle: item.handle,
    title: item.title[shop.primaryLocale],
    titleIn: item.title,
    descriptionIn: item.description,
    vendor: shop.name,
    productType: item.type,
    giftCard: item.giftCard === true,
    taxable: item.giftCard !== true,
    requiresShipping: item.giftCard !== true,
    imageSvg: artwork(...item.art),
    variants: item.prices.map((price, index): SandboxVariant => {
      const named = price.title;
      return {
        id: 45_100_000_000_000 + (shop.id % 1000) * 100_000 + (position + 1) * 100 + index + 1,
        productId: id,
        title: named === undefined ? "Default Title" : named[shop.primaryLocale],
        titleIn: named ?? text("Default Title", "Default Title", "Default Title"),
        sku: `${item.handle.toUpperCase().slice(0, 8)}-${index + 1}`,
        priceMinor: price.minor,
      };
    }),
    createdAt: shop.createdAt,
  };
}

function productsOf(domain: string, items: readonly Item[]): SandboxProduct[] {
  const shop = shops.find((candidate) => candidate.domain === domain);
  return shop === undefined ? [] : items.map((item, index) => productOf(shop, item, index));
}

export const products: readonly SandboxProduct[] = [
  ...productsOf(DEMO_SHOP, demoItems),
  ...productsOf(TEHRAN_SHOP, tehranItems),
];
