/** The rewards page's form: what is typed becomes the terms that were meant, for every kind, in the reader's own digits; and what a reward costs. */
import { describe, expect, it } from "vitest";
import { fieldReader } from "../components/terms-form/reader";
import { readDraft } from "../components/terms-form/terms-form";
import { fieldWriter } from "../components/terms-form/writer";
import { currency } from "../loyalty/money";
import { firstTerms } from "../loyalty/program";
import { type Reward, rewardSchema } from "../loyalty/rewards";
import { rewardCost } from "../routes/app.rewards/reward-cost";
import { draftOf, newReward, type RewardDraft } from "../routes/app.rewards/reward-draft";
import { rewardsForm } from "../routes/app.rewards/rewards-form";

const GBP = currency("GBP");
const base = firstTerms("GBP", 100);
const common = {
  active: true,
  name: { en: "Reward", fa: "پاداش", ar: "مكافأة" },
  price: { mode: "fixed", points: 500, valueMinor: 0 },
  minimumSubtotalMinor: 0,
  combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
  gates: { tierIds: ["gold"], segmentIds: [], memberIds: [7, 12], from: 1_000_000, until: 2_000_000 },
  stock: 40,
  perMember: { times: 2, per: "month" },
  validMinutes: 4_320,
};
const money = { ...common.price, valueMinor: 5_00 };
const kinds: Reward[] = [
  { ...common, kind: "amount-off", price: money, minimumSubtotalMinor: 20_00 },
  { ...common, kind: "percentage-off", percentBp: 1_250 },
  { ...common, kind: "free-shipping", maximumShippingMinor: 9_99 },
  { ...common, kind: "free-product", productId: "77", variantId: null, title: "Tea mug", quantity: 2 },
  { ...common, kind: "store-credit", price: money, stock: null, perMember: null, validMinutes: null },
  {
    ...common,
    kind: "gift-card",
    price: { mode: "slider", stepPoints: 100, stepValueMinor: 1_00, minPoints: 500, maxPoints: 5_000 },
  },
].map((reward, index) => rewardSchema.parse({ ...reward, id: `reward-${index}` }));

const read = (rewards: readonly RewardDraft[]) =>
  readDraft(rewardsForm.kind, { rewards }, { base, read: fieldReader(GBP) });

describe("a reward's form", () => {
  it.each(["en", "fa", "ar"] as const)("keeps every kind as it was, in %s digits", (locale) => {
    const write = fieldWriter(locale, GBP);
    const reading = read(kinds.map((reward) => draftOf(reward, write)));
    expect(reading.problems).toBeNull();
    expect(reading.terms?.rewards).toEqual(kinds);
  });

  it("of a new reward complains of what is missing and is not offered", () => {
    const draft = newReward("reward-9", fieldWriter("en", GBP));
    expect(draft.active).toBe(false);
    expect(Object.keys(read([draft]).problems ?? {})).toEqual(
      expect.arrayContaining(["rewards.0.name.en", "rewards.0.price.valueMinor"]),
    );
  });

  it("loses nothing when the kind is changed and changed back", () => {
    const [first] = kinds;
    if (!first) throw new Error("no reward");
    const draft = draftOf(first, fieldWriter("en", GBP));
    const there: RewardDraft = { ...draft, kind: "free-shipping" };
    expect(read([there]).terms?.rewards[0]).toMatchObject({
      kind: "free-shipping",
      price: { valueMinor: 0 },
    });
    expect(read([{ ...there, kind: "amount-off" }]).terms?.rewards).toEqual([first]);
  });
});

describe("what a reward costs", () => {
  const costs = (goods: number) => kinds.map((reward) => rewardCost(reward, base, goods));

  it("is its worth, its share of the order, or the delivery, each once", () => {
    expect(costs(100_00).map(({ money: cost, share }) => [cost, share])).toEqual([
      [5_00, 0.05],
      [12_50, 0.125],
      [5_00, 0.05],
      [null, null],
      [5_00, null],
      [5_00, null],
    ]);
  });

  it("says what a member spends to earn it: 500 points at 5 per pound are £100", () => {
    expect(costs(100_00)[0]?.earnedBy).toBe(100_00);
  });

  it("says when the order is too small for it, by its own minimum or by the program's share", () => {
    expect(costs(10_00)[0]?.refused).toBe(true);
    const [first] = kinds;
    if (!first) throw new Error("no reward");
    const shared = { ...base, redemption: { ...base.redemption, maximumShareBp: 1_000 } };
    expect(rewardCost(first, shared, 49_99).refused).toBe(true);
    expect(rewardCost(first, shared, 50_00).refused).toBe(false);
  });
});
