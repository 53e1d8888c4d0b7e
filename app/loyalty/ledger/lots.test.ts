/** Laws of lots: which is spent first, when one is gone, and that nobody loses or wins by the hour at which a job runs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { felt } from "../testing/account-facts";
import { always, arbitraryStory, manyStories } from "../testing/arbitrary-stories";
import { maryam } from "../testing/cast";
import { doomsday, type Scene, type Step, tell } from "../testing/ledger-story";
import { allocationKey, byExpiry, isSpendable } from "./account";
import type { LedgerEntry, Lot } from "./entry";
import { expireLots } from "./post";

/** Lots that an entry's debit took from, as they were when it did. */
function takenBy(scene: Scene, entry: LedgerEntry): Lot[] {
  return [...scene.world.account.lots.values()].filter((lot) =>
    scene.world.account.allocations.has(allocationKey(entry.seq, lot.seq)),
  );
}

describe("lots", () => {
  it("are spent earliest-expiring first: nothing that expires sooner is left behind", () => {
    always((scene) => {
      const redeemed = scene.posted.find((entry) => entry.kind === "redeem");
      if (scene.step.do !== "redeem" || !redeemed) return;
      const left = [...scene.world.account.lots.values()].filter((lot) =>
        isSpendable(lot, scene.world.now, scene.world.account),
      );
      for (const taken of takenBy(scene, redeemed)) {
        for (const other of left) expect(byExpiry(scene.world.account)(taken, other)).toBeLessThanOrEqual(0);
      }
    });
  });

  it("of one date are spent oldest first, and those without a date last", () => {
    const world = tell([
      { do: "give", points: 10, valid: null },
      { do: "give", points: 10, valid: 30 },
      { do: "give", points: 10, valid: 30 },
      { do: "redeem", points: 15 },
    ]);
    expect([...world.account.lots.values()].map((lot) => lot.remaining)).toEqual([10, 0, 5]);
  });

  it("past their date or not yet mature are never spent on a redemption, whether the job has run or not", () => {
    always((scene) => {
      const redeemed = scene.posted.find((entry) => entry.kind === "redeem");
      if (scene.step.do !== "redeem" || !redeemed) return;
      for (const lot of takenBy(scene, redeemed)) {
        expect(lot.expiresAt === null || lot.expiresAt > redeemed.at).toBe(true);
        expect(lot.maturesAt === null || lot.maturesAt <= redeemed.at).toBe(true);
      }
    });
  });

  it("past their date pay for nothing but their own order's refund or their own undoing", () => {
    always((scene) => {
      for (const [key, now] of scene.world.account.allocations) {
        const took = now.points - (scene.before.allocations.get(key)?.points ?? 0);
        const lot = scene.world.account.lots.get(now.lotSeq);
        if (took === 0 || now.debitKind === "expire" || !lot || lot.expiresAt === null) continue;
        if (lot.expiresAt > scene.world.now) continue;
        const revived = scene.posted.some(
          ({ cause }) => "of" in cause && scene.world.entries[cause.of - 1]?.kind === "expire",
        );
        expect(revived).toBe(true);
      }
    });
  });

  it("are written off for exactly what is left of them, and then hold nothing", () => {
    always((scene) => {
      for (const { cause, points: moved } of scene.posted) {
        if (cause.why !== "lot-expired") continue;
        expect(scene.world.account.lots.get(cause.lotSeq)?.remaining).toBe(0);
        expect(moved).toBeLessThan(0);
      }
      if (scene.step.do !== "write-off") return;
      const { lots } = scene.world.account;
      for (const lot of lots.values()) {
        if (lot.expiresAt !== null && lot.expiresAt <= scene.world.now) expect(lot.remaining).toBe(0);
      }
    });
  });
});

describe("the nightly job", () => {
  const told = (steps: readonly Step[]) => {
    const world = tell(steps);
    const last = expireLots(world.account, maryam, doomsday(world));
    const remaining = [...last.account.lots.values()].map((lot) => lot.remaining);
    return {
      decisions: world.decisions,
      felt: felt(world.account, world.now),
      balanceAtTheEnd: last.account.balance,
      remaining,
    };
  };

  it("may run at any time, often or never: every decision, every spendable point and the last balance are the same", () => {
    fc.assert(
      fc.property(arbitraryStory, (steps) => {
        const never = steps.filter((step) => step.do !== "write-off");
        const always = never.flatMap((step): Step[] => [step, { do: "write-off" }]);
        expect(told(steps)).toEqual(told(never));
        expect(told(always)).toEqual(told(never));
      }),
      manyStories,
    );
  });

  it("run again at once finds nothing to do", () => {
    fc.assert(
      fc.property(arbitraryStory, (steps) => {
        const world = tell([...steps, { do: "write-off" }]);
        expect(expireLots(world.account, maryam, world.now).entries).toEqual([]);
      }),
    );
  });
});
