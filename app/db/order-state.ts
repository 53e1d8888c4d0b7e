/** The stored JSON of an order's newest state: parsed on the way back, because a row may be older than the code that reads it. */
import { hash } from "node:crypto";
import { z } from "zod";
import { customerId, instant, orderId } from "../loyalty/brand";
import { channels } from "../loyalty/conditions";
import { currency, minor } from "../loyalty/money";
import { type Order, type OrderLine, orderStatuses, unknownBuyer } from "../loyalty/order";

const minorSchema = z.number().int().transform(minor);
const instantSchema = z.number().int().transform(instant);

const fingerprint = z.string().nullable();
const buyerSchema = z.object({
  email: fingerprint,
  emailPattern: fingerprint,
  phone: fingerprint,
  address: fingerprint,
  device: fingerprint,
  payment: fingerprint,
});

export const orderSchema = z.object({
  orderId: z.string().min(1).transform(orderId),
  name: z.string(),
  customerId: z.string().min(1).transform(customerId).nullable(),
  currency: z.string().transform(currency),
  paidCurrency: z.string().transform(currency),
  channel: z.enum(channels).default("online"),
  taxIncluded: z.boolean(),
  status: z.enum(orderStatuses),
  placedAt: instantSchema,
  updatedAt: instantSchema,
  paidAt: instantSchema.nullable().default(null),
  fulfilledAt: instantSchema.nullable().default(null),
  buyer: buyerSchema.default(unknownBuyer),
  lines: z.array(
    z.object({
      lineId: z.string(),
      kind: z.enum(["product", "gift-card", "shipping"]),
      productId: z.string().nullable(),
      variantId: z.string().nullable().default(null),
      title: z.string(),
      quantity: z.number().int(),
      gross: minorSchema,
      discounts: z.array(z.object({ code: z.string().nullable(), amount: minorSchema })),
      tax: minorSchema,
      refunded: minorSchema,
      refundedTax: minorSchema,
      returnedQuantity: z.number().int(),
    }),
  ),
  codes: z.array(z.string()),
});

export function parseOrder(state: unknown): Order {
  return orderSchema.parse(state);
}

type Fields<Thing> = { readonly [Name in keyof Thing]: Thing[Name] };

/** The fields in one order, whatever order they were written in: all of them, which the compiler sees to. Spread together, they would take three times as long to write. */
const lineInOrder = (line: OrderLine): Fields<OrderLine> => ({
  lineId: line.lineId,
  kind: line.kind,
  productId: line.productId,
  variantId: line.variantId,
  title: line.title,
  quantity: line.quantity,
  gross: line.gross,
  discounts: line.discounts,
  tax: line.tax,
  refunded: line.refunded,
  refundedTax: line.refundedTax,
  returnedQuantity: line.returnedQuantity,
});

const inOrder = (order: Order): Fields<Order> => ({
  orderId: order.orderId,
  name: order.name,
  customerId: order.customerId,
  currency: order.currency,
  paidCurrency: order.paidCurrency,
  channel: order.channel,
  taxIncluded: order.taxIncluded,
  status: order.status,
  placedAt: order.placedAt,
  updatedAt: order.updatedAt,
  paidAt: order.paidAt,
  fulfilledAt: order.fulfilledAt,
  buyer: order.buyer,
  lines: order.lines.map(lineInOrder),
  codes: order.codes,
});

/** An order's state as it is kept. The digest tells equal states apart from newer ones, independent of the order in which keys were written. */
export interface WrittenState {
  readonly json: string;
  readonly digest: string;
}

export function writtenState(order: Order): WrittenState {
  const json = JSON.stringify(inOrder(order));
  return { json, digest: hash("sha256", json, "hex").slice(0, 32) };
}
