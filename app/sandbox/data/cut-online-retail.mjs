// @ts-check
/**
 * Cuts the published data set to what the sandbox's history needs: `node cut-online-retail.mjs orders.csv.gz`. Kept so that the
 * file beside it can be made again; the sandbox itself never runs it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

const FIRST_DAY = "2010-12-10";
const LARGEST = 1_500;
/** Customers who become members of the cast are kept whatever their turn is. */
const CAST = new Set(["14883", "16080", "15208", "12971"]);

const source = process.argv[2];
if (source === undefined) throw new Error("usage: node cut-online-retail.mjs orders.csv.gz");
const rows = gunzipSync(readFileSync(source))
  .toString("utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [
      invoice = "",
      customer = "",
      country = "",
      at = "",
      lines = "0",
      units = "0",
      amount = "0",
      type = "",
    ] = line.trim().split(",");
    return {
      invoice,
      customer,
      country,
      at,
      lines: Number(lines),
      units: Number(units),
      pence: Math.round(Number(amount) * 100),
      type,
    };
  });

const largest = new Map();
for (const row of rows) largest.set(row.customer, Math.max(largest.get(row.customer) ?? 0, row.pence));
const customers = [...largest.entries()]
  .filter(([, pence]) => pence > 0 && pence <= LARGEST * 100)
  .map(([customer]) => customer)
  .sort();
const kept = new Set(customers.filter((customer, index) => index % 5 === 2 || CAST.has(customer)));
for (const customer of CAST) kept.add(customer);

/** @type {Map<string, { customer: string, left: number, at: string }>} */
const orders = new Map();
const out = ["kind,invoice,customer,country,at,lines,units,pence"];
for (const row of rows) {
  if (!kept.has(row.customer) || row.at < FIRST_DAY) continue;
  if (row.type === "order" && row.pence > 0) {
    orders.set(row.invoice, { customer: row.customer, left: row.pence, at: row.at });
    out.push(
      ["order", row.invoice, row.customer, row.country, row.at, row.lines, row.units, row.pence].join(","),
    );
  }
  if (row.type === "refund" && row.pence < 0) {
    const pence = -row.pence;
    // A cancellation names no order: it belongs to the customer's latest one that is still worth it.
    const match = [...orders.entries()]
      .filter(([, order]) => order.customer === row.customer && order.left >= pence)
      .at(-1);
    if (match === undefined) continue;
    match[1].left -= pence;
    out.push(["refund", match[0], row.customer, row.country, row.at, row.lines, -row.units, pence].join(","));
  }
}
const target = fileURLToPath(new URL("online-retail-cut.csv.gz", import.meta.url));
writeFileSync(target, gzipSync(`${out.join("\n")}\n`, { level: 9 }));
const count = (/** @type {string} */ kind) => out.filter((line) => line.startsWith(kind)).length;
process.stdout.write(
  `${kept.size} customers, ${count("order,")} orders, ${count("refund,")} cancellations\n`,
);
