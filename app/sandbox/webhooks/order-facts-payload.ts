/** What an order's message tells beside its money: the buyer, their browser and card, and the parcels that went out. */
import { fulfilmentStatus } from "../state/fulfil-order";
import { gid } from "../state/ids";
import type { SandboxOrder, SandboxShop } from "../state/types";
import { type Json, restTime } from "./rest-parts";

export function buyerPayload({ buyer, payments }: SandboxOrder): Json {
  const { phone, address, browser, card } = buyer;
  return {
    phone,
    browser_ip: browser?.ip ?? null,
    client_details: browser && {
      accept_language: null,
      browser_height: null,
      browser_ip: browser.ip,
      browser_width: null,
      session_hash: null,
      user_agent: browser.agent,
    },
    billing_address: null,
    shipping_address: address && {
      name: address.name,
      address1: address.address1,
      address2: null,
      city: address.city,
      zip: address.zip,
      country_code: address.countryCode,
      phone,
    },
    // As the card was paid with; nothing was paid, so no card was seen.
    payment_details:
      card === null || payments.length === 0
        ? null
        : {
            credit_card_bin: card.bin,
            credit_card_number: `•••• •••• •••• ${card.last}`,
            credit_card_company: "Visa",
          },
  };
}

export function fulfilmentsPayload(shop: SandboxShop, order: SandboxOrder): Json {
  const status = fulfilmentStatus(order);
  return {
    fulfillment_status: status === "unfulfilled" ? null : status,
    fulfillments: order.fulfilments.map((parcel, index) => ({
      id: parcel.id,
      admin_graphql_api_id: gid("Fulfillment", parcel.id),
      order_id: order.id,
      name: `${order.name}.${index + 1}`,
      status: parcel.status,
      created_at: restTime(parcel.at, shop.timezone),
      updated_at: restTime(parcel.at, shop.timezone),
      line_items: parcel.lines.map(({ lineId, quantity }) => ({ id: lineId, quantity })),
      tracking_number: null,
    })),
  };
}
