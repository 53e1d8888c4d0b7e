/** Laws of the ledger, for any story of one member: see `testing/ledger-story`. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { felt, flat, givenBack, total } from "../testing/account-facts";
import { maryam } from "../testing/cast";
import { arbitraryStory, doomsday, type Opening, type Scene, type Step, tell } from "../testing/ledger-story";
import { loadedBackwards, partFor } from "../testing/part-of-account";
import { activePoints, allocationKey, byExpiry, deficitOf, isSpendable, pendingPoints } from "./account";
import type { LedgerEntry, Lot } from "./entry";
import { expireLots } from "./post";
import { replay } from "./replay";

const many = { numRuns: 400 };
const always = (law: (scene: Scene) => void) =>
  fc.assert(
    fc.property(arbitraryStory, (steps) => {
      tell(steps, law);
    }),
    many,
  );

describe("at every moment of any story", () => {
  it("the balance is the sum of the entries, and each entry says the balance after it", () => {
    always(({ world }) => {
      expect(world.account.balance).toBe(total(world.entries, (entry) => entry.points));
      expect(world.entries.at(-1)?.balanceAfter ?? 0).toBe(world.account.balance);
    });
  });

  it("what remains in lots less the deficit is the balance", () => {
    always(({ world: { account } }) => {
      const remaining = total(account.lots.values(), (lot) => lot.remaining);
      expect(remaining - deficitOf(account)).toBe(account.balance);
    });
  });

  it("no lot is below zero or above what it opened with", () => {
    always(({ world: { account } }) => {
      for (const lot of account.lots.values()) {
        expect(lot.remaining).toBeGreaterThanOrEqual(0);
        expect(lot.remaining).toBeLessThanOrEqual(lot.points);
      }
    });
  });

  it("what a lot lacks is what debits took of it and have not given back", () => {
    always(({ world: { account } }) => {
      for (const lot of account.lots.values()) {
        const own = [...account.allocations.values()].filter((one) => one.lotSeq === lot.seq);
        expect(lot.points - lot.remaining).toBe(total(own, (one) => one.points - one.returned));
      }
    });
  });

  it("each debit is accounted for: what it holds of lots, what it owes, what was given back", () => {
    always(({ world: { account, entries } }) => {
      for (const entry of entries.filter((one) => one.points < 0)) {
        const own = [...account.allocations.values()].filter((one) => one.debitSeq === entry.seq);
        const holds = total(own, (one) => one.points - one.returned);
        const owes = account.debts.get(entry.seq)?.owed ?? 0;
        expect(holds + owes).toBe(-entry.points - givenBack(entries, entry.seq));
      }
    });
  });

  it("entries are numbered from 1 without a gap, and none moves nothing", () => {
    always(({ world }) => {
      expect(world.entries.map((entry) => entry.seq)).toEqual(world.entries.map((_, index) => index + 1));
      expect(world.entries.every((entry) => entry.points !== 0)).toBe(true);
    });
  });

  it("no two entries have the same source", () => {
    always(({ world }) => {
      const sources = world.entries.map((entry) => entry.source);
      expect(new Set(sources).size).toBe(sources.length);
    });
  });

  it("spendable and pending points are counted from lots alone, and never below zero", () => {
    always(({ world: { account, now } }) => {
      const { active, pending, deficit } = felt(account, now);
      expect(activePoints(account, now)).toBe(active);
      expect(pendingPoints(account, now)).toBe(pending);
      expect(deficitOf(account)).toBe(deficit);
      expect(Math.min(active, pending, deficit)).toBeGreaterThanOrEqual(0);
    });
  });

  it("nobody who owes points has any: a deficit stands only where every living lot is empty", () => {
    always(({ world: { account, now } }) => {
      const { active, pending, deficit } = felt(account, now);
      if (deficit > 0) expect(active + pending).toBe(0);
    });
  });

  it("a redemption and a staff's debit are declined exactly when spendable points do not cover them", () => {
    always(({ step, before, world, declined }) => {
      if (step.do !== "redeem" && step.do !== "take") return;
      expect(declined).toBe(felt(before, world.now).active < step.points);
    });
  });

  it("a refusal changes nothing", () => {
    always(({ before, world, posted, declined }) => {
      if (!declined) return;
      expect(world.account).toBe(before);
      expect(posted).toEqual([]);
    });
  });

  it("an earlier entry never changes", () => {
    const seen: LedgerEntry[] = [];
    always(({ world, posted }) => {
      seen.splice(world.entries.length - posted.length);
      for (const [index, entry] of seen.entries()) expect(world.entries[index]).toBe(entry);
      seen.push(...posted);
    });
  });
});

describe("a replay", () => {
  it("from the first entry on gives the same account, lot by lot and allocation by allocation", () => {
    fc.assert(
      fc.property(arbitraryStory, (steps) => {
        const world = tell(steps);
        expect(flat(replay(world.entries))).toEqual(flat(world.account));
      }),
      many,
    );
  });

  it("refuses entries with a gap, entries that move nothing, and restores of more than was taken", () => {
    const { entries } = tell([
      { do: "give", points: 50, valid: null },
      { do: "redeem", points: 20 },
      { do: "release", which: 0 },
    ]);
    const [given, redeemed, released] = entries as [LedgerEntry, LedgerEntry, LedgerEntry];
    expect(() => replay([given, released])).toThrow("does not follow");
    expect(() => replay([{ ...given, points: redeemed.balanceAfter, seq: 2 }])).toThrow("does not follow");
    expect(() => replay([given, redeemed, released, { ...released, seq: 4 }])).toThrow(
      "more than debit 2 took",
    );
  });
});

describe("an account", () => {
  const same = (opening: Opening) =>
    fc.assert(
      fc.property(arbitraryStory, (steps) => {
        const whole = tell(steps);
        const other = tell(steps, undefined, opening);
        expect(other.entries).toEqual(whole.entries);
        expect(flat(other.account)).toEqual(flat(whole.account));
      }),
      many,
    );

  it("loaded only as far as a posting can touch it is posted to as if it were whole", () => {
    same(partFor);
  });

  it("is posted to in the same way in whatever order its lots, allocations and debts were loaded", () => {
    same(loadedBackwards);
  });
});

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
      const left = [...scene.world.account.lots.values()].filter((lot) => isSpendable(lot, scene.world.now));
      for (const taken of takenBy(scene, redeemed)) {
        for (const other of left) expect(byExpiry(taken, other)).toBeLessThanOrEqual(0);
      }
    });
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
          ({ cause }) => "of" in cause && cause.why.startsWith("expired-points"),
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
      many,
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
      many,
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

describe("a deficit", () => {
  it("is absorbed by the next credit, as far as that credit goes", () => {
    always(({ step, before, world }) => {
      if (step.do !== "earn" && step.do !== "give") return;
      if (step.valid !== null && step.valid <= 0) return;
      const owed = felt(before, world.now).deficit;
      expect(felt(world.account, world.now).deficit).toBe(Math.max(0, owed - step.points));
    });
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
      many,
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
