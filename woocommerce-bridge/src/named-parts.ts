/** A refund that is given in full: which line gives back how much, and how many units of it. Never more in all than the money that went back. */
import { type Minor, minor } from "../../app/loyalty/money";
import { shareOut } from "../../app/loyalty/rounding";
import { readSigned } from "./believed";
import type { RestRefund, RestReturnedItem } from "./rest-order";
import type { Sale } from "./sold-lines";

export interface NamedPart {
  /** The line's place in the sale. */
  readonly line: number;
  readonly money: number;
  readonly tax: number;
  readonly units: number;
}

const REFUNDED_ITEM = "_refunded_item_id";

export function namedParts(refund: RestRefund, amount: Minor, sale: Sale): NamedPart[] {
  const places = new Map(sale.lines.map(({ lineId }, index) => [lineId, index]));
  const read = (prefix: string) => (item: RestReturnedItem) => {
    const line = places.get(`${prefix}${refundedItem(item)}`);
    return line === undefined ? [] : [partOf(item, line, sale)];
  };
  const parts = [
    ...(refund.line_items ?? []).flatMap(read("")),
    ...(refund.shipping_lines ?? []).flatMap(read("shipping-")),
    ...(refund.fee_lines ?? []).flatMap(read("fee-")),
  ];
  return within(parts, amount);
}

function refundedItem({ meta_data }: RestReturnedItem): string | null {
  const value = meta_data?.find(({ key }) => key === REFUNDED_ITEM)?.value;
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

/** Written below zero, as all of a refund's lines are; a line above zero gives nothing back. */
function partOf(item: RestReturnedItem, line: number, { currency, taxIncluded }: Sale): NamedPart {
  const tax = Math.max(0, -readSigned(item.total_tax, currency, "a refunded tax"));
  const money = Math.max(0, -readSigned(item.total, currency, "a refunded line"));
  return {
    line,
    money: taxIncluded ? money + tax : money,
    tax: taxIncluded ? 0 : tax,
    units: Math.abs(item.quantity ?? 0),
  };
}

/** The store lets a refund's lines say more than the money that went back; then each says its part of it. */
function within(parts: readonly NamedPart[], amount: Minor): NamedPart[] {
  const amounts = parts.flatMap(({ money, tax }) => [money, tax]);
  const named = minor(amounts.reduce((sum, one) => sum + one, 0));
  if (named <= amount) return [...parts];
  const shares = shareOut(amount, amounts);
  return parts.map((part, index) => ({
    ...part,
    money: shares[2 * index] ?? 0,
    tax: shares[2 * index + 1] ?? 0,
  }));
}
