/**
 * The WordPress shops' past: real orders and cancellations of the same wholesaler (data/SOURCE.md), those of the cast and of every fortieth customer, put into the shops' records before the product comes. It
 * learns of them as it would of any shop's past: by importing it.
 */
import { DEMO_SHOP } from "../../cast/shops";
import type { HistoryLength } from "../../environment";
import { personOf, tehranCast } from "../../history/people";
import { castOf, type HistoryRow, readHistory } from "../../history/rows";
import { NORDLICHT } from "../cast/settings";
import { minorOf } from "../state/amounts";
import { createUser } from "../state/change-customer";
import { cancelOrder } from "../state/change-order";
import { placeOrder } from "../state/place-order";
import type { WooCartLine } from "../state/records";
import { refundOrder, unitsOf } from "../state/refund-order";
import type { WooShop } from "../state/shop";
import { chanceOf } from "../webhooks/switches";

const DONE = "sandbox_past_told";
const RIALS = 10;
const MOST_LINES = 3;
const MOST_UNITS = 5;

/** For tests that begin with empty shops. */
export const forgoPast = (shop: WooShop): void => shop.setOption(DONE, true, false);

/** Once; a shop that has its past keeps it. */
export function tellPast(shop: WooShop, now: number, length: HistoryLength): void {
  if (shop.option(DONE) === true) return;
  const rows = rowsOf(shop, now, length);
  const cast = shop.name === NORDLICHT ? castOf : tehranCast(rows);
  const placed = new Map<number, { readonly id: number; readonly amount: number }>();
  for (const row of rows) {
    if (row.kind === "order") {
      const id = place(shop, row, cast);
      if (id !== null) placed.set(row.invoice, { id, amount: row.amountMinor });
    } else giveBack(shop, row, placed.get(row.invoice));
  }
  forgoPast(shop);
}

function rowsOf({ settings }: WooShop, now: number, length: HistoryLength): HistoryRow[] {
  const rows = readHistory(now, "whole");
  if (settings.name !== NORDLICHT) return rows.filter(({ shop }) => shop !== DEMO_SHOP);
  const own = rows.filter(({ shop }) => shop === DEMO_SHOP);
  const others = new Set(
    [...new Set(own.map(({ customer }) => customer))].sort().filter((_, index) => index % 40 === 3),
  );
  return own.filter(({ customer }) => castOf.has(customer) || (length === "whole" && others.has(customer)));
}

function place(shop: WooShop, row: HistoryRow, cast: ReadonlyMap<string, string>): number | null {
  const result = placeOrder(shop, {
    lines: linesOf(shop, row),
    userId: customerOf(shop, row, cast),
    billing: {},
    status: "completed",
    createdVia: "checkout",
    at: Math.floor(row.at / 1_000) * 1_000,
  });
  return result.ok ? result.order.id : null;
}

function customerOf(shop: WooShop, row: HistoryRow, cast: ReadonlyMap<string, string>): number {
  const key = cast.get(row.customer);
  const member = key === undefined ? undefined : shop.cast().find(({ castKey }) => castKey === key);
  if (member) return member.id;
  const person = personOf(row, new Map(), row.at);
  const email = person.email ?? `${row.customer}@example.com`;
  const known = shop.userByEmail(email);
  if (known) return known.id;
  const billing = {
    first_name: person.firstName,
    last_name: person.lastName,
    city: shop.settings.city,
    postcode: shop.settings.postcode,
    country: shop.settings.country,
    email,
  };
  const made = createUser(shop, {
    email,
    username: `kunde-${row.customer}`,
    firstName: person.firstName,
    lastName: person.lastName,
    billing,
    at: Math.floor(row.at / 1_000) * 1_000,
  });
  return made.ok ? made.user.id : 0;
}

/** Articles of the shop's own whose worth comes near the row's; always the same for an invoice. */
function linesOf(shop: WooShop, row: HistoryRow): WooCartLine[] {
  const chance = chanceOf(row.invoice);
  const { decimals } = shop.settings;
  const amount = decimals === 0 ? row.amountMinor / RIALS : row.amountMinor;
  const count = 1 + Math.floor(chance() * Math.min(MOST_LINES, Math.max(1, row.lines)));
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, shop.products.length))
    chosen.add(Math.floor(chance() * shop.products.length));
  return [...chosen].flatMap((index) => {
    const product = shop.products[index];
    if (product === undefined) return [];
    const price = minorOf(product.price, decimals);
    const quantity = Math.max(1, Math.min(MOST_UNITS, Math.round(amount / count / price)));
    return [{ productId: product.id, variationId: product.variations[0]?.id ?? 0, quantity }];
  });
}

type Placed = { readonly id: number; readonly amount: number } | undefined;

/** What came back in the data comes back here: all of it as a cancelled or refunded order, a part as a unit. */
function giveBack(shop: WooShop, row: HistoryRow, placed: Placed): void {
  const order = placed === undefined ? null : shop.order(placed.id);
  if (order === null || order.status !== "completed") return;
  const at = Math.floor(row.at / 1_000) * 1_000;
  const whole = row.amountMinor >= (placed?.amount ?? 0);
  if (whole && row.invoice % 2 === 0) cancelOrder(shop, order, at);
  else if (whole) refundOrder(shop, order, { at, reason: "" });
  else {
    const items = unitsOf(shop, order, { lineId: order.lines[0]?.id ?? 0, quantity: 1 });
    refundOrder(shop, order, { at, items });
  }
}
