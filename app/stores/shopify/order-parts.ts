/**
 * What both of Shopify's shapes of an order (webhook and GraphQL) say, in one shape: amounts as exact minor units, ids plain.
 * Reading either may find that it cannot be believed; then the order is parked with a reason, never guessed (law 9).
 */
import type { CustomerId, Instant, OrderId } from "../../loyalty/brand";
import { type Currency, currency, type Minor, parseDecimal } from "../../loyalty/money";
import type { LineKind } from "../../loyalty/order";
import type { ParkReason } from "../store";
import type { BuyerParts } from "./buyer";

export interface LineParts {
  readonly lineId: string;
  readonly kind: LineKind;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  /** Units ever ordered, and units that are left after refunds and edits. */
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly unitPrice: Minor;
  readonly discounts: readonly { readonly code: string | null; readonly amount: Minor }[];
  readonly tax: Minor;
}

export interface RefundLineParts {
  readonly lineId: string;
  readonly quantity: number;
  readonly subtotal: Minor;
  readonly tax: Minor;
}

export interface RefundParts {
  readonly lines: readonly RefundLineParts[];
  /** `lineId` null: Shopify does not say which shipping line. */
  readonly shipping: readonly {
    readonly lineId: string | null;
    readonly subtotal: Minor;
    readonly tax: Minor;
  }[];
  /** Money beyond (negative) or below (positive) what lines and shipping are worth, as Shopify signs it. */
  readonly adjustments: readonly Minor[];
  readonly duties: Minor;
  /** Money that went back in the shop's currency; null when it cannot be told. */
  readonly paidBack: Minor | null;
}

export interface OrderParts {
  readonly orderId: OrderId;
  readonly name: string;
  readonly customerId: CustomerId | null;
  readonly currency: Currency;
  /** What the buyer saw prices in ("presentment"). */
  readonly paidCurrency: Currency;
  /** Who made the order: web, pos, subscription_contract, an app's number … */
  readonly source: string | null;
  readonly taxIncluded: boolean;
  /** Lower case: paid, partially_refunded … */
  readonly financialStatus: string | null;
  readonly cancelled: boolean;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
  /** When everything in it had been handed over; null until then. */
  readonly fulfilledAt: Instant | null;
  readonly buyer: BuyerParts;
  readonly lines: readonly LineParts[];
  readonly refunds: readonly RefundParts[];
  readonly codes: readonly string[];
}

/** Ends the reading of an order that cannot be believed; caught where the translation began, and nowhere else. */
export class Unbelievable extends Error {
  override readonly name = "Unbelievable";
  constructor(
    readonly reason: ParkReason,
    readonly detail: string,
  ) {
    super(detail);
  }
}

export function readCurrency(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new Unbelievable("malformed", "the currency is not a currency code");
  return currency(code);
}

/** An amount of either sign. `what` names the field for the admin; the value itself is not repeated. */
export function readSigned(text: string, code: Currency, what: string): Minor {
  const amount = parseDecimal(text, code);
  if (amount === null) throw new Unbelievable("malformed", `${what} is not an amount of ${code}`);
  return amount;
}

export function readAmount(text: string, code: Currency, what: string): Minor {
  const amount = readSigned(text, code, what);
  if (amount < 0) throw new Unbelievable("negative-amount", `${what} is negative`);
  return amount;
}

export function readUnits(units: number, what: string): number {
  if (units < 0) throw new Unbelievable("negative-amount", `${what} is negative`);
  return units;
}

/** Plain ASCII, as most words of an order are: known at a glance, where the search below looks at every character. */
const PLAIN = /^[ -~]*$/;

/** Text as the database can keep it: without zero characters and halves of characters, which JSON can carry and PostgreSQL cannot. */
export function readText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/\0|\p{Surrogate}/gu, "");
}

export interface FulfilmentParts {
  readonly status: string | null;
  readonly at: Instant;
}

/** The last parcel's moment, once Shopify calls the whole order fulfilled; parcels that were called off do not count. */
export function fulfilledOf(
  status: string | null | undefined,
  fulfilments: readonly FulfilmentParts[],
): Instant | null {
  if (status?.toLowerCase() !== "fulfilled") return null;
  const sent = fulfilments.filter((one) => (one.status ?? "success").toLowerCase() === "success");
  return sent.reduce<Instant | null>((last, { at }) => (last === null || at > last ? at : last), null);
}
