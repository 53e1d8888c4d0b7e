/** What a product costs at this moment, in the shop's currency: a free product is its price off. */
import { type Currency, type Minor, parseDecimal } from "../../loyalty/money";
import { gid } from "./gid";
import { ask, type Line } from "./graphql-client";
import { productPrice, variantPrice } from "./operations/catalogue";

interface Wanted {
  readonly productId: string;
  readonly variantId: string | null;
}

/** The dearest of its variants where none is named, so that any of them is free. @returns null when the store does not sell it. */
export async function priceOf(line: Line, wanted: Wanted, code: Currency): Promise<Minor | null> {
  if (wanted.variantId !== null) {
    const { productVariant } = await ask(line, variantPrice, { id: gid("ProductVariant", wanted.variantId) });
    if (productVariant?.product.id !== gid("Product", wanted.productId)) return null;
    return parseDecimal(productVariant.price, code);
  }
  const { product } = await ask(line, productPrice, { id: gid("Product", wanted.productId) });
  const dearest = product?.priceRangeV2.maxVariantPrice;
  return dearest?.currencyCode === code ? parseDecimal(dearest.amount, code) : null;
}
