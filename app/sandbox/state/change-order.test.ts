/** Refunds, edits and cancellations: whatever their order and number, the money and the units come out even. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOON, TEHRAN_SHOP, testShop } from "../testing/shop";
import { cancelOrder, markPaid, refundOrder, wholeRefund } from "./change-order";
import { editOrder } from "./edit-order";
import type { Topic } from "./events";
import { currentTotals, financialStatus, outstandingMinor, paidMinor, refundedMinor } from "./order-totals";
import type { SandboxOrder } from "./types";

function watched(domain?: string) {
  const world = testShop(domain);
  const topics: Topic[] = [];
  world.store.listen(({ events }) => topics.push(...events.map(({ topic }) => topic)));
  const now = (order: SandboxOrder) => world.store.order(world.shop.domain, order.id) ?? order;
  return { ...world, topics, now };
}

test("a paid order is created, paid and updated", () => {
  const { order, topics } = watched();
  expect(financialStatus(order())).toBe("paid");
  expect(topics).toEqual(["orders/create", "orders/paid", "orders/updated"]);
});

test.each([undefined, TEHRAN_SHOP])("refunds in any steps give back exactly what was paid (%s)", (domain) => {
  const world = watched(domain);
  const variants = world.store
    .products(world.shop.domain)
    .flatMap(({ variants: all }) => all.map(({ id }) => id));
  fc.assert(
    fc.property(
      fc.array(fc.record({ pick: fc.nat(), quantity: fc.integer({ min: 1, max: 7 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.array(fc.record({ line: fc.nat(), quantity: fc.integer({ min: 1, max: 4 }) }), { maxLength: 8 }),
      (bought, steps) => {
        const lines = bought.map(({ pick, quantity }) => ({
          variantId: variants[pick % variants.length] ?? 0,
          quantity,
        }));
        const placed = world.order({ lines });
        for (const { line, quantity } of steps) {
          const current = world.now(placed);
          const target = current.lines[line % current.lines.length];
          refundOrder(world.store, current, { lines: [{ lineId: target?.id ?? 0, quantity }] });
        }
        const left = world.now(placed);
        if (refundedMinor(left) < paidMinor(left)) refundOrder(world.store, left, wholeRefund(left));
        const end = world.now(placed);
        expect(refundedMinor(end)).toBe(paidMinor(end));
        expect(currentTotals(end)).toMatchObject({ subtotalMinor: 0, taxMinor: 0, totalMinor: 0 });
        expect(end.refunds.every(({ discrepancyMinor }) => discrepancyMinor === 0)).toBe(true);
        expect(end.lines.every(({ currentQuantity }) => currentQuantity === 0)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

describe("refunds", () => {
  test("units with their tax; the rest stays", () => {
    const { store, order, now, topics } = watched();
    const placed = order();
    refundOrder(store, placed, { lines: [{ lineId: placed.lines[0]?.id ?? 0, quantity: 1 }] });
    const after = now(placed);
    expect(after.refunds[0]).toMatchObject({ amountMinor: 1_440, discrepancyMinor: 0 });
    expect(after.lines[0]).toMatchObject({ quantity: 2, currentQuantity: 1 });
    expect(financialStatus(after)).toBe("partially_refunded");
    expect(topics.slice(3)).toEqual(["refunds/create", "orders/updated"]);
  });

  test("an amount without units is a discrepancy", () => {
    const { store, order, now } = watched();
    const placed = order();
    refundOrder(store, placed, { lines: [], amountMinor: 700 });
    expect(now(placed).refunds[0]).toMatchObject({ amountMinor: 700, discrepancyMinor: 700, lines: [] });
    expect(outstandingMinor(now(placed))).toBe(0);
  });

  test("never more than was paid, and not of nothing", () => {
    const { store, order, now } = watched();
    const placed = order();
    refundOrder(store, placed, { lines: [], amountMinor: 9_999_999 });
    expect(refundedMinor(now(placed))).toBe(paidMinor(placed));
    expect(refundOrder(store, now(placed), { lines: [] })).toEqual({
      ok: false,
      reason: "nothing to refund",
    });
  });
});

describe("edits", () => {
  test("removed units stay on the line and are booked as a refund without money", () => {
    const { store, shop, order, now, topics } = watched();
    const placed = order();
    const lineId = placed.lines[0]?.id ?? 0;
    editOrder(store, shop, placed, { quantities: [{ lineId, quantity: 1 }], add: [] });
    expect(now(placed)).toMatchObject({
      edited: true,
      lines: [{ quantity: 2, currentQuantity: 1 }],
      refunds: [
        {
          cause: "edit",
          amountMinor: 0,
          transactionId: null,
          lines: [{ quantity: 1, subtotalMinor: 1_200 }],
        },
      ],
    });
    expect(outstandingMinor(now(placed))).toBe(-1_440);
    expect(topics.slice(3)).toEqual(["orders/edited", "refunds/create", "orders/updated"]);
  });

  test("added units and lines are owed until they are paid", () => {
    const { store, shop, order, now, variant } = watched();
    const placed = order();
    const lineId = placed.lines[0]?.id ?? 0;
    const add = [{ variantId: variant("olive-soap"), quantity: 1 }];
    editOrder(store, shop, placed, { quantities: [{ lineId, quantity: 3 }], add });
    expect(now(placed).lines).toMatchObject([
      { quantity: 3, taxMinor: 720 },
      { quantity: 1, priceMinor: 540 },
    ]);
    expect(financialStatus(now(placed))).toBe("partially_paid");
    expect(outstandingMinor(now(placed))).toBe(1_440 + 648);
    markPaid(store, now(placed));
    expect(financialStatus(now(placed))).toBe("paid");
    expect(now(placed).originalTotalMinor).toBe(placed.originalTotalMinor);
  });
});

describe("cancelling", () => {
  test("gives back all the money, once", () => {
    const { store, order, now, topics } = watched();
    const placed = order();
    expect(cancelOrder(store, placed, { reason: "customer" }).ok).toBe(true);
    expect(now(placed)).toMatchObject({ cancelledAt: NOON, cancelReason: "customer" });
    expect(refundedMinor(now(placed))).toBe(paidMinor(placed));
    expect(topics.slice(3)).toEqual(["orders/cancelled", "refunds/create", "orders/updated"]);
    expect(cancelOrder(store, now(placed), { reason: "staff" })).toEqual({
      ok: false,
      reason: "already cancelled",
    });
  });

  test("an order that was never paid is voided", () => {
    const { store, order, now } = watched();
    const placed = order({ paid: false });
    expect(financialStatus(placed)).toBe("pending");
    cancelOrder(store, placed, { reason: "declined" });
    expect(financialStatus(now(placed))).toBe("voided");
    expect(refundedMinor(now(placed))).toBe(0);
  });
});

test("an order keeps its older states", () => {
  const { store, order, now } = watched();
  const placed = order();
  refundOrder(store, placed, { lines: [], amountMinor: 100 });
  refundOrder(store, now(placed), { lines: [], amountMinor: 100 });
  expect(store.revisions(placed.id).map(({ refunds }) => refunds.length)).toEqual([0, 1]);
});
