/** The product's own Shopify adapter against the emulated shop: catalogue, customers, and tier benefits given by the real function. */
import { beforeEach, describe, expect, test } from "vitest";
import { DISCOUNT_FUNCTION } from "../contract/discount-config";
import { customerId, instant, orderId } from "../loyalty/brand";
import { emailFingerprint } from "../loyalty/email";
import { currency, minor } from "../loyalty/money";
import type { Store } from "../stores/store";
import { testFingerprint } from "../testing/fingerprint";
import { EMMA, type TestShop } from "./testing/shop";
import { storeLine } from "./testing/store-line";

const ground = storeLine();
let world: TestShop;
let store: Store;
beforeEach(() => {
  ({ world, store } = ground());
});

const emma = customerId(String(EMMA));
const priced = (handle: string, quantity: number, codes: readonly string[]) =>
  ground().priced(handle, quantity, codes);

describe("the catalogue", () => {
  const idOf = (handle: string) => String(world.store.product(world.shop.domain, handle)?.id);

  test("is searched by the beginnings of words, products and collections alike", async () => {
    const products = await store.searchCatalogue({ kind: "product", words: "Ston mug" });
    expect(products).toMatchObject([{ id: idOf("stoneware-mug"), title: "Stoneware mug" }]);
    expect(products[0]?.image).toMatch(/^data:image/);
    const collections = await store.searchCatalogue({ kind: "collection", words: "kitch" });
    expect(collections.map(({ title }) => title)).toEqual(["Kitchen and table"]);
    expect(await store.searchCatalogue({ kind: "product", words: ') OR title:* "' })).toEqual([]);
    expect((await store.searchCatalogue({ kind: "product", words: " " })).length).toBeGreaterThan(5);
  });

  test("describes what was picked and leaves out what is gone", async () => {
    const ids = [idOf("stoneware-mug"), "404"];
    expect(await store.describeCatalogue({ kind: "product", ids })).toHaveLength(1);
    const [kitchen] = await store.searchCatalogue({ kind: "collection", words: "kitchen" });
    expect(await store.describeCatalogue({ kind: "collection", ids: [kitchen?.id ?? "", "404"] })).toEqual([
      kitchen,
    ]);
  });

  test("tells every product's collections; strangers are in none", async () => {
    const found = await store.readCollections([
      idOf("stoneware-mug"),
      idOf("canvas-tote"),
      "404",
      "not-an-id",
    ]);
    expect(found.get(idOf("stoneware-mug"))).toHaveLength(2);
    expect([found.get(idOf("canvas-tote")), found.get("404"), found.get("not-an-id")]).toEqual([[], [], []]);
  });
});

describe("a customer", () => {
  test("is described with proved e-mail as a fingerprint, and tags", async () => {
    expect(await store.describeCustomer(emma)).toMatchObject({
      email: "emma.clarke@example.com",
      verifiedEmail: emailFingerprint(testFingerprint, "emma.clarke@example.com"),
      tags: [],
      locale: "en",
    });
    expect(await store.describeCustomer(customerId("404"))).toBeNull();
  });

  test("is given tags and loses them, twice as once; who is gone is left alone", async () => {
    const tags = () => world.store.customer(world.shop.domain, EMMA)?.tags;
    for (const _ of [1, 2]) await store.changeTags(emma, { add: ["vip", "early-access"], remove: ["plain"] });
    expect(tags()).toEqual(["vip", "early-access"]);
    for (const _ of [1, 2]) await store.changeTags(emma, { add: [], remove: ["VIP"] });
    expect(tags()).toEqual(["early-access"]);
    await store.changeTags(customerId("404"), { add: ["vip"], remove: [] });
  });
});

describe("tier benefits", () => {
  const gold = { tierId: "gold", percentOffBp: 1_000, freeShipping: true };
  const automatics = () => world.store.automaticTable.rows();

  const standing = {
    version: 1,
    tier: { id: "gold", name: { en: "Gold", fa: "طلایی" }, multiplierBp: 10_000 },
    benefits: { percentOffBp: 1_000, freeShipping: true },
    progress: null,
    grace: null,
    comeback: null,
    reserved: 0,
    nextExpiry: null,
  };
  const push = () =>
    store.pushSnapshots([{ customerId: emma, snapshot: { balance: 0, pending: 0, standing } }]);

  test("are one automatic discount of our function, however often they are pushed, and end with the benefits", async () => {
    for (const _ of [1, 2]) await store.pushTierDiscounts([gold]);
    expect(automatics()).toMatchObject([
      { functionHandle: DISCOUNT_FUNCTION, discountClasses: ["ORDER", "SHIPPING"], endsAt: null },
    ]);
    await store.pushTierDiscounts([{ ...gold, percentOffBp: 0 }]);
    expect(automatics()).toMatchObject([{ discountClasses: ["SHIPPING"] }]);
    world.clock.now += 1_000;
    for (const _ of [1, 2]) await store.pushTierDiscounts([]);
    expect(automatics()).toMatchObject([{ endsAt: world.clock.now }]);
    world.clock.now += 1_000;
    await store.pushTierDiscounts([gold]);
    expect(automatics()).toMatchObject([{ endsAt: null, discountClasses: ["ORDER", "SHIPPING"] }]);
  });

  test("are given at once by a store whose clock is behind ours", async () => {
    world.clock.now = Date.now() - 600_000;
    await store.pushTierDiscounts([gold]);
    await push();
    expect(priced("enamel-teapot", 1, [])).toMatchObject({ discountMinor: 345, shippingMinor: 0 });
  });

  test("are taken off by the real function for members alone, and stand on the order without a code", async () => {
    await store.pushTierDiscounts([gold]);
    expect(priced("enamel-teapot", 1, [])).toMatchObject({ discountMinor: 0, shippingMinor: 450 });
    await push();
    expect(priced("enamel-teapot", 1, [])).toMatchObject({ discountMinor: 345, shippingMinor: 0 });
    const placed = world.order({ lines: [{ variantId: world.variant("enamel-teapot"), quantity: 1 }] });
    const fetched = await store.fetchOrder(orderId(String(placed.id)));
    if (!fetched || "parked" in fetched) throw new Error("the order is not there");
    expect(fetched.order).toMatchObject({
      codes: [],
      lines: [{ discounts: [{ code: null, amount: 345 }] }, {}],
    });
  });

  test("stand beside a reward that allows it, and give way to one that does not", async () => {
    await store.pushTierDiscounts([gold]);
    await push();
    await store.issueCode({
      code: "VAFA-2346-79AC",
      title: "A reward",
      customerId: emma,
      worth: { kind: "amount-off", value: minor(450) },
      currency: currency("GBP"),
      startsAt: instant(world.clock.now),
      endsAt: instant(world.clock.now + 3_600_000),
      minimumSubtotal: minor(0),
      combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
    });
    expect(priced("enamel-teapot", 1, ["VAFA-2346-79AC"])).toMatchObject({
      discountMinor: 450,
      shippingMinor: 450,
    });
    await store.recombineCode("VAFA-2346-79AC", null, {
      orderDiscounts: true,
      productDiscounts: true,
      shippingDiscounts: true,
    });
    expect(priced("enamel-teapot", 1, ["VAFA-2346-79AC"])).toMatchObject({
      discountMinor: 450 + 300,
      shippingMinor: 0,
    });
  });
});
