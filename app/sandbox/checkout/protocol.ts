/**
 * What the checkout page and the frame in which an extension runs say to each other. As with Shopify, the extension lives in an
 * origin of its own and can neither see nor touch the page; both sides read every message with these parsers.
 */
import * as z from "zod/mini";

const money = z.object({ amount: z.number(), currencyCode: z.string() });

/** What changes while the page is open; the frame turns each of them into a signal. */
export const liveValues = z.object({
  subtotal: money,
  shipping: z.nullable(money),
  tax: z.nullable(money),
  total: money,
  codes: z.array(z.string()),
  canChangeCodes: z.boolean(),
  customerId: z.nullable(z.string()),
  email: z.nullable(z.string()),
});
export type LiveValues = z.infer<typeof liveValues>;

/** `late`: a request arrives and is acted on, but its answer is lost on the way. `down`: no request gets out. */
export const networkMode = z.enum(["fine", "late", "down"]);
export type NetworkMode = z.infer<typeof networkMode>;

export const frameStart = z.object({
  target: z.string(),
  /** Which bundle renders it. */
  script: z.string(),
  /** What the admin's page is about: the customer's global id. */
  selected: z.nullable(z.string()),
  locale: z.enum(["en", "fa", "ar"]),
  /** The extension's own locale file, as it is. */
  words: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  shop: z.object({ id: z.string(), name: z.string(), domain: z.string(), storefrontUrl: z.string() }),
  country: z.string(),
  orderId: z.nullable(z.string()),
  values: liveValues,
});
export type FrameStart = z.infer<typeof frameStart>;

export const toFrame = z.discriminatedUnion("say", [
  z.object({ say: z.literal("start"), start: frameStart }),
  z.object({ say: z.literal("values"), values: liveValues }),
  z.object({ say: z.literal("network"), mode: networkMode }),
  z.object({ say: z.literal("token"), call: z.int(), token: z.nullable(z.string()) }),
  z.object({ say: z.literal("changed"), call: z.int(), ok: z.boolean(), message: z.string() }),
]);
export type ToFrame = z.infer<typeof toFrame>;

export const codeChange = z.object({
  type: z.enum(["addDiscountCode", "removeDiscountCode"]),
  code: z.string(),
});
export type CodeChange = z.infer<typeof codeChange>;

export const fromFrame = z.discriminatedUnion("say", [
  z.object({ say: z.literal("ready") }),
  z.object({ say: z.literal("height"), px: z.number() }),
  z.object({ say: z.literal("want-token"), call: z.int() }),
  z.object({ say: z.literal("want-change"), call: z.int(), change: codeChange }),
]);
export type FromFrame = z.infer<typeof fromFrame>;

/** The page's answer to a change of codes, from its server. */
export const codeAnswer = z.object({
  ok: z.boolean(),
  /** In the shopper's language; empty when the change was made. */
  message: z.string(),
  /** The codes on the order and the totals anew, as markup. */
  codes: z.string(),
  totals: z.string(),
  values: liveValues,
});
export type CodeAnswer = z.infer<typeof codeAnswer>;
