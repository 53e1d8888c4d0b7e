/**
 * An order edit: units are added to a line, taken from it, or a new line is added. Shopify keeps removed units on the line and books
 * them as a refund without money; added ones carry no share of the order's discount code.
 */
import type { OrderChange, UnitsWish } from "./change-order";
import { refundLines, takeUnits } from "./change-order";
import type { EditedUnits } from "./events";
import { orderLineOf } from "./order-pieces";
import { taxOf } from "./pricing";
import type { SandboxStore } from "./store";
import type { SandboxOrder, SandboxOrderLine, SandboxRefund, SandboxShop } from "./types";

export interface EditWish {
  /** What each line's quantity is to be from now on. */
  readonly quantities: readonly UnitsWish[];
  readonly add: readonly { readonly variantId: number; readonly quantity: number }[];
}

export function editOrder(
  store: SandboxStore,
  shop: SandboxShop,
  order: SandboxOrder,
  wish: EditWish,
): OrderChange {
  if (order.cancelledAt !== null) return { ok: false, reason: "cancelled" };
  const more: EditedUnits[] = [];
  const fewer: UnitsWish[] = [];
  for (const { lineId, quantity } of wish.quantities) {
    const line = order.lines.find(({ id }) => id === lineId);
    const delta = line === undefined ? 0 : Math.max(0, quantity) - line.currentQuantity;
    if (delta > 0) more.push({ lineId, delta });
    if (delta < 0) fewer.push({ lineId, quantity: -delta });
  }
  const added = wish.add.flatMap((item) => newLine(store, shop, item));
  if (more.length + fewer.length + added.length === 0) return { ok: false, reason: "nothing to change" };
  const at = store.now();
  const removal = removalOf(store, order, fewer, at);
  const taken = takeUnits(order, removal?.lines ?? []);
  const next: SandboxOrder = {
    ...order,
    updatedAt: at,
    edited: true,
    lines: [...taken.map((line) => addUnits(shop, line, more)), ...added],
    refunds: removal === null ? order.refunds : [...order.refunds, removal],
  };
  store.putOrder(next);
  store.announce(order.shop, [
    {
      topic: "orders/edited",
      order: next,
      editId: store.nextId("edit", 51_000_000_001),
      additions: [...more, ...added.map(({ id, quantity }) => ({ lineId: id, delta: quantity }))],
      removals: fewer.map(({ lineId, quantity }) => ({ lineId, delta: quantity })),
    },
    ...(removal === null ? [] : [{ topic: "refunds/create" as const, order: next, refund: removal }]),
    { topic: "orders/updated", order: next },
  ]);
  return { ok: true, order: next };
}

function removalOf(
  store: SandboxStore,
  order: SandboxOrder,
  fewer: readonly UnitsWish[],
  at: number,
): SandboxRefund | null {
  const lines = refundLines(store, order, fewer);
  if (lines.length === 0) return null;
  return {
    id: store.nextId("refund", 930_000_000_001),
    at,
    note: null,
    cause: "edit",
    lines,
    shippingMinor: 0,
    shippingTaxMinor: 0,
    discrepancyMinor: 0,
    amountMinor: 0,
    transactionId: null,
  };
}

function addUnits(shop: SandboxShop, line: SandboxOrderLine, more: readonly EditedUnits[]): SandboxOrderLine {
  const delta = more.find(({ lineId }) => lineId === line.id)?.delta ?? 0;
  if (delta === 0) return line;
  return {
    ...line,
    quantity: line.quantity + delta,
    currentQuantity: line.currentQuantity + delta,
    taxMinor: line.taxMinor + (line.taxable ? taxOf(line.priceMinor * delta, shop) : 0),
  };
}

function newLine(
  store: SandboxStore,
  shop: SandboxShop,
  { variantId, quantity }: EditWish["add"][number],
): SandboxOrderLine[] {
  const found = store.variant(shop.domain, variantId);
  if (found === null || quantity < 1) return [];
  const grossMinor = found.variant.priceMinor * quantity;
  const taxable = found.product.taxable && !found.product.giftCard;
  return [
    orderLineOf(store, {
      ...found,
      line: { variantId, quantity },
      grossMinor,
      allocations: [],
      discountMinor: 0,
      netMinor: grossMinor,
      taxMinor: taxable ? taxOf(grossMinor, shop) : 0,
    }),
  ];
}
