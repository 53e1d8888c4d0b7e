/// <reference types="@shopify/ui-extensions/purchase.checkout.reductions.render-after" />
/** Every kind of reward that can be used on the order in hand, with its terms; what no order uses has no place at the checkout. */
import { expect, it } from "vitest";
import type { RewardOffer } from "../../../app/contract/redemption-api";
import { checkoutForTests, extension } from "./testing/at-checkout";
import { fiveOff, held, standing } from "./testing/examples";
import { api, page, seen, server } from "./testing/harness";

checkoutForTests();

const free = { mode: "fixed", points: 300, valueMinor: 0 } as const;
const kinds: readonly RewardOffer[] = [
  { ...fiveOff, id: "tenth", kind: "percentage-off", name: "A tenth", price: free, valueText: "10% off" },
  {
    ...fiveOff,
    id: "delivery",
    kind: "free-shipping",
    name: "Delivery",
    price: free,
    valueText: "Free shipping",
  },
  { ...fiveOff, id: "mug", kind: "free-product", name: "A mug", price: free, valueText: "Free: Tea mug" },
  { ...fiveOff, id: "credit", kind: "store-credit", name: "Credit", valueText: "£5.00 store credit" },
  { ...fiveOff, id: "card", kind: "gift-card", name: "Card", valueText: "£5.00 gift card" },
];

it("shows what an order can use, with what it is worth", async () => {
  server.use(api.standing({ ...standing, rewards: [...kinds] }));
  await extension.render();
  await seen("300 points for 10% off");
  expect(page()).toContain("300 points for Free shipping");
  expect(page()).toContain("300 points for Free: Tea mug");
  expect(page()).toContain("For an order with this product in it");
  expect(page()).not.toContain("store credit");
  expect(page()).not.toContain("gift card");
});

it("says a reward's terms and how it combines before anything is spent (field lesson 14)", async () => {
  const combinesWith = { orderDiscounts: true, productDiscounts: false, shippingDiscounts: true };
  const never = { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false };
  const rewards = [
    { ...fiveOff, combinesWith, notes: ["Only one left"] },
    { ...fiveOff, id: "alone", combinesWith: never },
  ];
  server.use(api.standing({ ...standing, rewards }));
  await extension.render();
  await seen("Only one left · Can be combined with order discounts and shipping discounts");
  expect(page()).toContain("Cannot be combined with other discounts");
});

it("says why a reward is closed in place of a button", async () => {
  const closed = {
    ...fiveOff,
    affordable: false,
    spendablePoints: 0,
    closedBecause: "None of this reward is left.",
  };
  server.use(api.standing({ ...standing, rewards: [closed] }));
  await extension.render();
  await seen("None of this reward is left.");
  expect(document.querySelector("s-button")).toBeNull();
});

it("has nothing to do with gift cards that were given", async () => {
  const card = {
    ...held,
    kind: "gift-card" as const,
    state: "used" as const,
    code: "VAFA2345",
    note: "Yours",
  };
  server.use(api.standing({ ...standing, held: [card] }));
  await extension.render();
  await seen("1,250 points");
  expect(page()).not.toContain("VAFA2345");
  expect(page()).not.toContain("Ready to use");
});
