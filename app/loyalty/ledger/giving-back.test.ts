/** Laws of giving and taking back: released redemptions, deficits, and points that expired before they were taken back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { felt, flat } from "../testing/account-facts";
import { always, arbitraryStory, manyStories } from "../testing/arbitrary-stories";
import { type Step, storeOrder, tell } from "../testing/ledger-story";
import { loadedBackwards } from "../testing/part-of-account";

describe("a redemption released", () => {
  it("leaves every lot as it was when nothing else happened meanwhile", () => {
    fc.assert(
      fc.property(arbitraryStory, fc.integer({ min: 1, max: 100 }), (steps, amount) => {
        const quiet = steps.filter((step) => step.do !== "release" && step.do !== "return");
        const story: Step[] = [...quiet, { do: "write-off" }];
        const before = tell(story);
        fc.pre(felt(before.account, before.now).active >= amount);
        const release: Step = { do: "release", which: before.redemptions.length };
        const after = tell([...story, { do: "redeem", points: amount }, release]);
        expect(flat(after.account).lots).toEqual(flat(before.account).lots);
        expect(after.account.balance).toBe(before.account.balance);
      }),
      manyStories,
    );
  });

  it("in part gives back the points that live longest first", () => {
    const world = tell([
      { do: "give", points: 100, valid: 10 },
      { do: "give", points: 100, valid: 50 },
      { do: "redeem", points: 150 },
      { do: "return", which: 0, points: 60 },
    ]);
    expect([...world.account.lots.values()].map((lot) => lot.remaining)).toEqual([10, 100]);
  });

  it("after its lot's date gives the points back and writes them off in one breath", () => {
    const world = tell([
      { do: "give", points: 100, valid: 10 },
      { do: "redeem", points: 100 },
      { do: "wait", days: 11 },
      { do: "release", which: 0 },
    ]);
    expect(world.entries.map((entry) => [entry.kind, entry.points])).toEqual([
      ["adjust", 100],
      ["redeem", -100],
      ["restore", 100],
      ["expire", -100],
    ]);
  });
});

describe("a refund", () => {
  it("takes the order's own points first, also those that are not spendable yet", () => {
    always(({ step, posted, before, world }) => {
      const clawback = posted.find((entry) => entry.kind === "clawback");
      if (step.do !== "refund" || !clawback) return;
      const isOwn = (lotSeq: number) => world.account.lots.get(lotSeq)?.orderId === storeOrder(step.order);
      const taken = [...world.account.allocations.values()].filter((one) => one.debitSeq === clawback.seq);
      const tookOthers = taken.some((one) => !isOwn(one.lotSeq));
      const ownLeft = [...world.account.lots.values()].filter((lot) => isOwn(lot.seq) && lot.remaining > 0);
      if (tookOthers || world.account.debts.has(clawback.seq)) expect(ownLeft).toEqual([]);
      expect(felt(before, world.now).deficit).toBeLessThanOrEqual(felt(world.account, world.now).deficit);
    });
  });

  it("leaves the points of other orders alone while its own order's suffice", () => {
    const world = tell([
      { do: "earn", order: 0, points: 100, pending: 0, valid: 10 },
      { do: "earn", order: 1, points: 100, pending: 14, valid: 60 },
      { do: "refund", order: 1, points: 70 },
    ]);
    expect([...world.account.lots.values()].map((lot) => lot.remaining)).toEqual([100, 30]);
  });

  it("of more than its own order has left takes what can be spent before what is still pending", () => {
    const world = tell([
      { do: "earn", order: 0, points: 100, pending: 0, valid: null },
      { do: "redeem", points: 100 },
      { do: "earn", order: 1, points: 100, pending: 14, valid: 20 },
      { do: "earn", order: 2, points: 100, pending: 0, valid: 60 },
      { do: "refund", order: 0, points: 100 },
    ]);
    expect([...world.account.lots.values()].map((lot) => lot.remaining)).toEqual([0, 100, 0]);
  });
});

describe("a deficit", () => {
  it("is absorbed by the next credit, as far as that credit goes", () => {
    always(({ step, before, world }) => {
      if (step.do !== "earn" && step.do !== "give") return;
      if (step.valid !== null && step.valid <= 0) return;
      const owed = felt(before, world.now).deficit;
      expect(felt(world.account, world.now).deficit).toBe(Math.max(0, owed - step.points));
    });
  });

  it("made by several debits is paid off oldest first, in whatever order it was loaded", () => {
    const story: Step[] = [
      { do: "use-late", points: 30 },
      { do: "use-late", points: 30 },
      { do: "give", points: 40, valid: null },
    ];
    for (const opening of [undefined, loadedBackwards]) {
      const { account } = tell(story, undefined, opening);
      expect([...account.debts.values()]).toMatchObject([{ debitSeq: 2, owed: 20 }]);
    }
  });

  it("is absorbed by points that come back to a living lot, too", () => {
    const world = tell([
      { do: "earn", order: 0, points: 100, pending: 0, valid: null },
      { do: "redeem", points: 60 },
      { do: "refund", order: 0, points: 100 },
      { do: "release", which: 0 },
    ]);
    expect(felt(world.account, world.now)).toEqual({ active: 0, pending: 0, deficit: 0 });
    expect(world.account.balance).toBe(0);
  });
});

describe("points that expired", () => {
  it("are not taken a second time when their order is returned, in parts or at once, at whatever time", () => {
    const parts = fc.array(fc.record({ points: fc.integer({ min: 1, max: 120 }), days: fc.nat(20) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), parts, (earned, spend, refunds) => {
        const spent = Math.min(earned, spend);
        const world = tell([
          { do: "earn", order: 0, points: earned, pending: 0, valid: 20 },
          ...(spent > 0 ? [{ do: "redeem", points: spent } as const] : []),
          ...refunds.flatMap(({ points, days }): Step[] => [
            { do: "wait", days },
            { do: "refund", order: 0, points },
          ]),
          { do: "wait", days: 30 },
          { do: "refund", order: 0, points: earned },
        ]);
        expect(world.account.balance).toBe(0 - spent);
      }),
      manyStories,
    );
  });

  it("are not taken a second time when staff undo the credit they came from", () => {
    const world = tell([
      { do: "give", points: 100, valid: 10 },
      { do: "redeem", points: 30 },
      { do: "wait", days: 20 },
      { do: "write-off" },
      { do: "undo", which: 0 },
    ]);
    expect(world.account.balance).toBe(-30);
  });
});
