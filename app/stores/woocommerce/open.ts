/** What one WooCommerce store does for us: the store port, what it is asked beside the port, and whether it lets us in at all. */
import { createHash } from "node:crypto";
import { createClient, type WooCommerceClient } from "../../../woocommerce-bridge/src/client";
import { readStoreAddress as readAddress } from "../../../woocommerce-bridge/src/client-address";
import { factsOf } from "../../../woocommerce-bridge/src/customer-facts";
import * as access from "../../../woocommerce-bridge/src/deeds/access";
import * as catalogue from "../../../woocommerce-bridge/src/deeds/catalogue";
import { killCoupon } from "../../../woocommerce-bridge/src/deeds/coupons";
import { fetchCustomer, pushStandings } from "../../../woocommerce-bridge/src/deeds/customers";
import { outlineOrders } from "../../../woocommerce-bridge/src/deeds/outline-orders";
import * as plugin from "../../../woocommerce-bridge/src/deeds/plugin";
import { describeShop, readIndex } from "../../../woocommerce-bridge/src/deeds/shop";
import * as webhooks from "../../../woocommerce-bridge/src/deeds/webhooks";
import { customerId } from "../../loyalty/brand";
import { type CodeAnswer, type ShopFacts, type Store, StoreMisspeaks } from "../store";
import { issueCode, recombineCode } from "./codes";
import type { WoocommerceConnection, WoocommerceDeps } from "./connection";
import { speakingPort } from "./errors";
import { changedPage, fetchOne, listPage } from "./orders";
import type { Access, StoreAddress, WoocommerceSite } from "./site";

function clientOf(
  { storeUrl, keys, signing }: WoocommerceConnection,
  { allowPrivate, patience }: Pick<WoocommerceDeps, "allowPrivate" | "patience">,
): WooCommerceClient {
  return createClient({ url: storeUrl, keys, signing, allowPrivate, ...(patience ? { patience } : {}) });
}

/** Hidden where staff would choose it (capabilities.ts); whoever asks all the same is told. */
const hasNone = async (what: string): Promise<CodeAnswer> => ({
  status: "refused",
  detail: `WooCommerce has no ${what}`,
});

/** Its methods throw the port's errors: `StoreUnavailable` and `StoreClosed`. */
export function woocommerceStoreFor(connection: WoocommerceConnection, deps: WoocommerceDeps): Store {
  const client = clientOf(connection, deps);
  const line = { client, fingerprint: deps.fingerprint };
  return speakingPort<Store>({
    issueCode: (order) => issueCode(client, order),
    killCode: (code, storeRef) => killCoupon(client, code, storeRef),
    recombineCode: (code, _storeRef, combinesWith) => recombineCode(client, code, combinesWith),
    pushSnapshots: async (snapshots) => {
      const standings = snapshots.map(({ customerId: id, snapshot }) => ({
        customerId: id,
        standing: snapshot,
      }));
      const { gone } = await pushStandings(client, standings);
      return { gone: gone.map(customerId) };
    },
    // A store without the companion plugin shows no program; `readPlugin` tells staff of it.
    pushProgram: async (summary) => {
      await plugin.pushProgram(client, summary);
    },
    giveStoreCredit: () => hasNone("store credit"),
    issueGiftCard: () => hasNone("gift cards"),
    readCollections: (productIds) => catalogue.readCollections(client, productIds),
    searchCatalogue: ({ kind, words }) => catalogue.searchCatalogue(client, kind, words),
    describeCatalogue: ({ kind, ids }) => catalogue.describeCatalogue(client, kind, ids),
    changeTags: async () => {},
    pushTierDiscounts: async () => {},
    describeCustomer: async (id) => {
      const found = await fetchCustomer(client, id);
      return found && factsOf(found);
    },
    fetchOrder: (id) => fetchOne(line, id),
    listOrders: (page) => listPage(line, page),
    listChanged: (page) => changedPage(line, page),
    audit: (cursor) => outlineOrders(client, cursor),
    describeShop: async () => {
      const shop = await describeShop(client, await readIndex(client));
      if ("unknownCurrency" in shop)
        throw new StoreMisspeaks(`the store's currency is none that we count in: ${shop.unknownCurrency}`);
      return factsOfShop(shop);
    },
  });
}

const factsOfShop = ({ name, currency, timeZone, locale }: ShopFacts): ShopFacts => ({
  name,
  currency,
  timeZone,
  locale,
});

export function woocommerceSiteFor(
  connection: WoocommerceConnection,
  deps: WoocommerceDeps,
): WoocommerceSite {
  const client = clientOf(connection, deps);
  return speakingPort<WoocommerceSite>({
    ensureWebhooks: (wanted) => webhooks.ensureWebhooks(client, { ...wanted, mark: markOf(wanted.secret) }),
    removeWebhooks: (deliverTo) => webhooks.removeWebhooks(client, deliverTo),
    readPlugin: () => plugin.readPlugin(client),
    connectPlugin: (handover) => plugin.connectPlugin(client, handover),
    disconnectPlugin: () => plugin.disconnectPlugin(client),
  });
}

/** Too little of a hash to tell anything of a secret, and enough to tell two apart. */
const markOf = (secret: string): string =>
  createHash("sha256").update(`webhook:${secret}`).digest("hex").slice(0, 8);

/** Tries the keys at a store: how requests have to be signed there, what the keys may do, and what the shop says of itself. Changes nothing there. */
export async function tryAccess(
  { storeUrl, keys }: Pick<WoocommerceConnection, "storeUrl" | "keys">,
  { allowPrivate, patience }: WoocommerceDeps,
): Promise<Access> {
  const door = { url: storeUrl, keys, allowPrivate, ...(patience ? { patience } : {}) };
  const answer = await access.tryAccess(door);
  if ("problem" in answer) return answer;
  const { signing, shop } = answer;
  return { signing, facts: factsOfShop(shop), version: shop.version };
}

/** A store's address as somebody typed it: with its scheme, its host in lower case, without what does not belong to it. */
export function readStoreAddress(
  typed: string,
  { allowPrivate }: Pick<WoocommerceDeps, "allowPrivate">,
): StoreAddress {
  const read = readAddress(typed, allowPrivate);
  return "refused" in read ? { problem: "address-refused", detail: read.refused } : read;
}
