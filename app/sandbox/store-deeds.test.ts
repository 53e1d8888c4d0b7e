/**
 * The product's own Shopify adapter against the emulated shop, whose Admin API holds every question against Shopify's schema: what the port promises
 * is what the shop then has, once, however often it was asked and whatever was lost on the way.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { customerId, instant, orderId } from "../loyalty/brand";
import { currency, minor } from "../loyalty/money";
import type { CodeOrder, CodeWorth, Gift } from "../stores/issuance";
import { type Store, StoreUnavailable } from "../stores/store";
import { creditOf, giftCards } from "./state/balances";
import { placeOrder } from "./state/place-order";
import { EMMA, type TestShop } from "./testing/shop";
import { storeLine } from "./testing/store-line";

const ground = storeLine();
let world: TestShop;
let store: Store;
let lost: string[];
beforeEach(() => {
  ({ world, store, lost } = ground());
});

const emma = customerId(String(EMMA));
const none = { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false };
const all = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };

const order = (worth: CodeWorth, change: Partial<CodeOrder> = {}): CodeOrder => ({
  code: "VAFA-2346-79AC",
  title: "A reward (Vafa VAFA-2346-79AC)",
  customerId: emma,
  worth,
  currency: currency("GBP"),
  startsAt: instant(world.clock.now),
  endsAt: instant(world.clock.now + 3_600_000),
  minimumSubtotal: minor(0),
  combinesWith: none,
  ...change,
});

const priced = (handle: string, quantity: number, codes: readonly string[] = ["VAFA-2346-79AC"]) =>
  ground().priced(handle, quantity, codes);

describe("a code", () => {
  test("of a percentage takes it off the whole order", async () => {
    expect(await store.issueCode(order({ kind: "percentage-off", percentBp: 1_250 }))).toMatchObject({
      status: "issued",
    });
    expect(priced("enamel-teapot", 1)).toMatchObject({ grossMinor: 3_450, discountMinor: 431 });
  });

  test("of free shipping makes the delivery cost nothing, unless it costs more than the reward covers", async () => {
    await store.issueCode(order({ kind: "free-shipping", maximumShipping: minor(449) }));
    expect(priced("stoneware-mug", 1).refused).toEqual([
      { code: "VAFA-2346-79AC", reason: "shipping_too_dear" },
    ]);
    const other = { code: "VAFA-OTHER", title: "Another", combinesWith: all };
    await store.issueCode(order({ kind: "free-shipping", maximumShipping: null }, other));
    expect(priced("stoneware-mug", 1, ["VAFA-OTHER"])).toMatchObject({
      shippingGrossMinor: 450,
      shippingMinor: 0,
    });
    const placed = world.order({
      codes: ["VAFA-OTHER"],
      lines: [{ variantId: world.variant("stoneware-mug"), quantity: 1 }],
    });
    const fetched = await store.fetchOrder(orderId(String(placed.id)));
    if (!fetched || "parked" in fetched) throw new Error("the order is not there");
    expect(fetched.order.codes).toEqual(["VAFA-OTHER"]);
    expect(fetched.order.lines.at(-1)).toMatchObject({
      kind: "shipping",
      gross: 450,
      discounts: [{ code: "VAFA-OTHER", amount: 450 }],
    });
    expect(await store.killCode("VAFA-OTHER", null)).toEqual({ used: true });
  });

  test("of a free product takes its price off, so many units and no more", async () => {
    const mug = world.store.product(world.shop.domain, "stoneware-mug");
    const worth = { kind: "free-product", productId: String(mug?.id), variantId: null, quantity: 2 } as const;
    await store.issueCode(order(worth));
    expect(priced("stoneware-mug", 1).discountMinor).toBe(1_200);
    expect(priced("stoneware-mug", 5).discountMinor).toBe(2_400);
    expect(priced("enamel-teapot", 1).refused).toMatchObject([{ reason: "no_items" }]);
    const named = { ...worth, variantId: String(world.variant("stoneware-mug")), quantity: 1 };
    await store.issueCode(order(named, { code: "VAFA-ONE", title: "One" }));
    expect(priced("stoneware-mug", 5, ["VAFA-ONE"]).discountMinor).toBe(1_200);
  });

  test("of a product that is not sold any more, or with a minimum that Shopify would misread, is refused", async () => {
    const gone = { kind: "free-product", productId: "404", variantId: null, quantity: 1 } as const;
    expect(await store.issueCode(order(gone))).toMatchObject({ status: "refused" });
    expect(await store.issueCode(order(gone, { minimumSubtotal: minor(1) }))).toMatchObject({
      status: "refused",
    });
    expect(world.store.discounts(world.shop.domain)).toEqual([]);
  });

  test("for nobody in particular is whoever holds it, once", async () => {
    await store.issueCode(order({ kind: "amount-off", value: minor(500) }, { customerId: null }));
    const lines = [{ variantId: world.variant("enamel-teapot"), quantity: 1 }];
    const wish = {
      shop: world.shop,
      customer: null,
      lines,
      codes: ["VAFA-2346-79AC"],
      locale: "en",
    } as const;
    expect(placeOrder(world.store, { ...wish, email: "friend@example.com" }).ok).toBe(true);
    expect(placeOrder(world.store, wish)).toMatchObject({ ok: false, refusal: "used_up" });
  });

  test.each<[string, CodeWorth]>([
    ["percentage", { kind: "percentage-off", percentBp: 1_000 }],
    ["free shipping", { kind: "free-shipping", maximumShipping: null }],
  ])("of %s whose first answer was lost is the same code", async (_what, worth) => {
    const first = await store.issueCode(order(worth));
    expect(await store.issueCode(order(worth))).toEqual(first);
    expect(world.store.discounts(world.shop.domain)).toHaveLength(1);
    expect((await store.issueCode({ ...order(worth), title: "Somebody else's" })).status).toBe("refused");
  });

  test("field lesson 14: takes new combinations while it lives, and is left alone when it is gone", async () => {
    for (const [code, worth] of [
      ["VAFA-MONEY", { kind: "amount-off", value: minor(500) }],
      ["VAFA-SHIP", { kind: "free-shipping", maximumShipping: null }],
    ] as const) {
      await store.issueCode(order(worth, { code, title: code }));
      await store.recombineCode(code, null, all);
    }
    expect(priced("stoneware-mug", 1, ["VAFA-MONEY", "VAFA-SHIP"]).refused).toEqual([]);
    await store.killCode("VAFA-MONEY", null);
    await store.recombineCode("VAFA-MONEY", null, none);
    await store.recombineCode("VAFA-NEVER-WAS", null, none);
    expect(world.store.discountByCode(world.shop.domain, "VAFA-MONEY")?.combinesWith).toEqual(all);
  });
});

describe("money given outside of any order", () => {
  const gift = (change: Partial<Gift> = {}): Gift => ({
    key: "redemption-1",
    customerId: emma,
    value: minor(750),
    currency: currency("GBP"),
    note: "A reward",
    ...change,
  });
  const balance = () => creditOf(world.store, world.emma);

  test("is store credit, once for each key", async () => {
    const first = await store.giveStoreCredit(gift());
    expect(first.status).toBe("issued");
    expect(await store.giveStoreCredit(gift())).toEqual(first);
    expect(balance()).toBe(750);
    expect(await store.giveStoreCredit(gift({ key: "redemption-2" }))).not.toEqual(first);
    expect(balance()).toBe(1_500);
  });

  test.each(["GiveCredit", "NoteCredit"])("is given once when the answer of %s was lost", async (name) => {
    lost.push(name, ...(name === "NoteCredit" ? [name, name] : []));
    await expect(store.giveStoreCredit(gift())).rejects.toThrow(StoreUnavailable);
    expect(await store.giveStoreCredit(gift())).toMatchObject({ status: "issued" });
    expect(balance()).toBe(750);
    // Another gift of the same amount is another gift.
    expect(await store.giveStoreCredit(gift({ key: "redemption-2" }))).toMatchObject({ status: "issued" });
    expect(balance()).toBe(1_500);
  });

  test("is refused for a customer who is gone", async () => {
    const nobody = gift({ customerId: customerId("404") });
    expect(await store.giveStoreCredit(nobody)).toMatchObject({ status: "refused" });
  });

  test("is a gift card with our own code, made once", async () => {
    const card = { ...gift(), code: "VAFA-2346-79AC-DEFG" };
    const first = await store.issueGiftCard(card);
    expect(first.status).toBe("issued");
    expect(await store.issueGiftCard(card)).toEqual(first);
    expect(giftCards(world.store, world.shop.domain)).toMatchObject([
      { balanceMinor: 750, code: "vafa234679acdefg" },
    ]);
    expect(await store.issueGiftCard({ ...card, key: "another" })).toMatchObject({ status: "refused" });
  });

  test("pays at the checkout", async () => {
    await store.giveStoreCredit(gift());
    await store.issueGiftCard({ ...gift(), code: "VAFA2346" });
    const placed = world.order({
      lines: [{ variantId: world.variant("enamel-teapot"), quantity: 1 }],
      payWith: { credit: true, giftCard: "vafa-2346" },
    });
    expect(placed.payments.map(({ gateway }) => gateway)).toEqual([
      "gift_card",
      "shopify_store_credit",
      "bogus",
    ]);
    expect(balance()).toBe(0);
  });
});
