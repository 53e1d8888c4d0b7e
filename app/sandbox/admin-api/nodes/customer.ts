/** A customer, the customer's orders and metafields. */
import { gid } from "../../state/ids";
import { paidMinor, refundedMinor } from "../../state/order-totals";
import type { SandboxCustomer, SandboxOrder } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { byNumber, byText, byTime, type Searchable } from "../search-syntax";
import { creditAccounts } from "./balance";
import { metafieldFields } from "./metafield";
import { orderNode, visibleOrders } from "./order";
import { iso, moneyV2, type World } from "./world";

export function customerNode(world: World, customer: SandboxCustomer): ApiNode {
  const id = gid("Customer", customer.id);
  const orders = () => visibleOrders(world).filter(({ customerId }) => customerId === customer.id);
  // Counts and sums are of all orders, also of those the app may not see.
  const all = () => world.store.orders(customer.shop).filter(({ customerId }) => customerId === customer.id);
  const spent = () => all().reduce((sum, order) => sum + paidMinor(order) - refundedMinor(order), 0);
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
  return {
    __typename: "Customer",
    id,
    legacyResourceId: String(customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: name || customer.email || String(customer.id),
    email: customer.email,
    phone: customer.phone,
    defaultEmailAddress: customer.email === null ? null : emailNode(customer.email),
    defaultPhoneNumber: customer.phone === null ? null : { phoneNumber: customer.phone },
    locale: customer.locale,
    note: null,
    state: "ENABLED",
    tags: customer.tags,
    taxExempt: false,
    verifiedEmail: customer.verifiedEmail,
    dataSaleOptOut: false,
    storeCreditAccounts: (args: Args) => creditAccounts(world, customer, args),
    canDelete: () => all().length === 0,
    defaultAddress: addressNode(customer),
    numberOfOrders: () => String(all().length),
    amountSpent: () => moneyV2(world, spent()),
    lastOrder: () => {
      const last = orders()[0];
      return last === undefined ? null : orderNode(world, last);
    },
    orders: (args: Args) =>
      connection(
        sortedOrders(orders(), args),
        args,
        (order) => order.id,
        (order) => orderNode(world, order),
      ),
    createdAt: iso(customer.createdAt),
    updatedAt: iso(customer.updatedAt),
    ...metafieldFields(world, id),
  };
}

function sortedOrders(orders: readonly SandboxOrder[], args: Args): SandboxOrder[] {
  const byProcessing = args.sortKey === "PROCESSED_AT" || args.sortKey === "CREATED_AT";
  return [...orders].sort((a, b) => (byProcessing ? a.processedAt - b.processedAt : 0) || a.id - b.id);
}

function emailNode(emailAddress: string): ApiNode {
  return {
    emailAddress,
    validFormat: true,
    marketingState: "NOT_SUBSCRIBED",
    marketingOptInLevel: null,
    marketingUpdatedAt: null,
    openTrackingLevel: "UNKNOWN",
  };
}

function addressNode(customer: SandboxCustomer): ApiNode {
  return {
    id: `gid://shopify/MailingAddress/${customer.id}`,
    firstName: customer.firstName,
    lastName: customer.lastName,
    name: `${customer.firstName} ${customer.lastName}`.trim(),
    address1: customer.address1,
    address2: null,
    city: customer.city,
    country: customer.country,
    countryCodeV2: customer.countryCode,
    phone: customer.phone,
    province: null,
    zip: customer.zip,
  };
}

export const customerSearch: Searchable<SandboxCustomer> = {
  what: "customers",
  fields: {
    id: byNumber(({ id }) => id),
    email: byText(({ email }) => [email]),
    phone: byText(({ phone }) => [phone]),
    first_name: byText(({ firstName }) => [firstName]),
    last_name: byText(({ lastName }) => [lastName]),
    country: byText(({ country, countryCode }) => [country, countryCode]),
    tag: byText(({ tags }) => tags),
    state: byText(() => ["enabled"]),
    updated_at: byTime(({ updatedAt }) => updatedAt),
    customer_date: byTime(({ createdAt }) => createdAt),
  },
  word: (customer, value) =>
    [customer.firstName, customer.lastName, customer.email, customer.phone].some((text) =>
      text?.toLowerCase().startsWith(value),
    ),
};

export function sortedCustomers(world: World, sortKey: unknown): SandboxCustomer[] {
  const all = world.store.customers(world.shop.domain);
  const key = (customer: SandboxCustomer): number | string => {
    if (sortKey === "UPDATED_AT") return customer.updatedAt;
    if (sortKey === "CREATED_AT") return customer.createdAt;
    if (sortKey === "NAME") return `${customer.lastName}, ${customer.firstName}`;
    return customer.id;
  };
  return all.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x < y ? -1 : x > y ? 1 : a.id - b.id;
  });
}
