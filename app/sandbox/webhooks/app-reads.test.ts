/**
 * The app's own reader of webhooks against the emulated Shopify: whatever was done to an order, what the app finds left of it is what Shopify's
 * totals say, and every topic has a meaning; cut to the fields that shopify.app.toml asks for, it means the same. (That the Admin API means the same order: both-shapes.test.ts.)
 */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { discountOf } from "../../loyalty/order";
import { readEventWith } from "../../stores/shopify/read-event";
import { testFingerprint } from "../../testing/fingerprint";
import { asSubscribed } from "../../testing/shopify-subscriptions";
import { cancelOrder, refundOrder, wholeRefund } from "../state/change-order";
import { editOrder } from "../state/edit-order";
import { currentTotals, financialStatus } from "../state/order-totals";
import type { SandboxOrder } from "../state/types";
import { reward } from "../testing/reward";
import { TEHRAN_SHOP, type TestShop, testShop } from "../testing/shop";
import { payloadOf } from "./payload";

const readEvent = readEventWith({ fingerprint: testFingerprint });

interface Step {
  readonly act: "refund" | "shipping" | "fewer" | "more" | "add" | "whole" | "cancel";
  readonly line: number;
  readonly quantity: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Step["act"][]>("refund", "shipping", "fewer", "more", "add", "whole", "cancel"),
  line: fc.nat(5),
  quantity: fc.integer({ min: 1, max: 3 }),
});

function take(world: TestShop, order: SandboxOrder, { act, line, quantity }: Step): void {
  const { store, shop } = world;
  const target = order.lines[line % order.lines.length];
  const lineId = target?.id ?? 0;
  const left = target?.currentQuantity ?? 0;
  const edit = (units: number) =>
    editOrder(store, shop, order, { quantities: [{ lineId, quantity: units }], add: [] });
  if (act === "refund") refundOrder(store, order, { lines: [{ lineId, quantity }] });
  if (act === "shipping") refundOrder(store, order, { lines: [], shippingMinor: 100 });
  if (act === "fewer") edit(Math.max(0, left - quantity));
  if (act === "more") edit(left + quantity);
  if (act === "add") {
    const add = [{ variantId: order.lines[0]?.variantId ?? 0, quantity }];
    editOrder(store, shop, order, { quantities: [], add });
  }
  if (act === "whole") refundOrder(store, order, wholeRefund(order));
  if (act === "cancel") cancelOrder(store, order, { reason: "customer" });
}

test.each([undefined, TEHRAN_SHOP])(
  "what is left of an order is what Shopify's totals say (%s)",
  (domain) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), fc.boolean(), (steps, withCode) => {
        const world = testShop(domain);
        const { store, shop } = world;
        const [first, second] = store.products(shop.domain);
        store.putDiscount(
          reward({
            shop: shop.domain,
            code: "FIVE",
            value: { type: "amount", amountMinor: 333, appliesOnEachItem: false },
          }),
        );
        const lines = [first, second].map((product) => ({
          variantId: product?.variants[0]?.id ?? 0,
          quantity: 3,
        }));
        const { id } = world.order({ lines, codes: withCode ? ["FIVE"] : [] });
        const newest = () => store.order(shop.domain, id) ?? world.order();
        for (const one of steps) take(world, newest(), one);

        const order = newest();
        const payload = payloadOf(store, shop, { topic: "orders/updated", order }, world.clock.now);
        const event = readEvent("orders/updated", JSON.stringify(payload));
        if (event.kind !== "order") throw new Error(JSON.stringify(event));
        const asSent = JSON.stringify(asSubscribed("orders/updated", payload));
        expect(readEvent("orders/updated", asSent)).toEqual(event);
        const read = event.received.order;
        const goods = read.lines.filter(({ kind }) => kind !== "shipping");
        const left = goods.reduce((sum, line) => sum + line.gross - discountOf(line) - line.refunded, 0);
        // Units that were added after all the money had gone back are not paid for.
        const owed = financialStatus(order) === "refunded" ? 0 : currentTotals(order).subtotalMinor;
        expect(left).toBe(owed);
      }),
      { numRuns: 25 },
    );
  },
);

test("every topic the emulated shop sends has a meaning for the app", () => {
  const world = testShop();
  const { store, shop, emma, nasrin } = world;
  const order = world.order();
  refundOrder(store, order, { lines: [], amountMinor: 100 });
  const [refund] = store.order(shop.domain, order.id)?.refunds ?? [];
  if (refund === undefined) throw new Error("no refund");
  const kindOf = (...[event]: [Parameters<typeof payloadOf>[2]]) => {
    const payload = payloadOf(store, shop, event, 0);
    const whole = readEvent(event.topic, JSON.stringify(payload));
    expect(readEvent(event.topic, JSON.stringify(asSubscribed(event.topic, payload)))).toEqual(whole);
    return whole.kind;
  };
  expect(kindOf({ topic: "orders/paid", order })).toBe("order");
  expect(kindOf({ topic: "orders/cancelled", order })).toBe("order");
  expect(kindOf({ topic: "orders/edited", order, editId: 1, additions: [], removals: [] })).toBe(
    "order-changed",
  );
  expect(kindOf({ topic: "refunds/create", order, refund })).toBe("order-changed");
  expect(kindOf({ topic: "customers/create", customer: emma })).toBe("customer");
  expect(kindOf({ topic: "customers/delete", customer: emma })).toBe("customer-deleted");
  expect(kindOf({ topic: "customers/merge", kept: emma, gone: nasrin, jobId: 1 })).toBe("customer-merged");
  expect(kindOf({ topic: "customers/data_request", customer: emma, requestId: 1 })).toBe("data-request");
  expect(kindOf({ topic: "customers/redact", customer: emma, orderIds: [1] })).toBe("customer-redact");
  expect(kindOf({ topic: "shop/redact" })).toBe("shop-redact");
  expect(kindOf({ topic: "app/uninstalled" })).toBe("uninstalled");
  expect(kindOf({ topic: "app/scopes_update", previous: [], current: ["read_orders"] })).toBe("scopes");
});
