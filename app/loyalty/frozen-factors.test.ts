/** Laws of the frozen factors (law 2): terms, tier and multiplier of an award are those of the day on which something of its order first counted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderId } from "./brand";
import { arbitraryDelivery } from "./testing/arbitrary-deliveries";
import { someTerms, spendRule } from "./testing/cast";
import { deliver, openDesk, pounds, type Received, settled, stateAt, stateOf } from "./testing/desk";
import { noBenefits, type Tier } from "./tiers";

const many = { numRuns: 300 };
const first = orderId("6001");
const plainTerms = someTerms({ earningRules: [spendRule(5, 100)], tiers: { metric: "spend", levels: [] } });

describe("the factors of an award", () => {
  const level = (id: string, threshold: number, multiplierBp: number): Tier => ({
    id,
    name: { en: id },
    threshold,
    multiplierBp,
    benefits: noBenefits,
  });
  const tiered = someTerms({
    earningRules: [spendRule(5, 100)],
    tiers: { metric: "spend", levels: [level("bronze", 0, 10_000), level("gold", 50_00, 20_000)] },
  });

  it("stay as they were when the order was first awarded, though terms and tier change", () => {
    const desk = openDesk(tiered);
    deliver(desk, [stateAt(pounds(40), 1)]);
    deliver(desk, [stateAt(pounds(40, { orderId: orderId("6002") }), 2)]);
    expect(stateOf(desk).standing.tierId).toBe("gold");
    desk.versions.push({ ...tiered, earningRules: [spendRule(50, 100)] });
    deliver(desk, [stateAt(pounds(20), 3)]);
    expect(desk.awards.get(first)?.award).toMatchObject({
      points: 100,
      factors: { termsVersion: 1, multiplierBp: 10_000 },
    });
    deliver(desk, [stateAt(pounds(10, { orderId: orderId("6003") }), 4)]);
    expect(desk.awards.get(orderId("6003"))?.award).toMatchObject({
      points: 1_000,
      factors: { termsVersion: 2, tierId: "gold" },
    });
  });

  it("are those of the day on which an order first earns, not of the day on which it was only ordered", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(40, { status: "unpaid" }), 1)]);
    desk.versions.push({ ...plainTerms, earningRules: [spendRule(1, 100)] });
    deliver(desk, [stateAt(pounds(40), 2)]);
    expect(desk.awards.get(first)?.award).toMatchObject({ points: 40, factors: { termsVersion: 2 } });
  });

  it("are those of that day with all they hold: its ratio and its tiers", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(10, { status: "unpaid" }), 1)]);
    desk.versions.push({ ...tiered, tiers: { ...tiered.tiers, levels: [level("welcome", 0, 20_000)] } });
    deliver(desk, [stateAt(pounds(10), 2)]);
    expect(desk.awards.get(first)?.award).toMatchObject({ points: 100, factors: { tierId: "welcome" } });
  });

  it("are frozen as soon as something counts, be it too little for a point", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(0.1), 1)]);
    desk.versions.push({ ...plainTerms, earningRules: [spendRule(50, 100)] });
    deliver(desk, [stateAt(pounds(1), 2)]);
    expect(desk.awards.get(first)?.award).toMatchObject({ points: 5, factors: { termsVersion: 1 } });
  });

  it("come back with the order when a cancelled order is restored", () => {
    const desk = openDesk(plainTerms);
    deliver(desk, [stateAt(pounds(40), 1)]);
    deliver(desk, [stateAt(pounds(40, { status: "cancelled" }), 2)]);
    desk.versions.push({ ...plainTerms, earningRules: [spendRule(1, 100)] });
    deliver(desk, [stateAt(pounds(40), 3)]);
    expect(stateOf(desk).account.balance).toBe(200);
  });

  it("count the lowest tier from the very first order on", () => {
    const generous = { ...tiered, tiers: { ...tiered.tiers, levels: [level("welcome", 0, 30_000)] } };
    const desk = openDesk(generous);
    deliver(desk, [stateAt(pounds(10), 1)]);
    expect(desk.awards.get(first)?.award).toMatchObject({ points: 150, factors: { tierId: "welcome" } });
  });

  it("go by the tiers in force, whether or not members have been looked at since they changed", () => {
    const desk = openDesk(tiered);
    deliver(desk, [stateAt(pounds(10), 1)]);
    desk.versions.push({ ...tiered, tiers: { ...tiered.tiers, levels: [level("new", 5_00, 20_000)] } });
    deliver(desk, [stateAt(pounds(10, { orderId: orderId("6002") }), 2)]);
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
      deliver(desk, [stateAt(pounds(amount), index)]);
      return stateOf(desk).standing.tierId;
    });
    expect(tiers).toEqual(["bronze", "gold", "bronze", "bronze"]);
  });
});
