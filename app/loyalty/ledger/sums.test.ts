/** Laws of the sums, at every moment of any story of one member (`testing/ledger-story`). */
import { describe, expect, it } from "vitest";
import { felt, givenBack, total } from "../testing/account-facts";
import { always } from "../testing/arbitrary-stories";
import { activePoints, deficitOf, pendingPoints } from "./account";
import type { LedgerEntry } from "./entry";

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
