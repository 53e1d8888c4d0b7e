/** Laws of order streams under any terms: budgets hold, refunds in parts are refunds at once, and what was awarded stays as the terms of its day said (laws 1 and 2). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, orderId } from "./brand";
import { replay } from "./ledger/replay";
import type { Terms } from "./program";
import { flat, total } from "./testing/account-facts";
import { nothingRefunded } from "./testing/arbitrary-orders";
import { arbitraryGroups, arbitraryRichPlan, arbitraryTerms } from "./testing/arbitrary-terms";
import { anOrder, type OrderPlan } from "./testing/cast";
import { type Desk, deliver, openDesk, type Received, stateOf } from "./testing/desk";

const many = { numRuns: 250 };
const budgetOf = (terms: Terms, id: string) =>
  terms.campaigns.find((campaign) => campaign.id === id)?.budgetPoints ?? Number.POSITIVE_INFINITY;

let clock = 0;
function hear(plan: OrderPlan, order = 0): Received {
  clock += 1;
  const stamp = instant(clock * 1_000);
  const state = anOrder({ ...plan, orderId: orderId(`600${order}`) });
  return { order: state, revision: { updatedAt: stamp, triggeredAt: stamp, digest: String(clock) } };
}

function open(terms: Terms, groups: Map<string, string[]>): Desk {
  const desk = openDesk(terms);
  for (const [product, collections] of groups) desk.groups.set(product, collections);
  return desk;
}

const spentByAwards = (desk: Desk) => {
  const sums = new Map<string, number>();
  for (const { award } of desk.awards.values())
    for (const { campaignId, points } of award.campaigns)
      sums.set(campaignId, (sums.get(campaignId) ?? 0) + points);
  return sums;
};

const states = fc.array(
  fc.record({
    plan: arbitraryRichPlan,
    order: fc.nat(4),
    status: fc.constantFrom(
      "paid" as const,
      "paid" as const,
      "paid" as const,
      "unpaid" as const,
      "cancelled" as const,
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("any stream of orders under any terms", () => {
  it("never spends more of a budget than there is, and what is booked is what awards hold", () => {
    fc.assert(
      fc.property(arbitraryTerms, arbitraryGroups, states, (terms, groups, stream) => {
        const desk = open(terms, groups);
        for (const { plan, order, status } of stream) {
          deliver(desk, [hear({ ...plan, status }, order)]);
          const held = spentByAwards(desk);
          for (const [id, spent] of desk.spendings) {
            expect(spent).toBe(held.get(id) ?? 0);
            expect(spent).toBeGreaterThanOrEqual(0);
            expect(spent).toBeLessThanOrEqual(budgetOf(terms, id));
          }
        }
      }),
      many,
    );
  });

  it("keeps a ledger that replays, holds exactly what the awards say, and no award below zero", () => {
    fc.assert(
      fc.property(arbitraryTerms, arbitraryGroups, states, (terms, groups, stream) => {
        const desk = open(terms, groups);
        for (const { plan, order, status } of stream) deliver(desk, [hear({ ...plan, status }, order)]);
        const state = stateOf(desk);
        for (const { award } of desk.awards.values()) expect(award.points).toBeGreaterThanOrEqual(0);
        expect(state.account.balance).toBe(total(desk.awards.values(), ({ award }) => award.points));
        expect(flat(replay(state.posted))).toEqual(flat(state.account));
      }),
      many,
    );
  });

  it("takes the same back by refunds in parts as by all of them at once", () => {
    fc.assert(
      fc.property(
        arbitraryTerms,
        arbitraryGroups,
        arbitraryRichPlan,
        fc.nat(1_000),
        (terms, groups, plan, part) => {
          const before = hear(nothingRefunded(plan));
          const half = hear({
            ...plan,
            lines: plan.lines.map((line) => ({
              ...line,
              refunded: Math.floor(((line.refunded ?? 0) * part) / 1_000),
              refundedTax: Math.floor(((line.refundedTax ?? 0) * part) / 1_000),
              returnedQuantity: Math.floor(((line.returnedQuantity ?? 0) * part) / 1_000),
            })),
          });
          const after = hear(plan);
          const [inParts, atOnce] = [open(terms, groups), open(terms, groups)];
          for (const one of [before, half, after]) deliver(inParts, [one]);
          for (const one of [before, after]) deliver(atOnce, [one]);
          expect(stateOf(inParts).account.balance).toBe(stateOf(atOnce).account.balance);
          expect(inParts.spendings).toEqual(atOnce.spendings);
        },
      ),
      many,
    );
  });

  it("leaves past orders their points when the rules change, whatever they change to", () => {
    fc.assert(
      fc.property(arbitraryTerms, arbitraryTerms, arbitraryGroups, states, (then, now, groups, stream) => {
        const desk = open(then, groups);
        for (const { plan, order } of stream) deliver(desk, [hear(plan, order)]);
        const counted = [...desk.awards].filter(([, { award }]) => award.eligible > 0);
        const before = new Map(counted.map(([id, { award }]) => [id, award.points]));
        // Another currency's rate may be gone: the orders keep the one of their day.
        desk.versions.push({ ...now, exchangeRates: [] });
        desk.groups.clear();
        for (const [id] of counted) {
          const known = desk.newest.get(id)?.order;
          if (known) deliver(desk, [{ order: known, revision: { ...hear({ lines: [] }).revision } }]);
        }
        for (const [id, points] of before) expect(desk.awards.get(id)?.award.points).toBe(points);
      }),
      many,
    );
  });
});
