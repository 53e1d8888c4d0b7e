/** Examples of what our API answers, in the shapes of the contract. */
import type { AccountStanding, HistoryPage } from "../../../../app/contract/account-api";
import type { MembershipView } from "../../../../app/contract/membership-api";
import type { HeldRedemption, RewardOffer } from "../../../../app/contract/redemption-api";
import type { ReferralOverview } from "../../../../app/contract/referral-api";

const combinesWith = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };

export const fiveOff: RewardOffer = {
  id: "five-off",
  kind: "amount-off",
  percentBp: null,
  productTitle: null,
  closedBecause: null,
  name: "A little thank you",
  price: { mode: "fixed", points: 500, valueMinor: 500 },
  currency: "GBP",
  valueText: "£5.00 off",
  notes: [],
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
export const forGold: RewardOffer = {
  ...fiveOff,
  id: "for-gold",
  kind: "free-shipping",
  name: "Post it for free",
  valueText: "Free shipping",
  closedBecause: "Only for Gold members.",
};
export const twentyOff: RewardOffer = {
  ...fiveOff,
  id: "twenty-off",
  name: "A big thank you",
  price: { mode: "fixed", points: 2_000, valueMinor: 2_000 },
  valueText: "£20.00 off",
  affordable: false,
  spendablePoints: 0,
  missingPoints: 750,
};

export const held: HeldRedemption = {
  redemptionId: "0b9c2f6e-0000-4000-8000-000000000001",
  rewardName: "A little thank you",
  kind: "amount-off",
  state: "issued",
  points: 500,
  valueMinor: 500,
  valueText: "£5.00 off",
  currency: "GBP",
  code: "VAFA-TEST-5",
  note: null,
  deadline: Date.UTC(2026, 10, 23, 12),
};

const gold = { id: "gold", name: { en: "Gold", fa: "طلایی", ar: "الذهبية" }, multiplierBp: 15_000 };

export const standing: AccountStanding = {
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
  rewards: [fiveOff, anyAmount, forGold, twentyOff],
  held: [],
  forms: ["code", "birthday"],
  birthday: { known: false },
};
export const stranger: AccountStanding = { ...standing, member: null, held: [] };

export const history: HistoryPage = {
  entries: [
    {
      seq: 2,
      kind: "redeem",
      sentence: "Held for the reward “A little thank you”",
      details: [],
      points: -500,
      pointsText: "-500",
      dateText: "Nov 20, 2026",
      notes: [],
    },
    {
      seq: 1,
      kind: "earn",
      sentence: "For order #1001",
      details: ["Points for every purchase: 300"],
      points: 300,
      pointsText: "+300",
      dateText: "Nov 1, 2026",
      notes: ["Good until Nov 1, 2027"],
    },
  ],
  older: 1,
};

export const referral: ReferralOverview = {
  locale: "en",
  direction: "ltr",
  active: true,
  code: "7KQ2-M4XA",
  path: "apps/vafa/referral/7KQ2-M4XA",
  link: "https://shop.example/apps/vafa/referral/7KQ2-M4XA",
  friendText: "Your friend gets 10% off on their first order.",
  advocateText: "You get 500 points once the return window of 14 days is over.",
  earned: 500,
  friends: [
    {
      id: 1,
      state: "rewarded",
      text: "A friend has bought and you have your points",
      invitedAt: 1,
      dueAt: null,
    },
  ],
};

export const membership: MembershipView = {
  locale: "en",
  direction: "ltr",
  mode: "opt-in",
  status: "active",
  statusText: "Member since Nov 1, 2026.",
  canJoin: false,
  joinClosedBecause: null,
  joinedAt: 1,
  until: null,
  untilText: null,
  pointsAtStake: 1_250,
  leaveWarning: "Leaving takes your 1,250 points.",
  consents: [
    { purpose: "program", title: "Program", granted: true, text: "I join.", at: 1 },
    { purpose: "email", title: "E-mail", granted: false, text: "News by e-mail.", at: null },
  ],
};
