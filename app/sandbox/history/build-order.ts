/**
 * One row of the past as a whole order: its amount is spread over lines of the shop's products, always in the same way. What was
 * sent back later has a line of its own, so that a refund takes exactly that line.
 */
import { taxOf } from "../state/pricing";
import { shareOut } from "../state/share";
import type { SandboxStore } from "../state/store";
import type { SandboxOrder, SandboxOrderLine, SandboxProduct, SandboxShop } from "../state/types";
import type { HistoryRow } from "./rows";

const MOST_LINES = 4;
const MOST_UNITS = 36;

/** A small generator with a fixed beginning: the same invoice always gives the same lines. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface BuildOrder {
  readonly shop: SandboxShop;
  readonly row: HistoryRow;
  readonly customerId: number;
  readonly email: string | null;
  /** Amounts that were sent back later, in the order of time. */
  readonly returned: readonly number[];
}

export function buildOrder(
  store: SandboxStore,
  { shop, row, customerId, email, returned }: BuildOrder,
): SandboxOrder {
  const chance = chanceOf(row.invoice);
  const sellable = store.products(shop.domain).filter(({ giftCard }) => !giftCard);
  const amounts = [...returned, ...spread(row, returned, chance)].filter((amount) => amount > 0);
  const used = new Set<number>();
  const lines = amounts.map((amount) => {
    const choice = closest(sellable, amount, used);
    if (choice.product !== undefined) used.add(choice.product.id);
    return lineOf(store, shop, choice, amount);
  });
  const number = store.nextId(`number.${shop.domain}`, 1001);
  const tax = lines.reduce((sum, { taxMinor }) => sum + taxMinor, 0);
  const totalMinor = row.amountMinor + (shop.taxesIncluded ? 0 : tax);
  return {
    id: 5_500_000_000_000 + row.invoice,
    shop: shop.domain,
    number,
    name: `#${number}`,
    token: row.invoice.toString(16).padStart(32, "0"),
    customerId,
    email,
    locale: shop.primaryLocale,
    currency: shop.currency,
    taxesIncluded: shop.taxesIncluded,
    taxRateBp: shop.taxRateBp,
    taxTitle: shop.taxTitle,
    createdAt: row.at,
    updatedAt: row.at,
    processedAt: row.at,
    cancelledAt: null,
    cancelReason: null,
    edited: false,
    lines,
    shippingLines: [],
    discountApplications: [],
    refunds: [],
    payments: [
      {
        gateway: "bogus",
        id: store.nextId("payment", 6_900_000_000_001),
        at: row.at,
        amountMinor: totalMinor,
      },
    ],
    fulfilments: [],
    buyer: { phone: null, address: null, browser: null, card: null },
    presentment: null,
    originalTotalMinor: totalMinor,
    sourceName: "web",
    note: null,
    tags: [],
  };
}

function spread(row: HistoryRow, returned: readonly number[], chance: () => number): number[] {
  const left = row.amountMinor - returned.reduce((sum, amount) => sum + amount, 0);
  if (left <= 0) return [];
  const wanted = Math.max(1, Math.min(MOST_LINES, row.lines) - returned.length);
  const weights = Array.from({ length: wanted }, () => 1 + Math.floor(chance() * 5));
  return shareOut(left, weights);
}

interface Choice {
  readonly product: SandboxProduct | undefined;
  readonly quantity: number;
}

/** The article and number of units whose price comes closest to the shop's own; each article stands once on an order. */
function closest(products: readonly SandboxProduct[], amount: number, used: ReadonlySet<number>): Choice {
  let best: Choice = { product: undefined, quantity: 1 };
  let distance = Number.POSITIVE_INFINITY;
  for (let quantity = 1; quantity <= MOST_UNITS; quantity += 1) {
    if (amount % quantity !== 0) continue;
    for (const product of products) {
      const price = product.variants[0]?.priceMinor ?? 1;
      const off = Math.abs(Math.log(amount / quantity / price));
      if (used.has(product.id) || off >= distance) continue;
      best = { product, quantity };
      distance = off;
    }
  }
  return best;
}

function lineOf(
  store: SandboxStore,
  shop: SandboxShop,
  { product, quantity }: Choice,
  amount: number,
): SandboxOrderLine {
  const variant = product?.variants[0];
  return {
    id: store.nextId("line", 14_100_000_000_001),
    productId: product?.id ?? null,
    variantId: variant?.id ?? null,
    title: product?.title ?? "Sundries",
    variantTitle: variant === undefined || variant.title === "Default Title" ? null : variant.title,
    sku: variant?.sku ?? null,
    quantity,
    currentQuantity: quantity,
    priceMinor: amount / quantity,
    giftCard: false,
    taxable: true,
    requiresShipping: true,
    allocations: [],
    taxMinor: taxOf(amount, shop),
  };
}
