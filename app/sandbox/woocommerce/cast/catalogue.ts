/** What the two shops sell: the articles and pictures of the Shopify shops, in euros and in tomans; their collections are categories here. WooCommerce knows no gift cards. */
import { products as shopifyProducts } from "../../cast/catalogue";
import { collections } from "../../cast/collections";
import { DEMO_SHOP, TEHRAN_SHOP } from "../../cast/shops";
import type { SandboxProduct } from "../../state/types";
import { textOf } from "../state/amounts";
import type { WooCategory, WooProduct, WooSettings, WooVariation } from "../state/records";
import { NORDLICHT } from "./settings";

/** A toman is ten rials. */
const RIALS = 10;
const FIRST_CATEGORY = 16;
const FIRST_PRODUCT = 201;
const FIRST_VARIATION = 301;
const FIRST_PICTURE = 401;

const twinOf = ({ name }: WooSettings) => (name === NORDLICHT ? DEMO_SHOP : TEHRAN_SHOP);

export function categoriesOf(settings: WooSettings): WooCategory[] {
  return collections
    .filter(({ shop }) => shop === twinOf(settings))
    .map(({ handle, titleIn }, index) => ({
      id: FIRST_CATEGORY + index,
      slug: handle,
      name: titleIn[settings.locale],
      nameIn: titleIn,
    }));
}

export function productsOf(settings: WooSettings): WooProduct[] {
  const domain = twinOf(settings);
  const groups = collections.filter(({ shop }) => shop === domain);
  const sold = shopifyProducts.filter(({ shop, giftCard }) => shop === domain && !giftCard);
  let variation = FIRST_VARIATION;
  return sold.map((product, index): WooProduct => {
    const several = product.variants.length > 1;
    const variations = several
      ? product.variants.map((one): WooVariation => {
          variation += 1;
          return {
            id: variation - 1,
            name: one.titleIn[settings.locale],
            nameIn: one.titleIn,
            sku: one.sku,
            price: priceOf(settings, one.priceMinor),
          };
        })
      : [];
    return {
      id: FIRST_PRODUCT + index,
      slug: product.handle,
      name: product.titleIn[settings.locale],
      nameIn: product.titleIn,
      descriptionIn: product.descriptionIn,
      sku: product.variants[0]?.sku ?? "",
      price: priceOf(settings, lowest(product)),
      categoryIds: groups.flatMap(({ productIds }, position) =>
        productIds.includes(product.id) ? [FIRST_CATEGORY + position] : [],
      ),
      imageSvg: product.imageSvg,
      imageId: FIRST_PICTURE + index,
      variations,
      createdAt: product.createdAt,
    };
  });
}

const lowest = ({ variants }: SandboxProduct) => Math.min(...variants.map(({ priceMinor }) => priceMinor));

function priceOf({ decimals }: WooSettings, minor: number): string {
  return textOf(decimals === 0 ? Math.round(minor / RIALS) : minor, decimals);
}
