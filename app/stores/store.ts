/**
 * The store port: what any shop's platform can do for us, and what its events mean, in our own words. Shopify and WooCommerce implement it; services
 * know nothing else of them. A refusal by the store is a value; a store out of reach throws `StoreUnavailable` and is tried again.
 */
import type { MemberSnapshot } from "../contract/member-snapshot";
import type { ProgramSummary } from "../contract/program-summary";
import type { CustomerId, Instant, OrderId } from "../loyalty/brand";
import type { Currency } from "../loyalty/money";
import type { Order } from "../loyalty/order";
import type { CodeAnswer, CodeOrder, Combinations, Gift } from "./issuance";
import type { OrderOutline } from "./outline";

export type { CodeAnswer, CodeOrder, CodeWorth, Combinations, Gift } from "./issuance";
export type { OrderOutline } from "./outline";

/** Personal facts of a store's customer; kept apart from the ledger. */
export interface CustomerFacts {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  /** The store's tags, lower case; absent where the message does not tell them. */
  readonly tags?: readonly string[];
  /** Fingerprint of the e-mail when the store says the customer has proved that it is theirs; absent where the message does not tell. */
  readonly verifiedEmail?: string | null;
}

/** One state of an order as it arrived, with the customer it names. */
export interface ReceivedOrder {
  readonly order: Order;
  readonly customer: CustomerFacts | null;
}

/** Why an event cannot be acted on; shown in the admin, translation key `parked.<reason>`. */
export const parkReasons = [
  "malformed",
  "too-large",
  "wrong-currency",
  "negative-amount",
  "inconsistent-amounts",
  "unknown-topic",
  "store-refuses",
  "tried-too-often",
  "failed",
] as const;
export type ParkReason = (typeof parkReasons)[number];

/** What one event means. `order-changed` and `customer-changed` carry only an id: the state has to be fetched. */
export type StoreEvent =
  | { readonly kind: "order"; readonly received: ReceivedOrder }
  | { readonly kind: "order-changed"; readonly orderId: OrderId }
  /** In the store's trash, or gone for good: nothing but its id is told. One that the store gives again afterwards was restored. */
  | { readonly kind: "order-deleted"; readonly orderId: OrderId }
  /** `created`: the account is new. */
  | { readonly kind: "customer"; readonly customer: CustomerFacts; readonly created?: true }
  | { readonly kind: "customer-changed"; readonly customerId: CustomerId }
  | { readonly kind: "customer-merged"; readonly kept: CustomerId; readonly merged: CustomerId }
  | { readonly kind: "customer-deleted"; readonly customerId: CustomerId }
  | { readonly kind: "uninstalled" }
  | { readonly kind: "scopes"; readonly scopes: readonly string[] }
  | { readonly kind: "data-request"; readonly customerId: CustomerId }
  | {
      readonly kind: "customer-redact";
      readonly customerId: CustomerId;
      readonly orderIds: readonly OrderId[];
    }
  | { readonly kind: "shop-redact" }
  | { readonly kind: "ignored"; readonly why: string }
  | { readonly kind: "parked"; readonly reason: ParkReason; readonly detail: string };

/** Translates one stored event. Total: whatever the payload is, it answers with a meaning and never throws. */
export type ReadEvent = (topic: string, payload: string) => StoreEvent;

/** A product or collection as pickers show it. */
export interface CatalogueItem {
  readonly id: string;
  readonly title: string;
  readonly image: string | null;
}

/** What the tier benefits of a shop ask of the discount function. */
export interface TierDiscount {
  readonly tierId: string;
  readonly percentOffBp: number;
  readonly freeShipping: boolean;
}

export interface Store {
  /** Makes one single-use code. Idempotent by code: when it exists already with us as its maker, that is the answer. */
  issueCode(order: CodeOrder): Promise<CodeAnswer>;
  /** Makes the code unusable. `used` tells whether an order had used it before. A code that does not exist is dead and unused. */
  killCode(code: string, storeRef: string | null): Promise<{ readonly used: boolean }>;
  /** Pushes members' snapshots. Answers the customers the store does not know any more. */
  pushSnapshots(
    snapshots: readonly { readonly customerId: CustomerId; readonly snapshot: MemberSnapshot }[],
  ): Promise<{ readonly gone: readonly CustomerId[] }>;
  pushProgram(summary: ProgramSummary): Promise<void>;
  /** Changes the combinations of a code that lives already (field lesson 14). A code that is gone is left alone. */
  recombineCode(code: string, storeRef: string | null, combinesWith: Combinations): Promise<void>;
  /** Idempotent by `key`. */
  giveStoreCredit(gift: Gift): Promise<CodeAnswer>;
  /** Makes a gift card with `code`. Idempotent by code. */
  issueGiftCard(gift: Gift & { readonly code: string }): Promise<CodeAnswer>;
  /** Which collections products are in. Products the store does not know are in none. */
  readCollections(productIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  searchCatalogue(wanted: {
    readonly kind: "product" | "collection";
    readonly words: string;
  }): Promise<readonly CatalogueItem[]>;
  /** Titles of what was picked before; ids the store does not know any more are left out. */
  describeCatalogue(wanted: {
    readonly kind: "product" | "collection";
    readonly ids: readonly string[];
  }): Promise<readonly CatalogueItem[]>;
  /** Adds and removes customer tags; null when the store has no such customer. */
  changeTags(
    customerId: CustomerId,
    tags: { readonly add: readonly string[]; readonly remove: readonly string[] },
  ): Promise<void>;
  /** Has the tier benefits applied by the store itself: makes, changes or ends the automatic discount of our function. */
  pushTierDiscounts(discounts: readonly TierDiscount[]): Promise<void>;
  describeCustomer(customerId: CustomerId): Promise<CustomerFacts | null>;
  /** The newest state of one order; null when the store has no such order. */
  fetchOrder(
    orderId: OrderId,
  ): Promise<ReceivedOrder | { readonly parked: ParkReason; readonly detail: string } | null>;
  /** Past orders, oldest first, page by page. */
  listOrders(page: { readonly since: Instant; readonly cursor: string | null }): Promise<OrderPage>;
  /** Orders that changed since a moment, oldest change first, page by page: what a sweep compares with what we have. */
  listChanged(page: { readonly since: Instant; readonly cursor: string | null }): Promise<ChangedPage>;
  /** null where the store's messages and its list of changes leave nothing out. */
  readonly audit: OrderAudit | null;
  describeShop(): Promise<ShopFacts>;
}

/**
 * Every order the store has, oldest first, page by page, in outline: for a store that does not tell of all that happens to an order. An order of ours that is
 * on none of the pages between two others is gone. A page may bring an order again.
 */
export type OrderAudit = (cursor: string | null) => Promise<AuditPage>;

export interface AuditPage {
  readonly orders: readonly OrderOutline[];
  /** Orders that are there but tell less than an outline; they are not gone. */
  readonly unread: readonly OrderId[];
  readonly cursor: string | null;
}

export interface OrderPage {
  readonly received: readonly ReceivedOrder[];
  readonly parked: readonly {
    readonly orderId: string;
    readonly reason: ParkReason;
    readonly detail: string;
  }[];
  readonly cursor: string | null;
  /** How many orders there are in all, when the store tells. */
  readonly expected: number | null;
}

export interface ChangedPage {
  readonly changed: readonly { readonly orderId: OrderId; readonly updatedAt: Instant }[];
  readonly cursor: string | null;
}

export interface ShopFacts {
  readonly name: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly locale: string;
}

/** The store cannot be reached or asks us to slow down: try again, not before `retryAfterMs`. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
  constructor(
    message: string,
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

/** Answers come, but not the platform's: a firewall's page, a maintenance page, another shape, a list without an end. Worth another try, like silence. */
export class StoreMisspeaks extends StoreUnavailable {}

/** The store does not let us in any more (uninstalled, token revoked): no use in trying again until staff open the app. */
export class StoreClosed extends Error {
  override readonly name = "StoreClosed";
}
