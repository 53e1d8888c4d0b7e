/** A customer as webhooks show it, whole and as part of an order. */
import { gid } from "../state/ids";
import type { SandboxCustomer, SandboxShop } from "../state/types";
import { type Json, restTime } from "./rest-parts";

export function customerPayload(shop: SandboxShop, customer: SandboxCustomer): Json {
  return {
    id: customer.id,
    created_at: restTime(customer.createdAt, shop.timezone),
    updated_at: restTime(customer.updatedAt, shop.timezone),
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "enabled",
    note: null,
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    tax_exempt: false,
    email: customer.email,
    phone: customer.phone,
    currency: shop.currency,
    addresses: [],
    tax_exemptions: [],
    admin_graphql_api_id: gid("Customer", customer.id),
    default_address: addressPayload(customer),
  };
}

function addressPayload(customer: SandboxCustomer): Json {
  return {
    id: customer.id + 1_000_000_000_000,
    customer_id: customer.id,
    first_name: customer.firstName,
    last_name: customer.lastName,
    name: `${customer.firstName} ${customer.lastName}`.trim(),
    company: null,
    address1: customer.address1,
    address2: null,
    city: customer.city,
    province: null,
    province_code: null,
    zip: customer.zip,
    country: customer.country,
    country_code: customer.countryCode,
    country_name: customer.country,
    phone: customer.phone,
    default: true,
  };
}

export function deletedCustomerPayload(customer: SandboxCustomer): Json {
  return {
    id: customer.id,
    phone: customer.phone,
    addresses: [],
    tax_exemptions: [],
    email_marketing_consent: null,
    sms_marketing_consent: null,
    admin_graphql_api_id: gid("Customer", customer.id),
  };
}
