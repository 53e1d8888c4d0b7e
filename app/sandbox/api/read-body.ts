/** Forms and JSON say the same things; here they are read into the same wishes. */

import * as z from "zod";
import { minorOf } from "../state/money-text";
import type { SandboxShop } from "../state/types";

const whole = z.coerce.number().int();
const text = z.string().trim();

/** An amount of the shop's money: "12.50". Empty is not given. */
export function amountSchema(shop: SandboxShop) {
  return z
    .union([text, z.number().transform(String)])
    .transform((value, given) => {
      if (value === "") return null;
      const minor = minorOf(value, shop.decimals);
      if (minor === null || minor < 0) given.addIssue({ code: "custom", message: `not an amount: ${value}` });
      return minor;
    })
    .nullish();
}

const units = z.array(z.object({ lineId: whole, quantity: whole.min(0) }));

/** A form has `line-14100000000001=2`; JSON has `lines: [{ lineId, quantity }]`. */
function withUnits(name: string, prefix: string) {
  return (body: unknown): unknown => {
    if (typeof body !== "object" || body === null || name in body) return body;
    const found = Object.entries(body).flatMap(([key, quantity]) =>
      key.startsWith(prefix) && quantity !== "" ? [{ lineId: key.slice(prefix.length), quantity }] : [],
    );
    return { ...body, [name]: found };
  };
}

export function refundBody(shop: SandboxShop) {
  return z.preprocess(
    withUnits("lines", "line-"),
    z.object({
      lines: units.default([]),
      amount: amountSchema(shop),
      shipping: amountSchema(shop),
      note: text.max(500).nullish(),
      /** Everything that is left. */
      whole: z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false),
    }),
  );
}

export const editBody = z.preprocess(
  withUnits("quantities", "line-"),
  z.object({
    quantities: units.default([]),
    add: z.array(z.object({ variantId: whole, quantity: whole.min(1) })).default([]),
    addVariant: z.union([z.literal("").transform(() => null), whole]).nullish(),
    addQuantity: z.union([z.literal("").transform(() => 1), whole.min(1)]).default(1),
  }),
);

export const fulfilBody = z.preprocess(
  withUnits("lines", "line-"),
  z.object({
    lines: units.default([]),
    whole: z.union([z.boolean(), z.literal("1").transform(() => true)]).default(false),
  }),
);

export const cancelBody = z.object({
  reason: z.enum(["customer", "declined", "fraud", "inventory", "other", "staff"]).default("customer"),
});

export const resendBody = z.object({
  /** now: the newest state again. older: an older state after the newer one. */
  which: z.enum(["now", "older"]).default("now"),
  times: whole.min(1).max(200).default(1),
  topic: z.enum(["orders/updated", "orders/paid"]).default("orders/updated"),
});

const flag = z.union([
  z.boolean(),
  z.enum(["true", "false", "1", "0", "on"]).transform((value) => value !== "false" && value !== "0"),
]);

export const placeBody = z.object({
  /** Number of the customer; without it a guest orders. */
  customerId: whole.nullish(),
  lines: z.array(z.object({ variantId: whole, quantity: whole.min(1).max(999) })).min(1),
  codes: z.array(text).default([]),
  locale: z.enum(["en", "fa", "ar"]).optional(),
  email: z.email().nullish(),
  paid: flag.default(true),
  /** web, pos, subscription_contract, or an app's number. */
  source: text.default("web"),
  /** EUR, USD or AED: the buyer pays in it; the shop's own otherwise. */
  currency: text.nullish(),
  phone: text.nullish(),
  address: z.object({ address1: text, city: text.default(""), zip: text, countryCode: text }).nullish(),
  browser: z.object({ ip: text, agent: text }).nullish(),
  card: z.object({ bin: text, last: text }).nullish(),
});

export const customerBody = z.object({
  firstName: text.min(1).max(100),
  lastName: text.max(100).default(""),
  email: z
    .union([z.literal("").transform(() => null), z.email()])
    .nullish()
    .transform((value) => value ?? null),
  phone: text.max(30).nullish(),
  locale: z.enum(["en", "fa", "ar"]).default("en"),
  verifiedEmail: flag.default(true),
  tags: z.array(text).optional(),
  address1: text.nullish(),
  zip: text.nullish(),
});

export const mergeBody = z.object({ keep: whole, remove: whole });

export const deliveriesBody = z.object({
  action: z.enum(["pause", "resume", "resume-reversed", "drop-next", "double-next"]),
  count: whole.min(1).max(10_000).default(1),
});

export const throttleBody = z.object({
  maximumAvailable: whole.min(1).max(1_000_000),
  restoreRate: whole.min(1).max(1_000_000),
});
