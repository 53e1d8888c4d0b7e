/** The store port at Shopify: one shop, reached over its line. Each deed is a file of its own; here they stand together. */
import { currency } from "../../loyalty/money";
import type { ShopFacts, Store } from "../store";
import { issue, kill } from "./codes";
import { fetchOne } from "./fetch-order";
import { ask, type Line } from "./graphql-client";
import { listPage } from "./list-orders";
import { describeShop } from "./operations/describe-shop";
import { pushAll, pushProgramSummary } from "./snapshots";

export function shopifyStore(line: Line): Store {
  return {
    issueCode: (order) => issue(line, order),
    killCode: (code, storeRef) => kill(line, code, storeRef),
    pushSnapshots: (snapshots) => pushAll(line, snapshots),
    pushProgram: (summary) => pushProgramSummary(line, summary),
    fetchOrder: (orderId) => fetchOne(line, orderId),
    listOrders: (page) => listPage(line, page),
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
