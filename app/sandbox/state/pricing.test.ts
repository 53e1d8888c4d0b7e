/** What a cart costs: discounts spread so that the parts sum to the whole, gift cards without any, tax inside or on top. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reward } from "../testing/reward";
import { TEHRAN_SHOP, testShop } from "../testing/shop";
import { priceOf } from "./place-order";
import { shareOut } from "./share";
import type { SandboxDiscount } from "./types";

function shopWith(codes: Readonly<Record<string, Partial<SandboxDiscount>>>, domain?: string) {
  const world = testShop(domain);
  Object.entries(codes).forEach(([code, change], index) => {
    world.store.putDiscount(reward({ id: index + 1, shop: world.shop.domain, code, ...change }));
  });
  const price = (lines: readonly (readonly [handle: string, quantity: number])[], ...used: string[]) =>
    priceOf(world.store, {
      shop: world.shop,
      customer: world.emma,
      lines: lines.map(([handle, quantity]) => ({ variantId: world.variant(handle), quantity })),
      codes: used,
    });
  return { ...world, price };
}

test("parts always sum to the whole", () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000),
      fc.array(fc.nat(100_000), { minLength: 1, maxLength: 9 }),
      (total, weights) => {
        const parts = shareOut(total, weights);
        const sum = parts.reduce((a, b) => a + b, 0);
        expect(sum).toBe(weights.every((weight) => weight === 0) ? 0 : total);
        parts.forEach((part, index) => {
          if (weights[index] === 0) expect(part).toBe(0);
        });
      },
    ),
  );
});

test("tax is added to the price in London and is inside it in Tehran", () => {
  const london = shopWith({}).price([["stoneware-mug", 2]]);
  expect(london).toMatchObject({
    subtotalMinor: 2_400,
    shippingMinor: 450,
    taxMinor: 570,
    totalMinor: 3_420,
  });
  const tehran = shopWith({}, TEHRAN_SHOP).price([["lahijan-tea", 1]]);
  expect(tehran).toMatchObject({ subtotalMinor: 4_200_000, shippingMinor: 650_000, totalMinor: 4_850_000 });
  expect(tehran.taxMinor).toBe(Math.round((4_200_000 * 10) / 110) + Math.round((650_000 * 10) / 110));
});

describe("order discounts", () => {
  test("lie on the lines in proportion, and never on gift cards", () => {
    const { price } = shopWith({ five: {} });
    const cart = price(
      [
        ["stoneware-mug", 1],
        ["linen-notebook", 1],
        ["gift-card", 1],
      ],
      "five",
    );
    expect(cart.lines.map(({ discountMinor }) => discountMinor)).toEqual([279, 221, 0]);
    expect(cart).toMatchObject({ discountMinor: 500, grossMinor: 4_650, subtotalMinor: 4_150 });
    expect(cart.lines.at(-1)?.taxMinor).toBe(0);
  });

  test("take no more than there is", () => {
    const { price } = shopWith({
      much: { value: { type: "amount", amountMinor: 99_999, appliesOnEachItem: false } },
    });
    expect(price([["olive-soap", 1]], "much")).toMatchObject({ discountMinor: 540, subtotalMinor: 0 });
  });

  test("come after product discounts", () => {
    const both = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };
    const { price, store, shop } = shopWith({
      ten: { value: { type: "percentage", bp: 1_000 }, combinesWith: both },
    });
    const mug = store.product(shop.domain, "stoneware-mug");
    const half = {
      value: { type: "percentage", bp: 5_000 },
      discountClass: "PRODUCT",
      productIds: [mug?.id ?? 0],
    } as const;
    store.putDiscount(reward({ ...half, id: 9, shop: shop.domain, code: "mugs", combinesWith: both }));
    const cart = price([["stoneware-mug", 1]], "ten", "mugs");
    expect(cart.lines[0]?.allocations).toEqual([
      { application: 1, amountMinor: 600 },
      { application: 0, amountMinor: 60 },
    ]);
  });
});

describe("a code is refused", () => {
  const mugs = [["stoneware-mug", 1]] as const;
  const refusal = (change: Partial<SandboxDiscount>) =>
    shopWith({ code: change }).price(mugs, "code").refused[0]?.reason;

  test.each<[string, Partial<SandboxDiscount>]>([
    ["expired", { endsAt: 1 }],
    ["not_started", { startsAt: Number.MAX_SAFE_INTEGER }],
    ["other_customer", { customerIds: [404] }],
    ["used_up", { usageLimit: 1, uses: [{ orderId: 1, customerId: 2, at: 3 }] }],
    [
      "used_by_customer",
      { appliesOncePerCustomer: true, uses: [{ orderId: 1, customerId: 7_100_000_000_001, at: 3 }] },
    ],
    ["minimum_subtotal", { minimumSubtotalMinor: 1_201 }],
    ["minimum_quantity", { minimumQuantity: 2 }],
    ["no_items", { productIds: [404] }],
  ])("as %s", (reason, change) => {
    expect(refusal(change)).toBe(reason);
  });

  test("when it does not exist, and when the guest is not logged in", () => {
    const { store, shop, price, emma } = shopWith({ mine: { customerIds: [7_100_000_000_001] } });
    expect(price(mugs, "none").refused).toEqual([{ code: "none", reason: "not_found" }]);
    const lines = [{ variantId: store.products(shop.domain)[0]?.variants[0]?.id ?? 0, quantity: 1 }];
    expect(priceOf(store, { shop, customer: null, lines, codes: ["mine"] }).refused[0]?.reason).toBe(
      "login_required",
    );
    expect(priceOf(store, { shop, customer: emma, lines, codes: ["MINE"] }).refused).toEqual([]);
  });

  test("when either of two codes does not stand beside the other", () => {
    const open = { combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true } };
    expect(shopWith({ a: open, b: {} }).price(mugs, "a", "b").refused).toEqual([
      { code: "b", reason: "cannot_combine" },
    ]);
    expect(shopWith({ a: open, b: open }).price(mugs, "a", "b").refused).toEqual([]);
  });
});
