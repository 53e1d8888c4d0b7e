/** Laws of reconciliation (laws 1, 2 and 5): the newest state of an order decides, however, whenever and however often it is heard of. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, memberId, orderId } from "./brand";
import { replay } from "./ledger/replay";
import type { MemberState } from "./member-state";
import { flat, total } from "./testing/account-facts";
import { arbitraryDelivery, codeOf, orders } from "./testing/arbitrary-deliveries";
import { anOrder, maryam, type OrderPlan, someTerms, spendRule } from "./testing/cast";
import {
  type Desk,
  deadlinePasses,
  deliver,
  give,
  openDesk,
  type Received,
  redeem,
  stateOf,
  usedCodesDie,
} from "./testing/desk";
import type { Tier } from "./tiers";

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

/** What everybody has once codes of used claims are dead and the deadline of the others has passed. */
function settled(desk: Desk) {
  usedCodesDie(desk);
  deadlinePasses(desk);
  return {
    balances: [...desk.book.values()].map((state) => state.account.balance),
    earned: [...desk.book.values()].map((state) => state.earned),
    gathered: [...desk.book.values()].map((state) => state.gathered),
    awards: [...desk.awards]
      .map(([id, { award }]) => [id, award.points])
      .filter(([, points]) => points !== 0)
      .sort(),
    reserved: stateOf(desk).reserved,
  };
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

const first = orderId("6001");
const at = (plan: OrderPlan, seconds: number): Received => ({
  order: anOrder(plan),
  revision: { updatedAt: instant(seconds), triggeredAt: instant(seconds), digest: "" },
});
const pounds = (amount: number, change: Partial<OrderPlan> = {}): OrderPlan => ({
  lines: [{ gross: amount * 100 }],
  ...change,
});

describe("a delivery", () => {
  it("that says nothing new posts nothing", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [at(pounds(20), 1)]);
    const { account } = stateOf(desk);
    deliver(desk, [at(pounds(20), 1)]);
    deliver(desk, [at(pounds(20), 2)]);
    expect(stateOf(desk).account).toBe(account);
  });

  it("older than what is known changes nothing", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [at(pounds(20, { status: "cancelled" }), 2)]);
    deliver(desk, [at(pounds(20), 1)]);
    expect(stateOf(desk).posted).toEqual([]);
  });

  it("posts one entry for one difference, and each has a source of its own", () => {
    const desk = openDesk(plainTerms);
    for (const [index, amount] of [20, 10, 30, 0, 5].entries()) deliver(desk, [at(pounds(amount), index)]);
    expect(stateOf(desk).posted.map((entry) => [entry.kind, entry.points, entry.source])).toEqual([
      ["earn", 100, "order:6001:award:1"],
      ["clawback", -50, "order:6001:award:2"],
      ["earn", 100, "order:6001:award:3"],
      ["clawback", -150, "order:6001:award:4"],
      ["earn", 25, "order:6001:award:5"],
    ]);
  });
});

describe("the factors of an award", () => {
  const level = (id: string, threshold: number, multiplierBp: number): Tier => ({
    id,
    name: { en: id },
    threshold,
    multiplierBp,
  });
  const tiered = someTerms({
    earningRules: [spendRule(5, 100)],
    tiers: { metric: "spend", levels: [level("bronze", 0, 10_000), level("gold", 50_00, 20_000)] },
  });

  it("stay as they were when the order was first awarded, though terms and tier change", () => {
    const desk = openDesk(tiered);
    deliver(desk, [at(pounds(40), 1)]);
    deliver(desk, [at(pounds(40, { orderId: orderId("6002") }), 2)]);
    expect(stateOf(desk).tierId).toBe("gold");
    desk.versions.push({ ...tiered, earningRules: [spendRule(50, 100)] });
    deliver(desk, [at(pounds(20), 3)]);
    expect(desk.awards.get(first)?.award).toMatchObject({
      points: 100,
      factors: { termsVersion: 1, multiplierBp: 10_000 },
    });
    deliver(desk, [at(pounds(10, { orderId: orderId("6003") }), 4)]);
    expect(desk.awards.get(orderId("6003"))?.award).toMatchObject({
      points: 1_000,
      factors: { termsVersion: 2, tierId: "gold" },
    });
  });

  it("are those of the day on which an order first earns, not of the day on which it was only ordered", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [at(pounds(40, { status: "unpaid" }), 1)]);
    desk.versions.push({ ...plainTerms, earningRules: [spendRule(1, 100)] });
    deliver(desk, [at(pounds(40), 2)]);
    expect(desk.awards.get(first)?.award).toMatchObject({ points: 40, factors: { termsVersion: 2 } });
  });

  it("come back with the order when a cancelled order is restored", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [at(pounds(40), 1)]);
    deliver(desk, [at(pounds(40, { status: "cancelled" }), 2)]);
    desk.versions.push({ ...plainTerms, earningRules: [spendRule(1, 100)] });
    deliver(desk, [at(pounds(40), 3)]);
    expect(stateOf(desk).account.balance).toBe(200);
  });

  it("count the lowest tier from the very first order on", () => {
    const generous = { ...tiered, tiers: { ...tiered.tiers, levels: [level("welcome", 0, 30_000)] } };
    const desk = openDesk(generous);
    deliver(desk, [at(pounds(10), 1)]);
    expect(desk.awards.get(first)?.award).toMatchObject({ points: 150, factors: { tierId: "welcome" } });
  });

  it("go by the tiers in force, whether or not members have been looked at since they changed", () => {
    const desk = openDesk(tiered);
    deliver(desk, [at(pounds(10), 1)]);
    desk.versions.push({ ...tiered, tiers: { ...tiered.tiers, levels: [level("new", 5_00, 20_000)] } });
    deliver(desk, [at(pounds(10, { orderId: orderId("6002") }), 2)]);
    expect(desk.awards.get(orderId("6002"))?.award).toMatchObject({
      points: 100,
      factors: { tierId: "new" },
    });
  });

  it("of one order do not depend on how its states arrive, with tiers too", () => {
    const levels = [level("welcome", 0, 15_000), level("gold", 100_00, 20_000)];
    const rich = { ...tiered, tiers: { ...tiered.tiers, levels } };
    fc.assert(
      fc.property(arbitraryDelivery(), ({ states, deliveries }) => {
        const only = ({ order }: Received) => order.orderId === orderId("6000");
        const [inOrder, otherwise] = [openDesk(rich), openDesk(rich)];
        for (const state of states.filter(only)) deliver(inOrder, [state]);
        for (const batch of deliveries) deliver(otherwise, batch.filter(only));
        expect(settled(otherwise)).toEqual(settled(inOrder));
      }),
      many,
    );
  });

  it("move a member up and down as their orders grow and shrink", () => {
    const desk = openDesk(tiered);
    const tiers = [40, 60, 45, 0].map((amount, index) => {
      deliver(desk, [at(pounds(amount), index)]);
      return stateOf(desk).tierId;
    });
    expect(tiers).toEqual(["bronze", "gold", "bronze", "bronze"]);
  });
});

describe("an order that changes hands", () => {
  it("takes its points from one member and gives them to the other", () => {
    const desk = openDesk(plainTerms, [maryam, omid]);
    deliver(desk, [at(pounds(20), 1)]);
    deliver(desk, [at(pounds(20, { customer: "502" }), 2)]);
    expect([stateOf(desk).account.balance, stateOf(desk, omid).account.balance]).toEqual([0, 100]);
    deliver(desk, [at(pounds(20, { customer: null }), 3)]);
    expect([stateOf(desk).account.balance, stateOf(desk, omid).account.balance]).toEqual([0, 0]);
  });

  it("of a guest earns once its customer is known", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [at(pounds(20, { customer: null }), 1)]);
    expect(desk.awards.size).toBe(0);
    deliver(desk, [at(pounds(20), 2)]);
    expect(stateOf(desk).account.balance).toBe(100);
  });

  it("to a member who is closed earns nothing and says so; what it had earned before is still taken back", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [at(pounds(20), 1)]);
    desk.book.set(maryam, { ...stateOf(desk), status: "closed" });
    deliver(desk, [at(pounds(20, { orderId: orderId("6002") }), 2)]);
    expect(desk.awards.get(orderId("6002"))?.award.none).toBe("member-closed");
    deliver(desk, [at(pounds(5), 3)]);
    expect(stateOf(desk).account.balance).toBe(25);
  });
});
