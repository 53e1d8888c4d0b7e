/** Laws of paid membership: its dates are a function of the purchases as they stand, and of nothing that happened before. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { instant, orderId } from "./brand";
import { monthsLater } from "./lot-dates";
import { minor } from "./money";
import { membershipProductIn, type Purchase, paidPeriods, paidUntil, stillPays } from "./paid-membership";
import { anOrder } from "./testing/cast";

const zone = "Europe/London";
const dayMs = 86_400_000;
const start = Date.parse("2026-01-15T09:00:00Z");
const day = (number: number) => instant(start + number * dayMs);

const purchase = fc.record({
  day: fc.integer({ min: 0, max: 900 }),
  months: fc.integer({ min: 1, max: 24 }),
  stands: fc.boolean(),
});
const purchases = fc.array(purchase, { maxLength: 8 }).map((all) =>
  all.map(
    (one, index): Purchase => ({
      orderId: orderId(String(index)),
      productId: "p",
      months: one.months,
      placedAt: day(one.day),
      stands: one.stands,
    }),
  ),
);

describe("the periods of a paid membership", () => {
  it("are the same in whatever order the purchases are told", () => {
    fc.assert(
      fc.property(
        purchases.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(paidPeriods(shuffled, zone)).toEqual(paidPeriods(all, zone));
          expect(paidUntil(shuffled, zone)).toBe(paidUntil(all, zone));
        },
      ),
    );
  });

  it("hold every purchase that stands for at least its months, and lie apart", () => {
    fc.assert(
      fc.property(purchases, (all) => {
        const periods = paidPeriods(all, zone);
        for (const one of all.filter((candidate) => candidate.stands)) {
          const held = periods.find(
            ({ from, until }) => from <= one.placedAt && until !== null && one.placedAt < until,
          );
          expect(held?.until).toBeGreaterThanOrEqual(monthsLater(one.placedAt, one.months, zone));
        }
        periods.slice(1).forEach((period, index) => {
          expect(period.from).toBeGreaterThanOrEqual(periods[index]?.until ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  it("never end earlier for another purchase, and never later for a refund", () => {
    fc.assert(
      fc.property(purchases, fc.nat(7), (all, which) => {
        const refunded = all.map((one, index) => (index === which ? { ...one, stands: false } : one));
        const before = paidPeriods(all, zone).at(-1)?.until ?? null;
        const after = paidPeriods(refunded, zone).at(-1)?.until ?? null;
        if (after !== null) expect(after).toBeLessThanOrEqual(before ?? Number.NEGATIVE_INFINITY);
      }),
    );
  });

  it("are none when everything was given back, and over since the first purchase", () => {
    fc.assert(
      fc.property(purchases, (all) => {
        const gone = all.map((one) => ({ ...one, stands: false }));
        expect(paidPeriods(gone, zone)).toEqual([]);
        const first = gone.length === 0 ? null : Math.min(...gone.map((one) => one.placedAt));
        expect(paidUntil(gone, zone)).toBe(first);
      }),
    );
  });

  test("a purchase while it runs is put at the end; one after it begins anew", () => {
    const buy = (id: string, placed: number, months: number): Purchase => ({
      orderId: orderId(id),
      productId: "p",
      months,
      placedAt: day(placed),
      stands: true,
    });
    expect(paidPeriods([buy("1", 0, 12), buy("2", 300, 12)], zone)).toEqual([
      { from: day(0), until: monthsLater(day(0), 24, zone) },
    ]);
    expect(paidPeriods([buy("1", 0, 1), buy("2", 300, 1)], zone)).toEqual([
      { from: day(0), until: monthsLater(day(0), 1, zone) },
      { from: day(300), until: monthsLater(day(300), 1, zone) },
    ]);
  });
});

describe("an order", () => {
  const bought = anOrder({ lines: [{ gross: 1_000, quantity: 2, productId: "gold-card" }] });

  test("buys membership with one of the products, and with no other", () => {
    expect(membershipProductIn(bought, { productIds: ["gold-card"], months: 12 })).toBe("gold-card");
    expect(membershipProductIn(bought, { productIds: ["other"], months: 12 })).toBeNull();
  });

  test("pays for it until all of it came back or it was cancelled", () => {
    const returned = (refunded: number) => ({
      ...bought,
      lines: bought.lines.map((one) => ({
        ...one,
        refunded: minor(500 * refunded),
        returnedQuantity: refunded,
      })),
    });
    expect(stillPays(bought, "gold-card")).toBe(true);
    expect(stillPays(returned(1), "gold-card")).toBe(true);
    expect(stillPays(returned(2), "gold-card")).toBe(false);
    expect(stillPays({ ...bought, status: "cancelled" }, "gold-card")).toBe(false);
    expect(stillPays({ ...bought, status: "unpaid" }, "gold-card")).toBe(false);
  });
});
