/** Laws of replay and of loading: the entries alone decide what an account is, however it was loaded. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flat } from "../testing/account-facts";
import { arbitraryStory, manyStories } from "../testing/arbitrary-stories";
import { type Opening, tell } from "../testing/ledger-story";
import { loadedBackwards, partFor } from "../testing/part-of-account";
import type { LedgerEntry } from "./entry";
import { replay } from "./replay";

describe("a replay", () => {
  it("from the first entry on gives the same account, lot by lot and allocation by allocation", () => {
    fc.assert(
      fc.property(arbitraryStory, (steps) => {
        const world = tell(steps);
        expect(flat(replay(world.entries))).toEqual(flat(world.account));
      }),
      manyStories,
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
      manyStories,
    );

  it("loaded only as far as a posting can touch it is posted to as if it were whole", () => {
    same(partFor);
  });

  it("is posted to in the same way in whatever order its lots, allocations and debts were loaded", () => {
    same(loadedBackwards);
  });
});
