/** Laws of a referral's life: several weak signals, a review queue, a person decides (field lesson 23). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Buyer, unknownBuyer } from "./order";
import {
  type AdvocateMarks,
  decide,
  invitedReferral,
  lapse,
  needsReview,
  qualify,
  type Referral,
  rejectReasons,
  type Settling,
  scoreOf,
  settle,
  signals,
  signalsOf,
  stands,
  velocityFrom,
  worthOf,
} from "./referral-state";
import { noReferrals } from "./referrals";
import { arbitraryOrder } from "./testing/arbitrary-orders";
import { anOrder, daysAfter, firstDay } from "./testing/cast";

const terms = { ...noReferrals, active: true, minimumMinor: 2_000, waitDays: 30 };
const bought = anOrder({ lines: [{ gross: 5_000 }] });
const clean = { order: bought, terms, signals: [], priorCustomer: false, isAdvocate: false };
const closed: Settling = {
  at: daysAfter(31),
  order: bought,
  terms,
  rewardedThisYear: 0,
  advocateIsMember: true,
};
const someSignals = fc.uniqueArray(fc.constantFrom(...signals));

const nobody: AdvocateMarks = {
  emails: new Set(),
  emailPatterns: new Set(),
  phones: new Set(),
  addresses: new Set(),
  devices: new Set(),
  payments: new Set(),
};
const atHome: Buyer = { ...unknownBuyer, address: "our street", device: "our computer" };
const home: AdvocateMarks = {
  ...nobody,
  addresses: new Set(["our street"]),
  devices: new Set(["our computer"]),
};

describe("the suspicion score", () => {
  it("stays between 0 and 100 and grows with every signal", () => {
    fc.assert(
      fc.property(someSignals, fc.constantFrom(...signals), (found, one) => {
        expect(scoreOf(found)).toBeGreaterThanOrEqual(0);
        expect(scoreOf(found)).toBeLessThanOrEqual(100);
        expect(scoreOf([...found, one])).toBeGreaterThanOrEqual(scoreOf(found));
      }),
    );
  });

  it("never asks for a person because of one signal, however low the limit", () => {
    fc.assert(
      fc.property(fc.constantFrom(...signals), fc.integer({ min: 1, max: 100 }), (one, limit) => {
        expect(needsReview([one], limit)).toBe(false);
        expect(needsReview([one, one], limit)).toBe(false);
      }),
    );
  });

  it("counts what friend and advocate share, and how fast friends come", () => {
    expect(signalsOf(nobody, { buyers: [atHome], recentFriends: 1 })).toEqual([]);
    const shared = signalsOf(home, { buyers: [unknownBuyer, atHome], recentFriends: velocityFrom });
    expect(shared).toEqual(["same-device", "same-address", "velocity"]);
    // What is not known of either is shared by nobody.
    expect(
      signalsOf({ ...nobody, phones: new Set(["p"]) }, { buyers: [unknownBuyer], recentFriends: 0 }),
    ).toEqual([]);
  });
});

describe("field lesson 23: households are not blocked", () => {
  it("lets a friend who shares home and computer with the advocate be rewarded without anybody looking", () => {
    const found = signalsOf(home, { buyers: [atHome], recentFriends: 1 });
    const qualified = qualify(invitedReferral, { ...clean, signals: found });
    expect(qualified).toMatchObject({ state: "qualified", review: false, score: 40 });
    expect(settle(qualified, closed).state).toBe("rewarded");
  });

  it("leaves a ring of several signs to a person, and rejects nobody for signs alone", () => {
    fc.assert(
      fc.property(someSignals, (found) => {
        const qualified = qualify(invitedReferral, { ...clean, signals: found });
        expect(qualified.state).toBe("qualified");
        expect(qualified.review).toBe(needsReview(found, terms.reviewFrom));
        if (qualified.review) expect(settle(qualified, closed)).toBe(qualified);
      }),
    );
  });
});

describe("a referral", () => {
  it("is rejected outright for a friend who bought before and for the advocate", () => {
    expect(qualify(invitedReferral, { ...clean, priorCustomer: true })).toMatchObject({
      state: "rejected",
      reason: "prior-customer",
    });
    expect(qualify(invitedReferral, { ...clean, isAdvocate: true })).toMatchObject({
      state: "rejected",
      reason: "self-referral",
    });
  });

  it("waits for an order that is paid and comes to the minimum", () => {
    for (const order of [
      anOrder({ status: "unpaid", lines: [{ gross: 5_000 }] }),
      anOrder({ lines: [{ gross: 1_999 }] }),
      anOrder({ lines: [{ gross: 1_000 }, { kind: "shipping", gross: 4_000 }] }),
    ])
      expect(qualify(invitedReferral, { ...clean, order })).toBe(invitedReferral);
  });

  it("is due when the return window closes after the payment", () => {
    const paidLater = { ...bought, paidAt: daysAfter(3) };
    expect(qualify(invitedReferral, { ...clean, order: paidLater }).dueAt).toBe(daysAfter(33));
    const qualified = qualify(invitedReferral, clean);
    expect(qualified.dueAt).toBe(daysAfter(30));
    expect(settle(qualified, { ...closed, at: daysAfter(29) })).toBe(qualified);
  });

  it("earns nothing when the order came back before the window closed; later refunds change nothing", () => {
    const qualified = qualify(invitedReferral, clean);
    const cancelled = anOrder({ status: "cancelled", lines: [{ gross: 5_000 }] });
    const returned = anOrder({ lines: [{ gross: 5_000, refunded: 3_500 }] });
    for (const order of [cancelled, returned, null])
      expect(settle(qualified, { ...closed, order })).toMatchObject({
        state: "rejected",
        reason: "order-returned",
      });
    const rewarded = settle(qualified, closed);
    expect(settle(rewarded, { ...closed, order: cancelled })).toBe(rewarded);
  });

  it("keeps to the advocate's yearly maximum, and rewards nobody who has left", () => {
    const qualified = qualify(invitedReferral, clean);
    expect(settle(qualified, { ...closed, rewardedThisYear: 24 }).reason).toBe("yearly-limit");
    expect(settle(qualified, { ...closed, rewardedThisYear: 23 }).state).toBe("rewarded");
    const noLimit = { ...terms, maximumPerYear: 0 };
    expect(settle(qualified, { ...closed, terms: noLimit, rewardedThisYear: 900 }).state).toBe("rewarded");
    expect(settle(qualified, { ...closed, advocateIsMember: false }).reason).toBe("advocate-gone");
  });

  it("that was rejected is never rewarded without a person's decision", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rejectReasons),
        arbitraryOrder,
        someSignals,
        fc.boolean(),
        (reason, order, found, prior) => {
          const rejected: Referral = {
            ...invitedReferral,
            state: "rejected",
            reason,
            orderId: "1",
            dueAt: firstDay,
          };
          const again = qualify(rejected, { ...clean, order, signals: found, priorCustomer: prior });
          expect(settle(lapse(again), { ...closed, order })).toBe(rejected);
        },
      ),
    );
  });

  it("goes its way after a person approved it, and only then", () => {
    const waiting = qualify(invitedReferral, { ...clean, signals: ["same-phone", "same-payment"] });
    expect(waiting.review).toBe(true);
    const approved = decide(waiting, "approve", "staff:1");
    expect(approved.done && settle(approved.value, closed)).toMatchObject({
      state: "rewarded",
      decidedBy: "staff:1",
    });
    const refused = decide(waiting, "reject", "staff:1");
    expect(refused.done && refused.value).toMatchObject({
      state: "rejected",
      reason: "staff",
      review: false,
    });
    expect(refused.done && decide(refused.value, "approve", "staff:2").done).toBe(true);
    expect(approved.done && settle(approved.value, { ...closed, order: null }).reason).toBe("order-returned");
  });

  it("is decided once, and the return window is nobody's opinion", () => {
    const rewarded: Referral = { ...invitedReferral, state: "rewarded", orderId: "1" };
    for (const referral of [invitedReferral, rewarded, lapse(invitedReferral)]) {
      expect(decide(referral, "approve", "staff:1")).toMatchObject({ reason: "already-decided" });
      expect(decide(referral, "reject", "staff:1")).toMatchObject({ reason: "already-decided" });
    }
    const returned: Referral = { ...rewarded, state: "rejected", reason: "order-returned" };
    expect(decide(returned, "approve", "staff:1").done).toBe(false);
  });

  it("counts goods that stand: never more than was paid, nothing of what came back", () => {
    fc.assert(
      fc.property(arbitraryOrder, (order) => {
        expect(worthOf(order)).toBeGreaterThanOrEqual(0);
        if (order.status !== "paid") expect(stands(order, { minimumMinor: 0 })).toBe(false);
      }),
    );
    expect(
      worthOf(
        anOrder({
          lines: [
            { gross: 5_000, refunded: 1_200 },
            { kind: "gift-card", gross: 900 },
          ],
        }),
      ),
    ).toBe(3_800);
  });
});
