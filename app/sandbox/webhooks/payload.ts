/** The body of each webhook topic: what an event means in Shopify's REST-shaped JSON. */
import type { ShopEvent } from "../state/events";
import { gid } from "../state/ids";
import type { SandboxStore } from "../state/store";
import type { SandboxCustomer, SandboxOrder, SandboxShop } from "../state/types";
import { customerPayload, deletedCustomerPayload } from "./customer-payload";
import { orderPayload } from "./order-payload";
import { refundPayload } from "./refund-payload";
import { type Json, restTime } from "./rest-parts";

export function payloadOf(store: SandboxStore, shop: SandboxShop, event: ShopEvent, at: number): Json {
  switch (event.topic) {
    case "orders/edited":
      return { order_edit: editPayload(shop, event, at) };
    case "refunds/create":
      return refundPayload(shop, event.order, event.refund);
    case "customers/create":
    case "customers/update":
      return customerPayload(shop, event.customer);
    case "customer.tags_added":
    case "customer.tags_removed":
      return {
        customerId: gid("Customer", event.customer.id),
        tags: event.changed,
        occurredAt: new Date(at).toISOString(),
      };
    case "customers/delete":
      return deletedCustomerPayload(event.customer);
    case "customers/merge":
      return {
        admin_graphql_api_customer_kept_id: gid("Customer", event.kept.id),
        admin_graphql_api_customer_deleted_id: gid("Customer", event.gone.id),
        admin_graphql_api_job_id: `gid://shopify/Job/${event.jobId}`,
        status: "completed",
        errors: [],
      };
    case "customers/data_request":
    case "customers/redact":
    case "shop/redact":
      return compliancePayload(shop, event);
    case "app/uninstalled":
      return shopPayload(shop);
    case "app/scopes_update":
      return {
        id: shop.id,
        previous: event.previous,
        current: event.current,
        updated_at: restTime(at, shop.timezone),
        shop_id: gid("Shop", shop.id),
      };
    default:
      return orderPayload(shop, event.order, customerOf(store, event.order));
  }
}

function customerOf(store: SandboxStore, order: SandboxOrder): SandboxCustomer | null {
  return order.customerId === null ? null : store.customer(order.shop, order.customerId);
}

function editPayload(
  shop: SandboxShop,
  event: Extract<ShopEvent, { topic: "orders/edited" }>,
  at: number,
): Json {
  const units = (list: typeof event.additions) => list.map(({ lineId, delta }) => ({ id: lineId, delta }));
  return {
    id: event.editId,
    app_id: null,
    created_at: restTime(at, shop.timezone),
    notify_customer: false,
    order_id: event.order.id,
    staff_note: "",
    user_id: shop.staff[0]?.id ?? null,
    line_items: { additions: units(event.additions), removals: units(event.removals) },
    discounts: { line_item: { additions: [], removals: [] } },
    shipping_lines: { additions: [], removals: [] },
  };
}

type Compliance = Extract<
  ShopEvent,
  { topic: "customers/data_request" | "customers/redact" | "shop/redact" | "app/uninstalled" }
>;

function compliancePayload(shop: SandboxShop, event: Compliance): Json {
  const about = { shop_id: shop.id, shop_domain: shop.domain };
  if (event.topic === "customers/data_request") {
    return {
      ...about,
      orders_requested: [],
      customer: personOf(event.customer),
      data_request: { id: event.requestId },
    };
  }
  if (event.topic === "customers/redact") {
    return { ...about, customer: personOf(event.customer), orders_to_redact: event.orderIds };
  }
  return about;
}

const personOf = ({ id, email, phone }: SandboxCustomer): Json => ({ id, email, phone });

function shopPayload(shop: SandboxShop): Json {
  return {
    id: shop.id,
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    country: shop.countryCode,
    country_code: shop.countryCode,
    currency: shop.currency,
    iana_timezone: shop.timezone,
    primary_locale: shop.primaryLocale,
    plan_name: "shopify_plus",
    plan_display_name: "Shopify Plus",
    taxes_included: shop.taxesIncluded,
    created_at: restTime(shop.createdAt, shop.timezone),
  };
}
