/** The store port at Shopify: one shop, reached over its line. Each deed is a file of its own; here they stand together. */
import { currency } from "../../loyalty/money";
import type { ShopFacts, Store } from "../store";
import { describeItems, readCollections, search } from "./catalogue";
import { issue, kill, recombine } from "./codes";
import { changeTags, describeOne } from "./customers";
import { fetchOne } from "./fetch-order";
import { issueGiftCard } from "./gift-cards";
import { ask, type Line } from "./graphql-client";
import { listChanged } from "./list-changed";
import { listPage } from "./list-orders";
import { describeShop } from "./operations/describe-shop";
import { pushAll, pushProgramSummary } from "./snapshots";
import { giveStoreCredit } from "./store-credit";
import { pushTierDiscounts } from "./tier-discounts";

export function shopifyStore(line: Line): Store {
  return {
    issueCode: (order) => issue(line, order),
    killCode: (code, storeRef) => kill(line, code, storeRef),
    pushSnapshots: (snapshots) => pushAll(line, snapshots),
    pushProgram: (summary) => pushProgramSummary(line, summary),
    recombineCode: (code, _storeRef, combinesWith) => recombine(line, code, combinesWith),
    giveStoreCredit: (gift) => giveStoreCredit(line, gift),
    issueGiftCard: (gift) => issueGiftCard(line, gift),
    readCollections: (productIds) => readCollections(line, productIds),
    searchCatalogue: (wanted) => search(line, wanted),
    describeCatalogue: (wanted) => describeItems(line, wanted),
    changeTags: (customerId, tags) => changeTags(line, customerId, tags),
    pushTierDiscounts: (discounts) => pushTierDiscounts(line, discounts),
    describeCustomer: (customerId) => describeOne(line, customerId),
    fetchOrder: (orderId) => fetchOne(line, orderId),
    listOrders: (page) => listPage(line, page),
    listChanged: (page) => listChanged(line, page),
    // Shopify deletes no order that was paid for without a message of its cancelling, and a refund there is for ever.
    audit: null,
    describeShop: () => describe(line),
  };
}

async function describe(line: Line): Promise<ShopFacts> {
  const { shop, shopLocales } = await ask(line, describeShop, {});
  const own = shopLocales.find(({ primary }) => primary);
  return {
    name: shop.name,
    currency: currency(shop.currencyCode),
    timeZone: shop.ianaTimezone,
    locale: own?.locale ?? "en",
  };
}
