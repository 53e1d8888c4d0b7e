/** Laws of the order's own figures: what was paid, what a code took off, how much came back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discountByCode, discountOf, netOf, returnedShare } from "./order";
import {
  arbitraryOrder,
  arbitraryPlan,
  merchantCode,
  refundedInFull,
  rewardCode,
} from "./testing/arbitrary-orders";
import { anOrder, orderLine } from "./testing/cast";

describe("a line", () => {
  it("was paid with its gross less its discounts", () => {
    fc.assert(
      fc.property(arbitraryOrder, (order) => {
        for (const line of order.lines) {
          expect(netOf(line) + discountOf(line)).toBe(line.gross);
          expect(netOf(line)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("has come back by a share between nothing and all, and by all of it once all is refunded", () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        for (const line of anOrder(plan).lines) {
          const [part, of] = returnedShare(line);
          expect(0 <= part && part <= of && of > 0).toBe(true);
        }
        for (const line of anOrder(refundedInFull(plan)).lines) {
          const [part, of] = returnedShare(line);
          expect(part).toBe(of);
        }
      }),
    );
  });

  it("that was paid goes by money, one that was free by units", () => {
    expect(returnedShare(orderLine({ gross: 900, quantity: 3, refunded: 250, returnedQuantity: 1 }))).toEqual(
      [250, 900],
    );
    const free = {
      gross: 900,
      quantity: 3,
      discounts: [{ code: rewardCode, amount: 900 }],
      returnedQuantity: 1,
    };
    expect(returnedShare(orderLine(free))).toEqual([1, 3]);
    expect(returnedShare(orderLine({ gross: 0, quantity: 0 }))).toEqual([0, 1]);
  });
});

describe("a code", () => {
  it("took off what it took off each line, and other codes took the rest", () => {
    fc.assert(
      fc.property(arbitraryOrder, (order) => {
        const all = order.lines.reduce((sum, line) => sum + discountOf(line), 0);
        expect(discountByCode(order, rewardCode) + discountByCode(order, merchantCode)).toBe(all);
      }),
    );
    expect(discountByCode(anOrder({ lines: [{ gross: 100 }] }), rewardCode)).toBe(0);
  });
});
