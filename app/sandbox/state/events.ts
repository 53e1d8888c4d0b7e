/**
 * What happens in the emulated shop, told to whoever listens (the webhooks). An event holds the record as it was at that
 * moment, so that its message can be sent again later, late or out of order.
 */
import type { SandboxCustomer, SandboxOrder, SandboxRefund } from "./types";

export type OrderTopic = "orders/create" | "orders/paid" | "orders/updated" | "orders/cancelled";

export interface EditedUnits {
  readonly lineId: number;
  readonly delta: number;
}

export type ShopEvent =
  | { readonly topic: OrderTopic; readonly order: SandboxOrder }
  | {
      readonly topic: "orders/edited";
      readonly order: SandboxOrder;
      readonly editId: number;
      readonly additions: readonly EditedUnits[];
      readonly removals: readonly EditedUnits[];
    }
  | { readonly topic: "refunds/create"; readonly order: SandboxOrder; readonly refund: SandboxRefund }
  | { readonly topic: "customers/create" | "customers/update"; readonly customer: SandboxCustomer }
  | {
      readonly topic: "customer.tags_added" | "customer.tags_removed";
      readonly customer: SandboxCustomer;
      readonly changed: readonly string[];
    }
  | { readonly topic: "customers/delete"; readonly customer: SandboxCustomer }
  | {
      readonly topic: "customers/merge";
      readonly kept: SandboxCustomer;
      readonly gone: SandboxCustomer;
      readonly jobId: number;
    }
  | {
      readonly topic: "customers/data_request";
      readonly customer: SandboxCustomer;
      readonly requestId: number;
    }
  | {
      readonly topic: "customers/redact";
      readonly customer: SandboxCustomer;
      readonly orderIds: readonly number[];
    }
  | { readonly topic: "shop/redact" | "app/uninstalled" }
  | {
      readonly topic: "app/scopes_update";
      readonly previous: readonly string[];
      readonly current: readonly string[];
    };

export type Topic = ShopEvent["topic"];

/** One happening; several messages of one happening share its id (Shopify's X-Shopify-Event-Id). */
export interface Happening {
  readonly shop: string;
  readonly eventId: string;
  readonly at: number;
  readonly events: readonly ShopEvent[];
}

export type Listener = (happening: Happening) => void;
