/** Laws of settling claims (law 5): used once or released once, and points come back only when the code is dead. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, orderId } from "./brand";
import { deficit, expireDue } from "./member-state";
import { withTier } from "./member-tier";
import { isOpen } from "./redemptions";
import { restorable } from "./settle-redemption";
import {
  anOrder,
  daysAfter,
  type LinePlan,
  maryam,
  type OrderPlan,
  someTerms,
  spendRule,
} from "./testing/cast";
import {
  type Desk,
  deadlinePasses,
  deliver,
  give,
  openDesk,
  reconcileAgain,
  redeem,
  stateOf,
  usedCodesDie,
} from "./testing/desk";
import { noBenefits } from "./tiers";

const code = "VAFA-1";
const terms = someTerms({ earningRules: [spendRule(5, 100)], tiers: { metric: "spend", levels: [] } });
const line = (change: Partial<LinePlan> = {}): LinePlan => ({
  gross: 20_00,
  discounts: [{ code, amount: 4_00 }],
  ...change,
});

let moment = 0;
const hear = (desk: Desk, plan: Partial<OrderPlan> = {}) => {
  moment += 1;
  const order = anOrder({ lines: [line()], ...plan });
  deliver(desk, [
    { order, revision: { updatedAt: instant(moment), triggeredAt: instant(moment), digest: "" } },
  ]);
};
const claimAt = (desk: Desk) => {
  const claim = desk.redemptions.get(code);
  if (!claim) throw new Error("no claim at this desk");
  return claim;
};
const deskWithClaim = () => {
  const desk = openDesk(terms);
  give(desk, 1_000);
  redeem(desk, { code, points: 400 });
  return desk;
};
const pointsAt = (desk: Desk) => {
  const { account, reserved, spent } = stateOf(desk);
  return { balance: account.balance, reserved, spent };
};

describe("a claim", () => {
  it("holds its points as soon as it is made", () => {
    expect(pointsAt(deskWithClaim())).toEqual({ balance: 600, reserved: 400, spent: 400 });
  });

  it("is used by the order that carries its code, and then holds nothing in reserve", () => {
    const desk = deskWithClaim();
    hear(desk);
    expect(claimAt(desk)).toMatchObject({ state: "used", usedBy: "6001", restored: 0 });
    expect(pointsAt(desk)).toEqual({ balance: 600 + 80, reserved: 0, spent: 400 });
  });

  it("is used once, however often the order is heard of", () => {
    const desk = deskWithClaim();
    for (const _ of [1, 2, 3]) hear(desk);
    expect(pointsAt(desk)).toEqual({ balance: 680, reserved: 0, spent: 400 });
  });

  it("used by an order that arrives after its release is spent again, whatever is left to spend", () => {
    const desk = deskWithClaim();
    deadlinePasses(desk);
    redeem(desk, { code: "VAFA-2", points: 900 });
    hear(desk);
    expect(claimAt(desk)).toMatchObject({ state: "used", usedBy: "6001" });
    expect(stateOf(desk).account.balance).toBe(1_000 - 900 - 400 + 80);
    expect(deficit(stateOf(desk))).toBe(220);
  });

  it("of one code is not used again by an order that merely shows the code", () => {
    const desk = deskWithClaim();
    hear(desk);
    const other = anOrder({ lines: [line()] });
    const shown = { ...other, orderId: stranger };
    deliver(desk, [
      { order: shown, revision: { updatedAt: instant(99), triggeredAt: instant(99), digest: "" } },
    ]);
    expect(claimAt(desk).usedBy).toBe("6001");
    expect(stateOf(desk).spent).toBe(400);
  });
});

const stranger = orderId("6009");

describe("points spent on an order that comes back", () => {
  it("wait until the code is dead", () => {
    const desk = deskWithClaim();
    hear(desk, { status: "cancelled" });
    expect(pointsAt(desk)).toEqual({ balance: 600, reserved: 0, spent: 400 });
    usedCodesDie(desk);
    expect(pointsAt(desk)).toEqual({ balance: 1_000, reserved: 0, spent: 0 });
  });

  it("return with each refund in proportion, and are taken again when a refund is taken back", () => {
    const desk = deskWithClaim();
    hear(desk);
    usedCodesDie(desk);
    const spentAfter = [4_00, 12_00, 16_00, 8_00, 0].map((refunded) => {
      hear(desk, { lines: [line({ refunded })] });
      return stateOf(desk).spent;
    });
    expect(spentAfter).toEqual([300, 100, 0, 200, 400]);
  });

  it("return in full when the code was edited off the order", () => {
    const desk = deskWithClaim();
    hear(desk);
    usedCodesDie(desk);
    hear(desk, { lines: [line({ discounts: [] })] });
    expect(pointsAt(desk)).toEqual({ balance: 1_000 + 100, reserved: 0, spent: 0 });
  });

  it("return once, however often the same state is looked at again", () => {
    const desk = deskWithClaim();
    hear(desk, { status: "cancelled" });
    usedCodesDie(desk);
    const { account } = stateOf(desk);
    reconcileAgain(desk, anOrder({ lines: [] }).orderId);
    expect(stateOf(desk).account).toBe(account);
  });

  it("can always come back in full, whatever came and went before", () => {
    const refunds = fc.array(fc.nat(16_00), { maxLength: 8 });
    fc.assert(
      fc.property(refunds, fc.boolean(), (amounts, released) => {
        const desk = deskWithClaim();
        if (released) deadlinePasses(desk);
        hear(desk);
        usedCodesDie(desk);
        for (const refunded of amounts) hear(desk, { lines: [line({ refunded })] });
        const { debitSeqs, restored, points } = claimAt(desk);
        const account = () => stateOf(desk).account;
        const left = debitSeqs.reduce((sum, seq) => sum + restorable(account(), seq), 0);
        expect(left).toBe(points - restored);
        hear(desk, { status: "cancelled" });
        expect(account().balance).toBe(1_000);
      }),
    );
  });
});

describe("reserved points", () => {
  it("are those of open claims, at every moment", () => {
    const happening = fc.array(fc.constantFrom("redeem", "order", "cancel", "die", "deadline"), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(happening, (steps) => {
        const desk = openDesk(terms);
        give(desk, 1_000);
        for (const step of steps) {
          if (step === "redeem" && !desk.redemptions.has(code)) redeem(desk, { code, points: 300 });
          if (step === "order") hear(desk);
          if (step === "cancel") hear(desk, { status: "cancelled" });
          if (step === "die") usedCodesDie(desk);
          if (step === "deadline") deadlinePasses(desk);
          const open = [...desk.redemptions.values()].filter(isOpen);
          expect(stateOf(desk).reserved).toBe(open.reduce((sum, one) => sum + one.points, 0));
        }
      }),
    );
  });
});

describe("a member's state", () => {
  it("counts what expired, and takes back the count when an order's expired points come back to be taken", () => {
    const desk = openDesk({ ...terms, expiry: { kind: "age", months: 1 } });
    hear(desk, { lines: [{ gross: 20_00 }] });
    desk.book.set(maryam, expireDue(stateOf(desk), daysAfter(60)));
    expect(stateOf(desk)).toMatchObject({ earned: 100, expired: 100, account: { balance: 0 } });
    const order = anOrder({ status: "cancelled", lines: [{ gross: 20_00 }] });
    moment += 1;
    const revision = { updatedAt: instant(moment), triggeredAt: instant(moment), digest: "" };
    deliver(desk, [{ order, revision }], daysAfter(61));
    expect(stateOf(desk)).toMatchObject({ earned: 0, expired: 0, account: { balance: 0 } });
  });

  it("has the tier that the terms in force give for what was gathered", () => {
    const level = (id: string, threshold: number) => ({
      id,
      name: { en: id },
      threshold,
      multiplierBp: 10_000,
      benefits: noBenefits,
    });
    const tiered = { ...terms, tiers: { ...terms.tiers, levels: [level("gold", 10_00)] } };
    const desk = openDesk(terms);
    hear(desk);
    const moment = { at: instant(Date.parse("2026-11-10")), timeZone: "UTC" };
    const promoted = withTier(stateOf(desk), tiered, moment);
    expect(stateOf(desk).standing.tierId).toBeNull();
    expect(promoted.standing.tierId).toBe("gold");
    expect(withTier(promoted, terms, moment).standing.tierId).toBeNull();
  });
});

describe("the example of the README", () => {
  it("adds up as it is told", () => {
    const desk = openDesk(terms);
    give(desk, 500);
    redeem(desk, { code, points: 500 });
    const paidWithPoints = (refunded: number) => line({ discounts: [{ code, amount: 5_00 }], refunded });
    hear(desk, { lines: [paidWithPoints(0)] });
    usedCodesDie(desk);
    hear(desk, { lines: [paidWithPoints(5_00)] });
    hear(desk, { status: "cancelled", lines: [paidWithPoints(5_00)] });
    expect(
      stateOf(desk).posted.map(({ kind, points, balanceAfter }) => [kind, points, balanceAfter]),
    ).toEqual([
      ["adjust", 500, 500],
      ["redeem", -500, 0],
      ["earn", 75, 75],
      ["restore", 166, 241],
      ["clawback", -25, 216],
      ["restore", 334, 550],
      ["clawback", -50, 500],
    ]);
  });
});
