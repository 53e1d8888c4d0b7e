/** An order's own words for how it stands and where it came from, in ours. Any status may be a plugin's: then the payment decides. */
import type { Instant } from "../../app/loyalty/brand";
import type { Channel } from "../../app/loyalty/conditions";
import type { OrderStatus } from "../../app/loyalty/order";
import type { RestOrder } from "./rest-order";

type State = Pick<RestOrder, "status" | "date_paid_gmt" | "date_completed_gmt">;

export const statusWord = (status: string): string => status.toLowerCase().replace(/^wc-/, "");

/** Trash is where an order lies before it is gone; brought back, it has its status again. */
const cancelled = new Set(["cancelled", "trash"]);
const unpaid = new Set(["pending", "on-hold", "failed", "checkout-draft", "auto-draft", "draft", "new"]);
/** A completed order was paid at the latest when it was handed over. */
const paid = new Set(["completed", "refunded"]);

/**
 * Points are for money received. "Processing" alone does not say that: an order that is paid for at the door is processed from the start and has no date of
 * payment until it is completed.
 */
export function statusOf(state: State): OrderStatus {
  const word = statusWord(state.status);
  if (cancelled.has(word)) return "cancelled";
  if (unpaid.has(word)) return "unpaid";
  return paid.has(word) || state.date_paid_gmt ? "paid" : "unpaid";
}

export const paidAtOf = (state: State): Instant | null =>
  statusOf(state) === "paid" ? (state.date_paid_gmt ?? state.date_completed_gmt ?? null) : null;

/** The date stays on an order that is taken back out of "completed", so it only counts while the status says so. */
export const fulfilledAtOf = (state: State): Instant | null =>
  paid.has(statusWord(state.status)) ? (state.date_completed_gmt ?? null) : null;

/** A checkout in the making: not an order yet, though it sends events like one. */
export const isDraft = (status: string): boolean =>
  ["checkout-draft", "auto-draft", "draft"].includes(statusWord(status));

const channels: Readonly<Record<string, Channel>> = {
  checkout: "online",
  "store-api": "online",
  pos: "pos",
  "pos-rest-api": "pos",
  subscription: "subscription",
};

/** Made by staff, by an import or by an app: none of the channels that a rule can name. */
export const channelOf = (createdVia: string | null | undefined): Channel =>
  channels[createdVia ?? ""] ?? "other";
