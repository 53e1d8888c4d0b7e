/** Products and variants. */
import { gid } from "../../state/ids";
import type { SandboxProduct, SandboxVariant } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { byNumber, byText, type Searchable } from "../search-syntax";
import { productCollections } from "./collection";
import { metafieldFields } from "./metafield";
import { titleMatch } from "./title-match";
import { iso, moneyText, moneyV2, type World } from "./world";

export function productNode(world: World, product: SandboxProduct): ApiNode {
  const id = gid("Product", product.id);
  const prices = product.variants.map(({ priceMinor }) => priceMinor);
  return {
    __typename: "Product",
    id,
    legacyResourceId: String(product.id),
    title: product.title,
    handle: product.handle,
    description: product.descriptionIn[world.shop.primaryLocale],
    descriptionHtml: `<p>${product.descriptionIn[world.shop.primaryLocale]}</p>`,
    vendor: product.vendor,
    productType: product.productType,
    isGiftCard: product.giftCard,
    status: "ACTIVE",
    tags: [],
    totalInventory: 999,
    tracksInventory: false,
    hasOnlyDefaultVariant: product.variants.length === 1,
    priceRangeV2: {
      minVariantPrice: moneyV2(world, Math.min(...prices)),
      maxVariantPrice: moneyV2(world, Math.max(...prices)),
    },
    variantsCount: { count: product.variants.length, precision: "EXACT" },
    variants: (args: Args) =>
      connection(
        product.variants,
        args,
        (variant) => variant.id,
        (variant) => variantNode(world, product, variant),
      ),
    collections: (args: Args) => productCollections(product, args),
    featuredMedia: () => pictureNode(product),
    onlineStoreUrl: `https://${product.shop}/products/${product.handle}`,
    publishedAt: iso(product.createdAt),
    createdAt: iso(product.createdAt),
    updatedAt: iso(product.createdAt),
    ...metafieldFields(world, id),
  };
}

/** The drawing itself, as an address: the sandbox has no picture server. */
function pictureNode({ id, imageSvg, title }: SandboxProduct): ApiNode {
  const url = `data:image/svg+xml,${encodeURIComponent(imageSvg)}`;
  const image = { id: null, altText: title, url: () => url, width: 160, height: 160 };
  return { __typename: "MediaImage", id: `gid://shopify/MediaImage/${id}`, alt: title, preview: { image } };
}

export function variantNode(world: World, product: SandboxProduct, variant: SandboxVariant): ApiNode {
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    legacyResourceId: String(variant.id),
    title: variant.title,
    displayName: variant.title === "Default Title" ? product.title : `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: moneyText(world, variant.priceMinor),
    compareAtPrice: null,
    barcode: null,
    taxable: product.taxable,
    availableForSale: true,
    inventoryQuantity: 999,
    position: product.variants.indexOf(variant) + 1,
    product: () => productNode(world, product),
    createdAt: iso(product.createdAt),
    updatedAt: iso(product.createdAt),
    ...metafieldFields(world, gid("ProductVariant", variant.id)),
  };
}

export const productSearch: Searchable<SandboxProduct> = {
  what: "products",
  fields: {
    id: byNumber(({ id }) => id),
    title: titleMatch(({ title }) => title),
    handle: byText(({ handle }) => [handle]),
    product_type: byText(({ productType }) => [productType]),
    vendor: byText(({ vendor }) => [vendor]),
    status: byText(() => ["active"]),
    gift_card: byText(({ giftCard }) => [String(giftCard)]),
  },
  word: (product, value) => product.title.toLowerCase().includes(value),
};
