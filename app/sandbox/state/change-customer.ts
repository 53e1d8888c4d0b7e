/** What happens to customers: they join, change, are merged, leave, and ask for their data or for its erasure. */
import type { ShopEvent } from "./events";
import type { SandboxStore } from "./store";
import type { SandboxCustomer, SandboxShop } from "./types";

export type NewCustomer = Pick<SandboxCustomer, "firstName" | "lastName" | "email" | "locale"> & {
  readonly phone?: string | null;
  readonly verifiedEmail?: boolean;
  readonly tags?: readonly string[];
};

export function createCustomer(store: SandboxStore, shop: SandboxShop, wish: NewCustomer): SandboxCustomer {
  const at = store.now();
  const customer: SandboxCustomer = {
    ...wish,
    id: store.nextId("customer", 7_200_000_000_001),
    shop: shop.domain,
    phone: wish.phone ?? null,
    address1: null,
    zip: null,
    verifiedEmail: wish.verifiedEmail ?? true,
    countryCode: shop.countryCode,
    country: shop.countryCode === "GB" ? "United Kingdom" : "Iran",
    city: "",
    tags: wish.tags ?? [],
    cast: null,
    createdAt: at,
    updatedAt: at,
  };
  store.putCustomer(customer);
  store.announce(shop.domain, [{ topic: "customers/create", customer }]);
  return customer;
}

export type CustomerChange = Partial<
  Pick<
    SandboxCustomer,
    "firstName" | "lastName" | "email" | "phone" | "locale" | "tags" | "verifiedEmail" | "address1" | "zip"
  >
>;

export function updateCustomer(
  store: SandboxStore,
  before: SandboxCustomer,
  change: CustomerChange,
): SandboxCustomer {
  const customer = { ...before, ...change, updatedAt: store.now() };
  store.putCustomer(customer);
  store.announce(before.shop, [{ topic: "customers/update", customer }, ...tagEvents(before, customer)]);
  return customer;
}

/** Shopify tells of tags apart from everything else. */
function tagEvents(before: SandboxCustomer, customer: SandboxCustomer): ShopEvent[] {
  const added = customer.tags.filter((tag) => !before.tags.includes(tag));
  const removed = before.tags.filter((tag) => !customer.tags.includes(tag));
  return [
    ...(added.length > 0 ? [{ topic: "customer.tags_added" as const, customer, changed: added }] : []),
    ...(removed.length > 0 ? [{ topic: "customer.tags_removed" as const, customer, changed: removed }] : []),
  ];
}

/** Orders move to the customer who is kept; the other one is gone, with its metafields. */
export function mergeCustomers(store: SandboxStore, kept: SandboxCustomer, gone: SandboxCustomer): void {
  for (const order of store.orders(gone.shop)) {
    if (order.customerId === gone.id)
      store.orderTable.put({ ...order, customerId: kept.id, updatedAt: store.now() });
  }
  const merged = { ...kept, updatedAt: store.now() };
  store.putCustomer(merged);
  store.removeCustomer(gone);
  const jobId = store.nextId("job", 61_000_001);
  store.announce(kept.shop, [
    { topic: "customers/merge", kept: merged, gone, jobId },
    { topic: "customers/update", customer: merged },
  ]);
}

/** Orders stay, without their customer. */
export function deleteCustomer(store: SandboxStore, customer: SandboxCustomer): void {
  for (const order of store.orders(customer.shop)) {
    if (order.customerId === customer.id) store.orderTable.put({ ...order, customerId: null, email: null });
  }
  store.removeCustomer(customer);
  store.announce(customer.shop, [{ topic: "customers/delete", customer }]);
}

export function requestData(store: SandboxStore, customer: SandboxCustomer): void {
  const requestId = store.nextId("data-request", 9_999);
  store.announce(customer.shop, [{ topic: "customers/data_request", customer, requestId }]);
}

export function redactCustomer(store: SandboxStore, customer: SandboxCustomer): void {
  const orders = store.orders(customer.shop).filter(({ customerId }) => customerId === customer.id);
  store.announce(customer.shop, [
    { topic: "customers/redact", customer, orderIds: orders.map(({ id }) => id) },
  ]);
}
