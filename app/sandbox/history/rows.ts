/**
 * The past of the shops: a wholesaler's real orders and cancellations (data/SOURCE.md), moved in time so that the last day is
 * yesterday. Every fortieth customer buys in Tehran instead of London.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { DEMO_SHOP, TEHRAN_SHOP } from "../cast/shops";
import type { HistoryLength } from "../environment";
import { sandboxFile } from "../paths";

const DAY = 86_400_000;
const LAST_DAY = Date.UTC(2011, 11, 9);
/** Rials for one penny. */
const RIALS = 600;

export interface HistoryRow {
  readonly kind: "order" | "refund";
  readonly invoice: number;
  readonly customer: string;
  readonly country: string;
  readonly at: number;
  readonly lines: number;
  readonly units: number;
  /** In the shop's minor units. */
  readonly amountMinor: number;
  readonly shop: string;
}

/** Whole days from the data's last day to yesterday. */
export function shiftFor(now: number): number {
  const yesterday = Math.floor(now / DAY) * DAY - DAY;
  return yesterday - LAST_DAY;
}

export function readHistory(now: number, length: HistoryLength = "whole"): HistoryRow[] {
  const text = gunzipSync(readFileSync(sandboxFile("data", "online-retail-cut.csv.gz"))).toString("utf8");
  const lines = text.trim().split("\n").slice(1);
  const cells = lines.map((line) => line.split(","));
  const inTehran = tehranCustomers(cells.map((row) => row[2] ?? ""));
  const shift = shiftFor(now);
  return cells
    .map(([kind, invoice, customer = "", country = "", at = "", count, units, pence]): HistoryRow => {
      const tehran = inTehran.has(customer);
      return {
        kind: kind === "refund" ? "refund" : "order",
        invoice: Number(invoice),
        customer,
        country: tehran ? "Iran" : country,
        at: Date.parse(`${at.replace(" ", "T")}Z`) + shift,
        lines: Number(count),
        units: Number(units),
        amountMinor: Number(pence) * (tehran ? RIALS : 1),
        shop: tehran ? TEHRAN_SHOP : DEMO_SHOP,
      };
    })
    .filter(({ shop, customer }) => length === "whole" || shop === TEHRAN_SHOP || castOf.has(customer))
    .sort((a, b) => a.at - b.at);
}

function tehranCustomers(customers: readonly string[]): Set<string> {
  const sorted = [...new Set(customers)].sort();
  return new Set(sorted.filter((customer, index) => index % 40 === 7 && !castOf.has(customer)));
}

/** Which member of the cast a customer of the data is, in London. */
export const castOf: ReadonlyMap<string, string> = new Map([
  ["14883", "emma"],
  ["16080", "nasrin"],
  ["15208", "omar"],
  ["12971", "grace"],
]);
