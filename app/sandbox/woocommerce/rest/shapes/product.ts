/** An article and a category, as far as anybody outside asks for them. */
import type { WooCategory, WooProduct } from "../../state/records";
import type { WooShop } from "../../state/shop";
import { gmtDate, localDate } from "./dates";
import { selfAndCollection } from "./links";

export const pictureOf = (home: string, product: WooProduct): string =>
  `${home}/wp-content/uploads/${product.slug}.svg`;

export function productShape(shop: WooShop, product: WooProduct, home: string) {
  const { timezone, locale } = shop.settings;
  return {
    id: product.id,
    name: product.name,
    slug: product.slug,
    permalink: `${home}/product/${product.slug}/`,
    date_created: localDate(product.createdAt, timezone),
    date_created_gmt: gmtDate(product.createdAt),
    type: product.variations.length > 0 ? "variable" : "simple",
    status: "publish",
    description: `<p>${product.descriptionIn[locale]}</p>\n`,
    short_description: "",
    sku: product.sku,
    price: product.price,
    regular_price: product.variations.length > 0 ? "" : product.price,
    sale_price: "",
    on_sale: false,
    purchasable: true,
    tax_status: "taxable",
    tax_class: "",
    stock_status: "instock",
    parent_id: 0,
    categories: product.categoryIds.flatMap((id) => {
      const category = shop.categories.find((one) => one.id === id);
      return category ? [{ id, name: category.name, slug: category.slug }] : [];
    }),
    tags: [],
    images: [{ id: product.imageId, src: pictureOf(home, product), name: product.name, alt: product.name }],
    variations: product.variations.map(({ id }) => id),
    meta_data: [],
    _links: selfAndCollection(home, "products", product.id),
  };
}

export function variationShape(product: WooProduct, index: number, home: string) {
  const variation = product.variations[index];
  if (variation === undefined) return null;
  return {
    id: variation.id,
    name: variation.name,
    parent_id: product.id,
    sku: variation.sku,
    price: variation.price,
    regular_price: variation.price,
    permalink: `${home}/product/${product.slug}/`,
    image: { id: product.imageId, src: pictureOf(home, product), name: product.name, alt: product.name },
    attributes: [{ id: 0, name: "Size", slug: "size", option: variation.name }],
    _links: selfAndCollection(home, `products/${product.id}/variations`, variation.id),
  };
}

export function categoryShape(shop: WooShop, category: WooCategory, home: string) {
  const articles = shop.products.filter(({ categoryIds }) => categoryIds.includes(category.id));
  const first = articles[0];
  return {
    id: category.id,
    name: category.name,
    slug: category.slug,
    parent: 0,
    description: "",
    display: "default",
    image: first ? { id: first.imageId, src: pictureOf(home, first), name: category.name, alt: "" } : null,
    menu_order: 0,
    count: articles.length,
    _links: selfAndCollection(home, "products/categories", category.id),
  };
}
