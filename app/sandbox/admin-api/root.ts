/** The queries and mutations this Shopify answers. What is not here is refused by name, never answered with null. */
import type { AppConfig } from "../app-config";
import { collectionsOf } from "../cast/collections";
import { parseGid } from "../state/ids";
import { type ApiNode, type Args, connection } from "./connection";
import {
  discountAutomaticAppCreate,
  discountAutomaticAppUpdate,
  discountAutomaticDeactivate,
} from "./mutations/automatic-discount";
import { giftCardCreate, storeCreditAccountCredit } from "./mutations/balances";
import {
  discountCodeActivate,
  discountCodeBasicCreate,
  discountCodeBasicUpdate,
  discountCodeDeactivate,
  discountCodeDelete,
} from "./mutations/discounts";
import { metafieldsDelete, metafieldsSet } from "./mutations/metafields";
import { discountCodeFreeShippingCreate, discountCodeFreeShippingUpdate } from "./mutations/shipping-codes";
import { tagsAdd, tagsRemove } from "./mutations/tags";
import { installationNode } from "./nodes/app";
import { collectionNode } from "./nodes/collection";
import { customerNode, customerSearch, sortedCustomers } from "./nodes/customer";
import { discountNode } from "./nodes/discount";
import { orderNode, visibleOrder, visibleOrders } from "./nodes/order";
import { orderSearch, sortedOrders } from "./nodes/order-search";
import { ownerNode } from "./nodes/owner";
import { productNode } from "./nodes/product";
import { refundNode } from "./nodes/refund";
import { shopNode } from "./nodes/shop";
import { idArg, type World } from "./nodes/world";
import { searched } from "./searched";
import { discountQueries, productQueries } from "./shop-queries";

export function queryRoot(world: World): ApiNode {
  const { store, shop } = world;
  return {
    shop: () => shopNode(world),
    currentAppInstallation: () => {
      const installation = store.installation(shop.domain);
      return installation === null ? null : installationNode(world, installation);
    },
    shopLocales: () =>
      shop.locales.map((locale) => ({
        locale,
        name: localeNames[locale],
        primary: locale === shop.primaryLocale,
        published: true,
      })),
    node: (args: Args) => anyNode(world, String(args.id)),
    nodes: (args: Args) => listOf(args.ids).map((id) => anyNode(world, id)),
    ...customerQueries(world),
    ...orderQueries(world),
    ...discountQueries(world),
    ...productQueries(world),
  };
}

const localeNames = { en: "English", fa: "Persian", ar: "Arabic" } as const;

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function counted(items: readonly unknown[], args: Args): ApiNode {
  const limit = typeof args.limit === "number" ? args.limit : items.length;
  return {
    count: Math.min(items.length, limit),
    precision: items.length > limit ? "AT_LEAST" : "EXACT",
  };
}

function customerQueries(world: World): ApiNode {
  const domain = world.shop.domain;
  return {
    customer: (args: Args) => {
      const customer = world.store.customer(domain, idArg(args, "Customer"));
      return customer === null ? null : customerNode(world, customer);
    },
    customers: (args: Args) =>
      connection(
        searched(sortedCustomers(world, args.sortKey), args, customerSearch),
        args,
        ({ id }) => id,
        (customer) => customerNode(world, customer),
      ),
    customersCount: (args: Args) =>
      counted(searched(world.store.customers(domain), args, customerSearch), args),
  };
}

function orderQueries(world: World): ApiNode {
  return {
    order: (args: Args) => {
      const order = visibleOrder(world, idArg(args, "Order"));
      return order === null ? null : orderNode(world, order);
    },
    orders: (args: Args) =>
      connection(
        searched(sortedOrders(world, args.sortKey), args, orderSearch),
        args,
        ({ id }) => id,
        (order) => orderNode(world, order),
      ),
    refund: (args: Args) => {
      const id = idArg(args, "Refund");
      const order = visibleOrders(world).find(({ refunds }) => refunds.some((refund) => refund.id === id));
      const refund = order?.refunds.find((row) => row.id === id);
      return order === undefined || refund === undefined ? null : refundNode(world, order, refund);
    },
    ordersCount: (args: Args) => counted(searched(sortedOrders(world, null), args, orderSearch), args),
  };
}

function anyNode(world: World, gid: string): ApiNode | null {
  const parsed = parseGid(gid);
  if (parsed?.type === "DiscountCodeNode") {
    const discount = world.store.discount(world.shop.domain, parsed.id);
    return discount === null ? null : discountNode(world, discount);
  }
  if (parsed?.type === "Product") {
    const product = world.store.product(world.shop.domain, parsed.id);
    return product === null ? null : productNode(world, product);
  }
  if (parsed?.type === "Collection") {
    const collection = collectionsOf(world.shop).find(({ id }) => id === parsed.id);
    return collection === undefined ? null : collectionNode(collection);
  }
  return ownerNode(world, gid);
}

export function mutationRoot(world: World, config: Pick<AppConfig, "customerMetafields">): ApiNode {
  return {
    discountCodeFreeShippingCreate: (args: Args) => discountCodeFreeShippingCreate(world, args),
    discountCodeFreeShippingUpdate: (args: Args) => discountCodeFreeShippingUpdate(world, args),
    discountAutomaticAppCreate: (args: Args) => discountAutomaticAppCreate(world, args),
    discountAutomaticAppUpdate: (args: Args) => discountAutomaticAppUpdate(world, args),
    discountAutomaticDeactivate: (args: Args) => discountAutomaticDeactivate(world, args),
    storeCreditAccountCredit: (args: Args) => storeCreditAccountCredit(world, args),
    giftCardCreate: (args: Args) => giftCardCreate(world, args),
    tagsAdd: (args: Args) => tagsAdd(world, args),
    tagsRemove: (args: Args) => tagsRemove(world, args),
    metafieldsSet: (args: Args) => metafieldsSet(world, config.customerMetafields, args),
    metafieldsDelete: (args: Args) => metafieldsDelete(world, args),
    discountCodeBasicCreate: (args: Args) => discountCodeBasicCreate(world, args),
    discountCodeBasicUpdate: (args: Args) => discountCodeBasicUpdate(world, args),
    discountCodeDeactivate: (args: Args) => discountCodeDeactivate(world, args),
    discountCodeActivate: (args: Args) => discountCodeActivate(world, args),
    discountCodeDelete: (args: Args) => discountCodeDelete(world, args),
  };
}
