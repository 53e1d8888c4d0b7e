/** The stored JSON of an order's newest state: parsed on the way back, because a row may be older than the code that reads it. */
import { hash } from "node:crypto";
import { z } from "zod";
import { customerId, instant, orderId } from "../loyalty/brand";
import { channels } from "../loyalty/conditions";
import { currency, minor } from "../loyalty/money";
import { type Order, orderStatuses, unknownBuyer } from "../loyalty/order";

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

/** The state's digest, for telling equal states apart from newer ones. Independent of the order in which keys were written. */
export function digestOf(order: Order): string {
  const { lines, ...head } = order;
  const text = JSON.stringify([sorted(head), lines.map(sorted)]);
  return hash("sha256", text, "hex").slice(0, 32);
}

/** The fields of a thing as they were written, and the places of the same fields in order. */
interface Form {
  readonly fields: readonly string[];
  readonly places: readonly number[];
}

/** Orders and lines are made in few places, so they come in few forms, and each is put in order once. */
let forms: readonly Form[] = [];
const mostForms = 12;

function formOf(fields: readonly string[]): Form {
  const known = forms.find(
    (form) =>
      form.fields.length === fields.length && form.fields.every((field, place) => field === fields[place]),
  );
  if (known) return known;
  const places = [...fields.keys()].sort((a, b) => ((fields[a] ?? "") < (fields[b] ?? "") ? -1 : 1));
  const form = { fields, places };
  forms = [form, ...forms].slice(0, mostForms);
  return form;
}

function sorted(value: object): (readonly [string, unknown])[] {
  const entries = Object.entries(value);
  return formOf(Object.keys(value)).places.flatMap((place) => (entries[place] ? [entries[place]] : []));
}
