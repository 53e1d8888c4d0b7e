/** What the emulation answers has the fields, and the fields' types, that a running WooCommerce 10.9.1 was recorded with. */
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { restCoupon } from "../../../../../woocommerce-bridge/src/found-coupon";
import { readRecorded } from "../../../../../woocommerce-bridge/src/testing/recorded";
import { translateOrder } from "../../../../../woocommerce-bridge/src/translate-order";
import { createCoupon } from "../../state/change-coupon";
import { completeOrder } from "../../state/change-order";
import { placeOrder } from "../../state/place-order";
import { refundOrder, unitsOf } from "../../state/refund-order";
import type { WooShop } from "../../state/shop";
import { openShopAlone } from "../../state/world";
import { couponShape } from "./coupon";
import { customerShape } from "./customer";
import { orderShape } from "./order";
import { refundShape } from "./refund";

const HOME = "http://localhost:3000/sandbox/wordpress/nordlicht";
const NOW = Date.UTC(2026, 10, 22, 1, 12, 39);

/** The kinds of all fields, by their path; elements of a list stand under `[]`. Links and free texts of meta are left out. */
function kindsOf(value: unknown, path = ""): Map<string, string> {
  if (path.startsWith("._links")) return new Map();
  if (Array.isArray(value))
    return new Map([[path, "list"], ...value.flatMap((one) => [...kindsOf(one, `${path}[]`)])]);
  if (typeof value === "object" && value !== null)
    return new Map([
      [path, "object"],
      ...Object.entries(value).flatMap(([key, one]) => [...kindsOf(one, `${path}.${key}`)]),
    ]);
  return new Map([[path, value === null ? "null" : typeof value]]);
}

/** In one of the two a value may be null or a list empty; where both say something they say the same kind, in the same order of fields. */
function expectSameShape(ours: unknown, recorded: unknown): void {
  const mine = kindsOf(ours);
  const theirs = kindsOf(recorded);
  const differing = [...theirs].filter(([path, kind]) => {
    const own = mine.get(path);
    if (own === undefined) return !path.includes("[]");
    return own !== kind && own !== "null" && kind !== "null" && !path.endsWith(".image.id");
  });
  expect(differing).toEqual([]);
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(ours))).toEqual(
    Object.keys(z.record(z.string(), z.unknown()).parse(recorded)),
  );
}

const bodyOf = (file: string) => z.object({ body: z.unknown() }).parse(readRecorded(file)).body;

function ordered(shop: WooShop) {
  createCoupon(shop, {
    code: "TEN",
    amount: "10.00",
    usageLimit: 1,
    meta: [{ key: "_loyalty_redemption", value: "r" }],
  });
  const placed = placeOrder(shop, {
    lines: [{ productId: 201, variationId: 0, quantity: 3 }],
    codes: ["ten"],
    userId: 11,
    billing: {},
  });
  if (!placed.ok) throw new Error(placed.message);
  return placed.order;
}

describe("as it was recorded", () => {
  const shop = openShopAlone("nordlicht", () => NOW);
  const order = ordered(shop);

  test("an order with a coupon", () => {
    const shape = orderShape(shop, order, HOME);
    expectSameShape(shape, readRecorded("rest.order.with_coupon.json"));
    expect(shape.date_created).toBe("2026-11-22T02:12:39");
    expect(shape.date_created_gmt).toBe("2026-11-22T01:12:39");
  });

  test("a completed order, refunded in part", () => {
    const completed = completeOrder(shop, order);
    if (!completed.ok) throw new Error(completed.message);
    const refund = refundOrder(shop, completed.order, {
      items: unitsOf(shop, order, { lineId: order.lines[0]?.id ?? 0, quantity: 1 }),
    });
    if (!refund.ok) throw new Error(refund.message);
    expectSameShape(orderShape(shop, refund.order, HOME), bodyOf("order.updated.partially_refunded.json"));
    expectSameShape(refundShape(shop, refund.refund, HOME), readRecorded("rest.refund.partial.json"));
  });

  test("a customer and a coupon", () => {
    const emma = shop.user(11);
    const coupon = shop.couponByCode("ten");
    if (!emma || !coupon) throw new Error("neither is there");
    expectSameShape(customerShape(shop, emma, HOME), bodyOf("customer.created.json"));
    const shape = couponShape(shop, coupon, HOME);
    expectSameShape(shape, readRecorded("rest.coupon.created.json"));
    expect(restCoupon.safeParse(shape).success).toBe(true);
  });
});

test.each(["nordlicht", "ferdows"])("an order of %s is understood by the product, to the unit", (name) => {
  const shop = openShopAlone(name, () => NOW);
  const order = ordered(shop);
  const translated = translateOrder(orderShape(shop, order, HOME), { fingerprint: (text) => text });
  if ("parked" in translated) throw new Error(translated.detail);
  expect(translated.order.currency).toBe(shop.settings.currency);
  expect(translated.order.lines.length).toBe(2);
});
