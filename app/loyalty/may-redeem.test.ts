/** Laws of gates and limits: a reward is open to exactly those it is meant for, while there is some left, and every refusal says why. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "./brand";
import { limitPeriods } from "./earning-rules/action";
import { isOpenTo, mayRedeem, type RedeemFacts, roomInOrder } from "./may-redeem";
import { points } from "./points";
import { type Gates, gatesSchema, noGates } from "./reward-gates";
import { type Reward, rewardSchema } from "./rewards";
import { dayMs, daysAfter, firstDay } from "./testing/cast";

const price = { mode: "fixed", points: 500, valueMinor: 5_00 } as const;
const slider = {
  mode: "slider",
  stepPoints: 100,
  stepValueMinor: 1_00,
  minPoints: 100,
  maxPoints: 0,
} as const;
const rewardWith = (change: object = {}): Reward =>
  rewardSchema.parse({
    id: "off",
    kind: "amount-off",
    active: true,
    name: { en: "Off" },
    price,
    minimumSubtotalMinor: 0,
    combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
    ...change,
  });
const factsWith = (change: Partial<RedeemFacts> = {}): RedeemFacts => ({
  at: firstDay,
  timeZone: "Europe/London",
  visitor: { memberId: 7, tierId: "silver", segmentIds: ["regulars"] },
  active: points(1_000),
  taken: 0,
  earlier: [],
  openPoints: 0,
  redemption: { minimumPoints: 0, maximumPointsPerOrder: 0 },
  ...change,
});
const gated = (gates: Partial<Gates>) => rewardWith({ gates: { ...noGates, ...gates } });
const reasonOf = (reward: Reward, change: Partial<RedeemFacts> = {}, wanted?: number) => {
  const outcome = mayRedeem(reward, factsWith(change), wanted);
  return outcome.done ? null : outcome.reason;
};

describe("gates", () => {
  it("let through whom they name, by tier, by segment and by member", () => {
    expect(reasonOf(gated({ tierIds: ["silver", "gold"] }))).toBeNull();
    expect(reasonOf(gated({ tierIds: ["gold"] }))).toBe("reward-not-for-member");
    expect(reasonOf(gated({ segmentIds: ["regulars"] }))).toBeNull();
    expect(reasonOf(gated({ segmentIds: ["sleepers"] }))).toBe("reward-not-for-member");
    expect(reasonOf(gated({ memberIds: [7] }))).toBeNull();
    expect(reasonOf(gated({ memberIds: [8] }))).toBe("reward-not-for-member");
    expect(reasonOf(gated({ tierIds: ["silver"], memberIds: [8] }))).toBe("reward-not-for-member");
  });

  it("open with their first moment and close with their last", () => {
    const window = gated({ from: daysAfter(1), until: daysAfter(2) });
    expect(reasonOf(window, { at: daysAfter(0) })).toBe("reward-not-yet");
    expect(reasonOf(window, { at: daysAfter(1) })).toBeNull();
    expect(reasonOf(window, { at: instant(daysAfter(2) - 1) })).toBeNull();
    expect(reasonOf(window, { at: daysAfter(2) })).toBe("reward-over");
  });

  it("that end before they begin are no gates", () => {
    const faults = gatesSchema.safeParse({ from: 2, until: 2 }).error?.issues.map((issue) => issue.message);
    expect(faults).toEqual(["ends-before-it-begins"]);
  });

  it("say the same of an offer before and after it is pressed", () => {
    const gates = fc.record({
      tierIds: fc.subarray(["silver", "gold"]),
      segmentIds: fc.subarray(["regulars", "sleepers"]),
      memberIds: fc.subarray([7, 8]),
      from: fc.constantFrom(null, firstDay - dayMs, firstDay + dayMs),
      until: fc.constant(null),
    });
    const stock = fc.constantFrom(null, 0, 3);
    fc.assert(
      fc.property(gates, stock, fc.nat(5), (given, left, taken) => {
        const reward = rewardWith({ gates: given, stock: left });
        const facts = factsWith({ taken });
        const open = isOpenTo(reward, facts);
        const pressed = mayRedeem(reward, facts);
        expect(pressed.done).toBe(open.done);
        if (!open.done) expect(pressed).toEqual(open);
      }),
    );
  });
});

describe("stock and limits", () => {
  it("the last one can be had, and none after it", () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (stock, taken) => {
        expect(reasonOf(rewardWith({ stock }), { taken }) === null).toBe(taken < stock);
      }),
    );
  });

  it("a member's limit counts what was taken in the present calendar period of the shop, and nothing else", () => {
    const monthly = rewardWith({ perMember: { times: 1, per: "month" } });
    // 2026-01-31T23:30 in London is February in Tehran.
    const late = instant(Date.UTC(2026, 0, 31, 23, 30));
    const earlier = [firstDay];
    expect(reasonOf(monthly, { at: late, earlier })).toBe("reward-limit");
    expect(reasonOf(monthly, { at: late, earlier, timeZone: "Asia/Tehran" })).toBeNull();
  });

  it("however many were taken before, no period ever holds more than its limit", () => {
    const moments = fc.array(
      fc.nat(400).map((day) => daysAfter(day)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...limitPeriods),
        fc.integer({ min: 1, max: 4 }),
        moments,
        (per, times, asked) => {
          const reward = rewardWith({ perMember: { times, per } });
          const taken: ReturnType<typeof daysAfter>[] = [];
          for (const at of [...asked].sort((a, b) => a - b)) {
            if (mayRedeem(reward, factsWith({ at, earlier: taken })).done) taken.push(at);
          }
          if (per === "lifetime") expect(taken.length).toBeLessThanOrEqual(times);
          const days = new Map<string, number>();
          for (const at of taken) {
            const date = new Date(at).toISOString();
            const key =
              per === "year" ? date.slice(0, 4) : per === "month" ? date.slice(0, 7) : date.slice(0, 10);
            days.set(key, (days.get(key) ?? 0) + 1);
          }
          for (const count of days.values()) expect(count).toBeLessThanOrEqual(times);
        },
      ),
    );
  });

  it("open redemptions and the new one never exceed the most an order may use", () => {
    const dear = rewardWith({ price: slider });
    fc.assert(
      fc.property(
        fc.nat(2_000),
        fc.nat(2_000),
        fc.integer({ min: 1, max: 20 }),
        (maximum, openPoints, steps) => {
          const redemption = { minimumPoints: 0, maximumPointsPerOrder: maximum };
          const facts = factsWith({ openPoints, redemption });
          const outcome = mayRedeem(dear, facts, steps * 100);
          if (maximum === 0) expect(outcome.done).toBe(true);
          else expect(outcome.done).toBe(openPoints + steps * 100 <= maximum);
          if (!outcome.done) expect(outcome.reason).toBe("order-limit");
        },
      ),
    );
  });

  it("the most an order may use is no matter of what is given outside of any order", () => {
    const redemption = { minimumPoints: 0, maximumPointsPerOrder: 100 };
    const gift = rewardWith({ kind: "store-credit" });
    expect(reasonOf(gift, { redemption })).toBeNull();
    expect(roomInOrder(gift, factsWith({ redemption }))).toBeNull();
    expect(reasonOf(rewardWith(), { redemption })).toBe("order-limit");
  });
});

describe("the minimum to redeem", () => {
  const redemption = { minimumPoints: 800, maximumPointsPerOrder: 0 };

  it("is asked of the balance, not of the price", () => {
    expect(reasonOf(rewardWith(), { redemption, active: points(799) })).toBe("below-minimum-to-redeem");
    expect(reasonOf(rewardWith(), { redemption, active: points(800) })).toBeNull();
  });

  it("is not asked for an offer that costs no points", () => {
    const offer = rewardWith({ price: { ...price, points: 0 }, gates: { ...noGates, memberIds: [7] } });
    expect(reasonOf(offer, { redemption, active: points(0) })).toBeNull();
  });
});

describe("a reward's terms", () => {
  const faults = (change: object) =>
    rewardSchema
      .safeParse({ ...rewardWith(), ...change })
      .error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);

  it("cost no points only where they are for chosen members", () => {
    const free = { price: { ...price, points: 0 } };
    expect(faults(free)).toEqual(["price.points: too-small"]);
    expect(faults({ ...free, gates: { memberIds: [7] } })).toBeUndefined();
    expect(faults({ ...free, gates: { segmentIds: ["regulars"] } })).toBeUndefined();
    expect(faults({ ...free, gates: { tierIds: ["gold"] } })).toEqual(["price.points: too-small"]);
  });

  it("say a worth in money where money is given, and a slider only there", () => {
    expect(faults({ price: { ...price, valueMinor: 0 } })).toEqual(["price.valueMinor: too-small"]);
    expect(faults({ kind: "free-shipping", maximumShippingMinor: 0, price: slider })).toEqual([
      "price.mode: invalid",
    ]);
    expect(faults({ kind: "gift-card", price: slider })).toBeUndefined();
    expect(
      faults({ kind: "percentage-off", percentBp: 1_000, price: { ...price, valueMinor: 0 } }),
    ).toBeUndefined();
  });
});
