/** Parcels and the address of an order. */
import { fulfilmentStatus } from "../../state/fulfil-order";
import { gid } from "../../state/ids";
import type { SandboxFulfilment, SandboxOrder } from "../../state/types";
import type { ApiNode } from "../connection";
import { iso } from "./world";

const statusWords = {
  unfulfilled: "UNFULFILLED",
  partial: "PARTIALLY_FULFILLED",
  fulfilled: "FULFILLED",
} as const;

export const fulfilmentWord = (order: SandboxOrder): string => statusWords[fulfilmentStatus(order)];

export const fulfilmentNode = (parcel: SandboxFulfilment): ApiNode => ({
  __typename: "Fulfillment",
  id: gid("Fulfillment", parcel.id),
  status: parcel.status.toUpperCase(),
  createdAt: iso(parcel.at),
  updatedAt: iso(parcel.at),
});

export function addressNode({ id, buyer: { address, phone } }: SandboxOrder): ApiNode | null {
  if (address === null) return null;
  return {
    id: `gid://shopify/MailingAddress/${id}`,
    name: address.name,
    address1: address.address1,
    address2: null,
    city: address.city,
    zip: address.zip,
    countryCodeV2: address.countryCode,
    phone,
  };
}
