/** Laws of reconciliation (laws 1, 2 and 5): the newest state of an order decides, however, whenever and however often it is heard of. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, memberId, orderId } from "./brand";
import { replay } from "./ledger/replay";
import type { MemberState } from "./member-state";
import { flat, total } from "./testing/account-facts";
import { arbitraryDelivery, codeOf, orders } from "./testing/arbitrary-deliveries";
import { daysAfter, firstDay, maryam, someTerms, spendRule } from "./testing/cast";
import {
  type Desk,
  deadlinePasses,
  deliver,
  give,
  openDesk,
  pounds,
  type Received,
  redeem,
  settled,
  stateAt,
  stateOf,
  usedCodesDie,
} from "./testing/desk";

const many = { numRuns: 300 };
const plainTerms = someTerms({ earningRules: [spendRule(5, 100)], tiers: { metric: "spend", levels: [] } });
const omid = memberId(502);

/** A desk at which Maryam has 10,000 points and holds claims, whose codes the orders may carry. */
function deskWithClaims(): Desk {
  const desk = openDesk(plainTerms, [maryam, omid]);
  give(desk, 10_000);
  for (const order of orders) redeem(desk, { code: codeOf(order), points: 400 + order });
  return desk;
}

describe("the final ledger", () => {
  it("does not depend on order, repetition or batching of deliveries", () => {
    fc.assert(
      fc.property(arbitraryDelivery(fc.constantFrom("501", "502", null)), ({ states, deliveries }) => {
        const inOrder = deskWithClaims();
        for (const state of states) deliver(inOrder, [state]);
        const otherwise = deskWithClaims();
        for (const batch of deliveries) deliver(otherwise, batch);
        const atOnce = deskWithClaims();
        deliver(atOnce, states);
        const expected = settled(inOrder);
        expect(settled(otherwise)).toEqual(expected);
        expect(settled(atOnce)).toEqual(expected);
      }),
      many,
    );
  });

  it("does not depend on when codes die or deadlines pass between the deliveries", () => {
    const meanwhile = fc.array(fc.constantFrom("nothing", "codes-die", "deadlines-pass"));
    fc.assert(
      fc.property(arbitraryDelivery(), meanwhile, ({ states, deliveries }, happening) => {
        const late = deskWithClaims();
        for (const state of states) deliver(late, [state]);
        const early = deskWithClaims();
        for (const [index, batch] of deliveries.entries()) {
          deliver(early, batch);
          if (happening[index] === "codes-die") usedCodesDie(early);
          if (happening[index] === "deadlines-pass") deadlinePasses(early);
        }
        expect(settled(early)).toEqual(settled(late));
      }),
      many,
    );
  });

  it("holds what was awarded for the newest states and nothing else", () => {
    fc.assert(
      fc.property(arbitraryDelivery(), ({ deliveries }) => {
        const desk = openDesk(plainTerms);
        for (const batch of deliveries) deliver(desk, batch);
        const awarded = total(desk.awards.values(), ({ award }) => award.points);
        expect(stateOf(desk).account.balance).toBe(awarded);
        expect(stateOf(desk).gathered.points).toBe(awarded);
        expect(stateOf(desk).gathered.spend).toBe(total(desk.awards.values(), ({ award }) => award.eligible));
      }),
      many,
    );
  });

  it("is back at the start once every order is cancelled, points spent on them included", () => {
    fc.assert(
      fc.property(arbitraryDelivery(fc.constantFrom("501", "502", null)), ({ states, deliveries }) => {
        const desk = deskWithClaims();
        for (const batch of deliveries) deliver(desk, batch);
        usedCodesDie(desk);
        const last = states.map(
          ({ order, revision }): Received => ({
            order: { ...order, status: "cancelled" },
            revision: { ...revision, updatedAt: instant(100) },
          }),
        );
        deliver(desk, last);
        expect(settled(desk)).toMatchObject({
          balances: [10_000, 0],
          earned: [0, 0],
          awards: [],
          reserved: 0,
        });
      }),
      many,
    );
  });

  it("is what a replay of its entries gives", () => {
    fc.assert(
      fc.property(arbitraryDelivery(), ({ deliveries }) => {
        const desk = deskWithClaims();
        for (const batch of deliveries) deliver(desk, batch);
        settled(desk);
        const { account, posted } = stateOf(desk);
        expect(flat(replay(posted))).toEqual(flat(account));
      }),
    );
  });
});

describe("the sums beside an account", () => {
  const adjusted = (state: MemberState) =>
    total(state.posted, (entry) => (entry.kind === "adjust" ? entry.points : 0));

  it("say of every point where it came from or went", () => {
    fc.assert(
      fc.property(arbitraryDelivery(fc.constantFrom("501", "502", null)), ({ deliveries }) => {
        const desk = deskWithClaims();
        for (const batch of deliveries) deliver(desk, batch);
        settled(desk);
        for (const state of desk.book.values()) {
          expect(state.earned - state.spent - state.expired + adjusted(state)).toBe(state.account.balance);
        }
      }),
      many,
    );
  });
});

describe("a delivery", () => {
  it("that says nothing new posts nothing", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(20), 1)]);
    const { account } = stateOf(desk);
    deliver(desk, [stateAt(pounds(20), 1)]);
    deliver(desk, [stateAt(pounds(20), 2)]);
    expect(stateOf(desk).account).toBe(account);
  });

  it("older than what is known changes nothing", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(20, { status: "cancelled" }), 2)]);
    deliver(desk, [stateAt(pounds(20), 1)]);
    expect(stateOf(desk).posted).toEqual([]);
  });

  it("that comes late stands on its own day: the purchase on the day of the purchase, a change on the day of the change", () => {
    const desk = openDesk(plainTerms);
    const bought = { placedAt: firstDay, updatedAt: firstDay };
    deliver(desk, [stateAt(pounds(20, bought), 1)], daysAfter(40));
    deliver(desk, [stateAt(pounds(10, { ...bought, updatedAt: daysAfter(3) }), 2)], daysAfter(41));
    expect(stateOf(desk).posted.map(({ happenedAt, at }) => [happenedAt, at])).toEqual([
      [firstDay, daysAfter(40)],
      [daysAfter(3), daysAfter(41)],
    ]);
  });

  it("posts one entry for one difference, and each has a source of its own", () => {
    const desk = openDesk(plainTerms);
    for (const [index, amount] of [20, 10, 30, 0, 5].entries())
      deliver(desk, [stateAt(pounds(amount), index)]);
    expect(stateOf(desk).posted.map((entry) => [entry.kind, entry.points, entry.source])).toEqual([
      ["earn", 100, "order:6001:award:1"],
      ["clawback", -50, "order:6001:award:2"],
      ["earn", 100, "order:6001:award:3"],
      ["clawback", -150, "order:6001:award:4"],
      ["earn", 25, "order:6001:award:5"],
    ]);
  });
});

describe("an order that changes hands", () => {
  it("takes its points from one member and gives them to the other", () => {
    const desk = openDesk(plainTerms, [maryam, omid]);
    deliver(desk, [stateAt(pounds(20), 1)]);
    deliver(desk, [stateAt(pounds(20, { customer: "502" }), 2)]);
    expect([stateOf(desk).account.balance, stateOf(desk, omid).account.balance]).toEqual([0, 100]);
    deliver(desk, [stateAt(pounds(20, { customer: null }), 3)]);
    expect([stateOf(desk).account.balance, stateOf(desk, omid).account.balance]).toEqual([0, 0]);
  });

  it("of a guest earns once its customer is known", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(20, { customer: null }), 1)]);
    expect(desk.awards.size).toBe(0);
    deliver(desk, [stateAt(pounds(20), 2)]);
    expect(stateOf(desk).account.balance).toBe(100);
  });

  it("to a member who is closed earns nothing and says so; what it had earned before is still taken back", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(20), 1)]);
    desk.book.set(maryam, { ...stateOf(desk), status: "closed" });
    deliver(desk, [stateAt(pounds(20, { orderId: orderId("6002") }), 2)]);
    expect(desk.awards.get(orderId("6002"))?.award.none).toBe("member-closed");
    deliver(desk, [stateAt(pounds(5), 3)]);
    expect(stateOf(desk).account.balance).toBe(25);
  });
});
