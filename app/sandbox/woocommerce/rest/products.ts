/** `products`, their variations and their categories: read only here, as nobody but the shop's own staff changes them. */
import { failed, invalidId, ok, type RestAnswer, type RestCall } from "./call";
import { directionOf, paged, sorted } from "./pages";
import { categoryShape, productShape, variationShape } from "./shapes/product";

export function listProducts(call: RestCall): RestAnswer {
  const { shop, home, query } = call;
  const include = query.ids("include");
  const category = query.ids("category");
  const search = query.text("search")?.toLowerCase() ?? null;
  const rows = shop.products
    .filter(({ id }) => include.length === 0 || include.includes(id))
    .filter(({ categoryIds }) => category.length === 0 || categoryIds.some((id) => category.includes(id)))
    .filter(
      ({ name, sku }) => search === null || [name, sku].some((text) => text.toLowerCase().includes(search)),
    );
  const order = directionOf(query.text("order"), "desc");
  const byId = ["id", "date", null].includes(query.text("orderby"));
  return paged(
    call,
    sorted(rows, (one) => (byId ? one.id : one.name), order),
    (one) => productShape(shop, one, home),
  );
}

export function readProduct({ shop, home, ids }: RestCall): RestAnswer {
  const id = Number(ids[0]);
  const product = shop.product(id) ?? shop.variation(id)?.product ?? null;
  return product === null ? invalidId("product") : ok(productShape(shop, product, home));
}

export function listVariations(call: RestCall): RestAnswer {
  const product = call.shop.product(Number(call.ids[0]));
  if (product === null) return invalidId("product");
  return paged(call, product.variations, (one) =>
    variationShape(product, product.variations.indexOf(one), call.home),
  );
}

export function listCategories(call: RestCall): RestAnswer {
  const { shop, home, query } = call;
  const include = query.ids("include");
  const search = query.text("search")?.toLowerCase() ?? null;
  const product = shop.product(query.number("product") ?? 0);
  const rows = shop.categories
    .filter(({ id }) => include.length === 0 || include.includes(id))
    .filter(({ name }) => search === null || name.toLowerCase().includes(search))
    .filter(({ id }) => query.number("product") === null || product?.categoryIds.includes(id) === true);
  const order = directionOf(query.text("order"), "asc");
  const byId = query.text("orderby") === "id";
  return paged(
    call,
    sorted(rows, ({ id, name }) => (byId ? id : name), order),
    (one) => categoryShape(shop, one, home),
  );
}

export function readCategory({ shop, home, ids }: RestCall): RestAnswer {
  const category = shop.categories.find(({ id }) => id === Number(ids[0]));
  return category === undefined
    ? failed("woocommerce_rest_term_invalid", "Resource does not exist.", 404)
    : ok(categoryShape(shop, category, home));
}
