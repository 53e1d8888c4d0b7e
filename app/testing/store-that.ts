/** A store that does only what a test is about. Anything else asked of it fails the test by name. */
import type { Store } from "../stores/store";

export function storeThat(deeds: Partial<Store>): Store {
  const never = (deed: Exclude<keyof Store, "audit">) => () =>
    Promise.reject(new Error(`this test's store was asked to ${deed}`));
  return {
    issueCode: never("issueCode"),
    killCode: never("killCode"),
    recombineCode: never("recombineCode"),
    giveStoreCredit: never("giveStoreCredit"),
    issueGiftCard: never("issueGiftCard"),
    pushSnapshots: never("pushSnapshots"),
    pushProgram: never("pushProgram"),
    pushTierDiscounts: never("pushTierDiscounts"),
    readCollections: never("readCollections"),
    searchCatalogue: never("searchCatalogue"),
    describeCatalogue: never("describeCatalogue"),
    changeTags: never("changeTags"),
    describeCustomer: never("describeCustomer"),
    fetchOrder: never("fetchOrder"),
    listOrders: never("listOrders"),
    listChanged: never("listChanged"),
    audit: null,
    describeShop: never("describeShop"),
    ...deeds,
  };
}
