/**
 * The store port: what any shop's platform can do for us, and what its events mean, in our own words. Shopify and WooCommerce implement it; services
 * know nothing else of them. A refusal by the store is a value; a store out of reach throws `StoreUnavailable` and is tried again.
 */
import type { MemberSnapshot } from "../contract/member-snapshot";
import type { ProgramSummary } from "../contract/program-summary";
import type { CustomerId, Instant, OrderId } from "../loyalty/brand";
import type { Currency, Minor } from "../loyalty/money";
import type { Order } from "../loyalty/order";

/** Personal facts of a store's customer; kept apart from the ledger. */
export interface CustomerFacts {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
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

/** What one event means. `order-changed` carries only an id: the state has to be fetched. */
export type StoreEvent =
  | { readonly kind: "order"; readonly received: ReceivedOrder }
  | { readonly kind: "order-changed"; readonly orderId: OrderId }
  | { readonly kind: "customer"; readonly customer: CustomerFacts }
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

export interface CodeOrder {
  readonly code: string;
  readonly title: string;
  readonly customerId: CustomerId;
  readonly value: Minor;
  readonly currency: Currency;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly minimumSubtotal: Minor;
  readonly combinesWith: {
    readonly orderDiscounts: boolean;
    readonly productDiscounts: boolean;
    readonly shippingDiscounts: boolean;
  };
}

export type CodeAnswer =
  | { readonly status: "issued"; readonly storeRef: string }
  | { readonly status: "refused"; readonly detail: string };

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
  /** The newest state of one order; null when the store has no such order. */
  fetchOrder(
    orderId: OrderId,
  ): Promise<ReceivedOrder | { readonly parked: ParkReason; readonly detail: string } | null>;
  /** Past orders, oldest first, page by page. */
  listOrders(page: { readonly since: Instant; readonly cursor: string | null }): Promise<OrderPage>;
  describeShop(): Promise<ShopFacts>;
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

/** The store does not let us in any more (uninstalled, token revoked): no use in trying again until staff open the app. */
export class StoreClosed extends Error {
  override readonly name = "StoreClosed";
}
