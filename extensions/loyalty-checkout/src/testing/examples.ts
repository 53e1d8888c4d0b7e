/** Examples of what our API answers, in the shapes of the contract. */
import type { HeldRedemption, RewardOffer, ShopperStanding } from "../../../../app/contract/redemption-api";

const combinesWith = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };

export const fiveOff: RewardOffer = {
  id: "five-off",
  kind: "amount-off",
  percentBp: null,
  productTitle: null,
  closedBecause: null,
  notes: [],
  name: "£5 off your order",
  price: { mode: "fixed", points: 500, valueMinor: 500 },
  currency: "GBP",
  valueText: "£5.00 off",
  minimumSubtotalMinor: 0,
  affordable: true,
  spendablePoints: 500,
  missingPoints: 0,
  combinesWith,
};

export const anyAmount: RewardOffer = {
  ...fiveOff,
  id: "any-amount",
  name: "Choose your discount",
  price: { mode: "slider", stepPoints: 100, stepValueMinor: 100, minPoints: 200, maxPoints: 0 },
  valueText: "£1.00 off",
  spendablePoints: 1_200,
};

export const twentyOff: RewardOffer = {
  ...fiveOff,
  id: "twenty-off",
  name: "£20 off your order",
  price: { mode: "fixed", points: 2_000, valueMinor: 2_000 },
  valueText: "£20.00 off",
  affordable: false,
  spendablePoints: 0,
  missingPoints: 750,
};

export const held: HeldRedemption = {
  redemptionId: "0b9c2f6e-0000-4000-8000-000000000001",
  rewardName: "£5 off your order",
  kind: "amount-off",
  state: "issued",
  points: 500,
  valueMinor: 500,
  valueText: "£5.00 off",
  currency: "GBP",
  code: "VAFA-TEST-5",
  note: null,
  deadline: Date.UTC(2026, 10, 22, 12),
};

export const preparing: HeldRedemption = { ...held, state: "reserved", code: null };

const gold = {
  id: "gold",
  name: { en: "Gold", fa: "طلایی", ar: "الذهبية" },
  multiplierBp: 15_000,
};

export const standing: ShopperStanding = {
  locale: "en",
  direction: "ltr",
  pointsName: "points",
  member: {
    balance: 1_250,
    balanceText: "1,250 points",
    pending: 40,
    tier: { id: "silver", name: { en: "Silver", fa: "نقره‌ای", ar: "الفضية" }, multiplierBp: 12_500 },
    progress: { next: gold, metric: "spend", have: 31_000, need: 50_000, percent: 62 },
  },
  rewards: [fiveOff, anyAmount, twentyOff],
  held: [],
};

export const stranger: ShopperStanding = { ...standing, member: null, held: [] };
