/** What every JSON address is given, and two things most of them do: show an order, wait for the webhooks. */
import type { Request, Response } from "express";
import type { SandboxParts } from "../parts";
import type { SandboxShop } from "../state/types";
import { orderPayload } from "../webhooks/order-payload";

export interface ApiCase {
  readonly parts: SandboxParts;
  readonly shop: SandboxShop;
  readonly request: Request;
  readonly response: Response;
}

/** The order as its webhooks show it. */
export function restOrder(parts: SandboxParts, shop: SandboxShop, id: number) {
  const { store } = parts.context;
  const order = store.order(shop.domain, id);
  if (order === null) return null;
  const customer = order.customerId === null ? null : store.customer(shop.domain, order.customerId);
  return orderPayload(shop, order, customer);
}

/** `?wait=1`: the answer comes when the webhooks of the change have arrived. */
export async function waitIfAsked({ deliveries }: SandboxParts, request: Request): Promise<void> {
  if (request.query.wait !== undefined) await deliveries.quiet(15_000);
}
