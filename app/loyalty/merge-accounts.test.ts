/** Laws of merging: no point is made or lost, and a refund afterwards takes exactly what it would have taken without the merge. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, instant, type MemberId, memberId, type OrderId, orderId } from "./brand";
import { deficitOf } from "./ledger/account";
import type { LedgerEntry } from "./ledger/entry";
import { replay } from "./ledger/replay";
import { expireDue, forfeit, type MemberState, mustPost } from "./member-state";
import { mergeAccounts } from "./merge-accounts";
import { points } from "./points";
import { felt, flat } from "./testing/account-facts";
import { arbitraryStory } from "./testing/arbitrary-stories";
import { daysAfter, firstDay } from "./testing/cast";
import { newMember } from "./testing/desk";
import { type Step, storeOrder, tell, type World } from "./testing/ledger-story";

const runs = { numRuns: 300 };

/** The other member's orders have other numbers: no two members share one. */
const elsewhere = (steps: readonly Step[]): Step[] =>
  steps.map((step) => ("order" in step ? { ...step, order: step.order + 10 } : step));

const stories = fc.record({
  kept: arbitraryStory,
  merged: arbitraryStory.map(elsewhere),
  left: fc.boolean(),
});
type Told = typeof stories extends fc.Arbitrary<infer T> ? T : never;

const memberOf = (id: MemberId, world: World): MemberState => ({ ...newMember(id), account: world.account });

interface Merge {
  readonly at: Instant;
  readonly before: { readonly kept: MemberState; readonly merged: MemberState };
  readonly after: { readonly kept: MemberState; readonly merged: MemberState };
  readonly ledgers: { readonly kept: readonly LedgerEntry[]; readonly merged: readonly LedgerEntry[] };
  readonly orders: ReadonlyMap<number, number>;
}

/** Both stories told, the members merged; sometimes the one who is merged away had left the program before. */
function mergeAfter(told: Told): Merge {
  const [one, other] = [tell(told.kept), tell(told.merged)];
  const at = instant(Math.max(one.now, other.now));
  const due = {
    kept: expireDue(memberOf(memberId(7), one), at),
    merged: expireDue(memberOf(memberId(8), other), at),
  };
  const gone = told.left ? { ...forfeit(due.merged, at), status: "left" as const } : due.merged;
  const before = { kept: due.kept, merged: gone };
  const after = mergeAccounts(before, at);
  const ledgers = {
    kept: [...one.entries, ...after.kept.posted],
    merged: [...other.entries, ...after.merged.posted],
  };
  return { at, before, after, ledgers, orders: other.orders };
}

function refund(state: MemberState, order: OrderId, amount: number, at: Instant): MemberState {
  const cause = { why: "order-changed", orderId: order, orderName: "#1" } as const;
  return mustPost(state, { kind: "clawback", points: points(-amount), source: "refund", at, cause });
}

/** A lot that some order earned; the later in a list, the younger. */
interface Earned {
  readonly amount: number;
  readonly waits?: number;
  readonly dies: number;
}

/** What is left, by the day it dies, after a member with these lots was merged into one who owes nine points. */
function leftAfterPaying(lots: readonly Earned[]): ReadonlyMap<number, number> {
  const owing = refund(newMember(memberId(7)), orderId("1"), 9, firstDay);
  const merged = lots.reduce(
    (state, { amount, waits, dies }) => {
      const order = orderId(`${dies}`);
      return mustPost(state, {
        kind: "earn",
        points: points(amount),
        source: `order:${dies}`,
        at: firstDay,
        cause: { why: "order-awarded", orderId: order, orderName: `#${dies}` },
        lot: {
          maturesAt: waits ? daysAfter(waits) : null,
          expiresAt: daysAfter(dies),
          idleDays: null,
          orderId: order,
        },
      });
    },
    newMember(memberId(8)),
  );
  const { kept } = mergeAccounts({ kept: owing, merged }, daysAfter(1));
  return new Map(
    [...kept.account.lots.values()].map(({ orderId, remaining }) => [Number(orderId), remaining]),
  );
}

describe("what the kept member owes", () => {
  it("is paid by the points that die soonest, however old they are", () => {
    const left = new Map([
      [30, 2],
      [400, 12],
    ]);
    const [soon, late] = [
      { amount: 11, dies: 30 },
      { amount: 12, dies: 400 },
    ];
    expect(leftAfterPaying([soon, late])).toEqual(left);
    expect(leftAfterPaying([late, soon])).toEqual(left);
  });

  it("is paid by points that wait only where those that do not wait are too few", () => {
    const left = new Map([
      [30, 7],
      [400, 0],
    ]);
    const [waiting, ripe] = [
      { amount: 11, waits: 14, dies: 30 },
      { amount: 5, dies: 400 },
    ];
    expect(leftAfterPaying([waiting, ripe])).toEqual(left);
    expect(leftAfterPaying([ripe, waiting])).toEqual(left);
  });
});

describe("merging two accounts", () => {
  it("keeps the sum of what both had, and leaves the merged one with nothing and owing nothing", () => {
    fc.assert(
      fc.property(stories, (told) => {
        const { at, before, after } = mergeAfter(told);
        const net = (state: MemberState) => {
          const { active, pending, deficit } = felt(state.account, at);
          return active + pending - deficit;
        };
        expect(net(after.kept)).toBe(net(before.kept) + net(before.merged));
        expect(after.kept.account.balance).toBe(before.kept.account.balance + before.merged.account.balance);
        expect(after.merged.account.balance).toBe(0);
        expect(deficitOf(after.merged.account)).toBe(0);
        expect(after.kept.expired + after.merged.expired).toBe(before.kept.expired + before.merged.expired);
      }),
      runs,
    );
  });

  it("leads where a replay of both ledgers leads", () => {
    fc.assert(
      fc.property(stories, (told) => {
        const { after, ledgers } = mergeAfter(told);
        expect(flat(replay(ledgers.kept))).toEqual(flat(after.kept.account));
        expect(flat(replay(ledgers.merged))).toEqual(flat(after.merged.account));
      }),
      runs,
    );
  });

  it("is done once: again it moves nothing", () => {
    fc.assert(
      fc.property(stories, (told) => {
        const { at, after } = mergeAfter(told);
        const again = mergeAccounts(after, at);
        expect(flat(again.kept.account)).toEqual(flat(after.kept.account));
        expect(flat(again.merged.account)).toEqual(flat(after.merged.account));
      }),
      runs,
    );
  });

  it("changes nothing about a later refund: points that had expired are not taken twice", () => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 1, max: 400 }), (told, most) => {
        const { at, before, after, orders } = mergeAfter(told);
        for (const [order, posted] of orders) {
          const amount = Math.min(posted, most);
          if (amount === 0) continue;
          const change = (state: MemberState) =>
            refund(state, storeOrder(order), amount, at).account.balance - state.account.balance;
          const owed = deficitOf(before.kept.account) + deficitOf(before.merged.account);
          // Points that have paid what somebody owed are spent: then what had expired comes back for them.
          if (owed === 0) expect(change(after.kept)).toBe(change(before.merged));
          else expect(change(after.kept)).toBeGreaterThanOrEqual(change(before.merged));
        }
      }),
      runs,
    );
  });
});
