/** What is asked of discounts, products, collections and gift cards. */
import { collectionsOf } from "../cast/collections";
import { type ApiNode, type Args, connection } from "./connection";
import { allDiscounts } from "./nodes/automatic-discount";
import { giftCardNode, giftCardSearch, giftCardsOf } from "./nodes/balance";
import { collectionNode, collectionSearch } from "./nodes/collection";
import { discountNode, discountSearch } from "./nodes/discount";
import { productNode, productSearch, variantNode } from "./nodes/product";
import { idArg, type World } from "./nodes/world";
import { searched } from "./searched";

export function discountQueries(world: World): ApiNode {
  const { store, shop } = world;
  const sorted = () => store.discounts(shop.domain).sort((a, b) => a.id - b.id);
  return {
    discountNodes: (args: Args) => allDiscounts(world, args),
    codeDiscountNode: (args: Args) => {
      const discount = store.discount(shop.domain, idArg(args, "DiscountCodeNode"));
      return discount === null ? null : discountNode(world, discount);
    },
    codeDiscountNodeByCode: (args: Args) => {
      const discount = store.discountByCode(shop.domain, String(args.code));
      return discount === null ? null : discountNode(world, discount);
    },
    codeDiscountNodes: (args: Args) =>
      connection(
        searched(sorted(), args, discountSearch(world.now)),
        args,
        ({ id }) => id,
        (discount) => discountNode(world, discount),
      ),
  };
}

export function productQueries(world: World): ApiNode {
  const { store, shop } = world;
  return {
    product: (args: Args) => {
      const product = store.product(shop.domain, idArg(args, "Product"));
      return product === null ? null : productNode(world, product);
    },
    products: (args: Args) =>
      connection(
        searched(store.products(shop.domain), args, productSearch),
        args,
        ({ id }) => id,
        (product) => productNode(world, product),
      ),
    collection: (args: Args) => {
      const id = idArg(args, "Collection");
      const found = collectionsOf(shop).find((collection) => collection.id === id);
      return found === undefined ? null : collectionNode(found);
    },
    collections: (args: Args) =>
      connection(searched(collectionsOf(shop), args, collectionSearch), args, ({ id }) => id, collectionNode),
    giftCards: (args: Args) =>
      connection(
        searched(giftCardsOf(world), args, giftCardSearch),
        args,
        ({ id }) => id,
        (card) => giftCardNode(world, card),
      ),
    productVariant: (args: Args) => {
      const found = store.variant(shop.domain, idArg(args, "ProductVariant"));
      return found === null ? null : variantNode(world, found.product, found.variant);
    },
  };
}
