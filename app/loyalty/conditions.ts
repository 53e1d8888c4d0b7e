/**
 * Conditions: what an order and its lines must be for a rule, a campaign or a reward to apply. Rules are data (law 11): every list is empty for "any",
 * and an exclude always wins over an include.
 */
import { z } from "zod";
import { fault, fields, handle, whole } from "./schema-parts";

/** Where an order was placed, in words both platforms share. */
export const channels = ["online", "pos", "subscription", "other"] as const;
export type Channel = (typeof channels)[number];

/** The store's own id of a product or collection, as text without any prefix. */
export const storeIdSchema = z
  .string(fault("required"))
  .trim()
  .min(1, fault("required"))
  .max(64, fault("too-long"));

export const scopeSchema = fields({
  include: z.array(storeIdSchema, fault("invalid")).max(1_000, fault("too-big")).default([]),
  exclude: z.array(storeIdSchema, fault("invalid")).max(1_000, fault("too-big")).default([]),
});
export type Scope = z.infer<typeof scopeSchema>;

const handles = z.array(handle, fault("invalid")).max(100, fault("too-big")).default([]);
const everything = { include: [], exclude: [] };

export const conditionsSchema = fields({
  /** Currencies the buyer paid in. */
  currencies: z
    .array(z.string(fault("invalid")).regex(/^[A-Z]{3}$/, fault("invalid")), fault("invalid"))
    .max(50, fault("too-big"))
    .default([]),
  channels: z.array(z.enum(channels, fault("invalid")), fault("invalid")).default([]),
  tierIds: handles,
  segmentIds: handles,
  products: scopeSchema.default(everything),
  collections: scopeSchema.default(everything),
  /** What matches must come to at least this, minor units of the program's currency. */
  minimumMinor: whole(0, 1_000_000_000_000).default(0),
});
export type Conditions = z.infer<typeof conditionsSchema>;

/** No condition at all. */
export const always: Conditions = {
  currencies: [],
  channels: [],
  tierIds: [],
  segmentIds: [],
  products: everything,
  collections: everything,
  minimumMinor: 0,
};
