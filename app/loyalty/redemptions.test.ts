/** Laws of redemptions: what a returned order gives back of the points that were spent on it, and when a claim may end. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, orderId, redemptionId, termsVersion } from "./brand";
import { currency, minor } from "./money";
import { points } from "./points";
import { isOpen, mayRelease, type Redemption, redemptionStates, restoredBy } from "./redemptions";
import { arbitraryPlan, nothingRefunded, refundedInFull, rewardCode } from "./testing/arbitrary-orders";
import { anOrder, type LinePlan, maryam, type OrderPlan } from "./testing/cast";

const claim = (amount: number, change: Partial<Redemption> = {}): Redemption => ({
  redemptionId: redemptionId("r-1"),
  memberId: maryam,
  rewardId: "slider",
  kind: "amount-off",
  termsVersion: termsVersion(1),
  state: "used",
  points: points(amount),
  value: minor(amount),
  currency: currency("GBP"),
  code: rewardCode,
  deadline: instant(0),
  releasing: null,
  codeDead: true,
  usedBy: orderId("6001"),
  restored: points(0),
  debitSeqs: [1],
  ...change,
});
const amounts = fc.integer({ min: 1, max: 100_000 });
/** Plans with something in them, as an order that used a code has. */
const plans = arbitraryPlan.filter((plan) =>
  plan.lines.some((line) => line.gross > 0 && line.kind !== "shipping"),
);
const back = (plan: OrderPlan, amount: number) =>
  restoredBy(anOrder({ ...plan, status: "paid" }), claim(amount));

describe("what an order gives back of the points spent on it", () => {
  it("is nothing while nothing has come back", () => {
    fc.assert(
      fc.property(plans, amounts, (plan, amount) => {
        expect(back(nothingRefunded(plan), amount)).toBe(0);
      }),
    );
  });

  it("is everything once everything has come back, and when the order was cancelled", () => {
    fc.assert(
      fc.property(plans, amounts, (plan, amount) => {
        expect(back(refundedInFull(plan), amount)).toBe(amount);
        expect(restoredBy(anOrder({ ...plan, status: "cancelled" }), claim(amount))).toBe(amount);
      }),
    );
  });

  it("is never below nothing and never above what was spent", () => {
    fc.assert(
      fc.property(arbitraryPlan, amounts, (plan, amount) => {
        const given = restoredBy(anOrder(plan), claim(amount));
        expect(0 <= given && given <= amount).toBe(true);
      }),
    );
  });

  it("never shrinks as more comes back", () => {
    fc.assert(
      fc.property(plans, amounts, fc.nat(), (plan, amount, which) => {
        const more = plan.lines.map((line, index) =>
          index === which % plan.lines.length ? (refundedInFull({ lines: [line] }).lines[0] ?? line) : line,
        );
        expect(back({ ...plan, lines: more }, amount)).toBeGreaterThanOrEqual(back(plan, amount));
      }),
    );
  });

  it("is in proportion to the discount on what came back, not to its price", () => {
    const line = (gross: number, off: number): LinePlan => ({
      gross,
      discounts: [{ code: rewardCode, amount: off }],
    });
    const returned = { ...line(1_000, 100), refunded: 900, returnedQuantity: 1 };
    expect(back({ lines: [returned, line(1_000, 400)] }, 500)).toBe(100);
    expect(back({ lines: [returned, line(9_000, 0)] }, 500)).toBe(500);
  });

  it("counts half a line by the money, and a line that points paid in full by its units", () => {
    const halves = { gross: 1_000, discounts: [{ code: rewardCode, amount: 500 }], refunded: 250 };
    expect(back({ lines: [halves] }, 500)).toBe(250);
    const free = {
      gross: 900,
      quantity: 3,
      discounts: [{ code: rewardCode, amount: 900 }],
      returnedQuantity: 2,
    };
    expect(back({ lines: [free] }, 900)).toBe(600);
  });

  it("is rounded once, so a code of few minor units gives back points to the last one", () => {
    // 500 points took 5 yen off one of three: a third of them is 166, not the 100 that a single whole yen is worth.
    const line = { gross: 5, quantity: 3, discounts: [{ code: rewardCode, amount: 5 }], returnedQuantity: 1 };
    expect(back({ currency: "JPY", lines: [line] }, 500)).toBe(166);
    expect(back({ currency: "JPY", lines: [line, line] }, 1_000)).toBe(333);
  });

  it("of a free delivery is in proportion to the goods it brought, for such a delivery is never refunded itself", () => {
    const delivery: LinePlan = {
      gross: 499,
      kind: "shipping",
      discounts: [{ code: rewardCode, amount: 499 }],
    };
    const goods = [{ gross: 300, refunded: 300 }, { gross: 700 }];
    expect(back({ lines: [...goods, delivery] }, 100)).toBe(30);
    expect(
      back({ lines: [{ gross: 300, refunded: 300 }, { gross: 700, refunded: 700 }, delivery] }, 100),
    ).toBe(100);
  });

  it("of a delivery that was paid in part is in proportion to what of it was refunded", () => {
    const delivery = {
      gross: 500,
      kind: "shipping" as const,
      discounts: [{ code: rewardCode, amount: 300 }],
    };
    expect(back({ lines: [{ gross: 700, refunded: 700 }, delivery] }, 100)).toBe(0);
    expect(back({ lines: [{ gross: 700 }, { ...delivery, refunded: 100 }] }, 100)).toBe(50);
  });

  it("of a free product comes back with the product, by its units", () => {
    const gift = { gross: 900, quantity: 2, discounts: [{ code: rewardCode, amount: 900 }] };
    expect(back({ lines: [{ gross: 100, refunded: 100 }, gift] }, 800)).toBe(0);
    expect(back({ lines: [{ gross: 100 }, { ...gift, returnedQuantity: 1 }] }, 800)).toBe(400);
    expect(back({ lines: [{ gross: 100 }, { ...gift, returnedQuantity: 2 }] }, 800)).toBe(800);
  });

  it("of store credit and gift cards is nothing: no order used them", () => {
    fc.assert(
      fc.property(
        plans,
        amounts,
        fc.constantFrom("store-credit" as const, "gift-card" as const),
        (plan, amount, kind) => {
          for (const status of ["paid", "cancelled"] as const)
            expect(restoredBy(anOrder({ ...refundedInFull(plan), status }), claim(amount, { kind }))).toBe(0);
        },
      ),
    );
  });

  it("is in proportion to the goods where the code took nothing off any line", () => {
    const lines = [{ gross: 300, refunded: 300 }, { gross: 700 }, { gross: 500, kind: "shipping" as const }];
    expect(back({ lines }, 100)).toBe(30);
  });
});

describe("a claim", () => {
  it("is open until it is used or released", () => {
    expect(redemptionStates.filter((state) => isOpen(claim(1, { state })))).toEqual(["reserved", "issued"]);
  });

  it("may be released unless an order has used it", () => {
    expect(mayRelease(claim(1, { state: "issued", usedBy: null }))).toMatchObject({ done: true });
    expect(mayRelease(claim(1, { state: "used" }))).toMatchObject({ done: false, reason: "redemption-used" });
  });
});
