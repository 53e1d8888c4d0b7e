/** A first order of three lines as Shopify sends it to us: what shopify.app.toml asks for (`include_fields`) of the whole order, 4,400 of its 11,500 characters. */
import { asSubscribed } from "../testing/shopify-subscriptions";
import { wholeOrder } from "./whole-order";

export interface FirstOrder {
  readonly id: number;
  readonly customer: number;
}

export const orderOfThree = (order: FirstOrder): string =>
  JSON.stringify(asSubscribed("orders/paid", wholeOrder(order)));
