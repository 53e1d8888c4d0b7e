/**
 * The emulated shop tells one order in two shapes, its webhook and its Admin API; the product's own adapter reads both, and they are the same
 * order. And the Admin API answers every operation of the product within Shopify's limits.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGraphqlOrder } from "../stores/shopify/graphql-order";
import { orderNode } from "../stores/shopify/operations/order-state";
import { fetchOrder, listOrders } from "../stores/shopify/operations/orders";
import { readEventWith } from "../stores/shopify/read-event";
import { translateOrder } from "../stores/shopify/translate-order";
import { testFingerprint } from "../testing/fingerprint";
import { MOST_PER_QUERY } from "./admin-api/cost";
import { cancelOrder, refundOrder, wholeRefund } from "./state/change-order";
import { editOrder } from "./state/edit-order";
import { fulfilOrder, unfulfilOrder } from "./state/fulfil-order";
import { presentments } from "./state/presentment";
import type { SandboxOrder } from "./state/types";
import { DEMO_SHOP, TEHRAN_SHOP, type TestShop, testShop } from "./testing/shop";
import { orderPayload } from "./webhooks/order-payload";

const readEvent = readEventWith({ fingerprint: testFingerprint });

const SIZES = { lines: 25, shipping: 10, refunds: 5, refundLines: 5, fulfilments: 10 };
const PAGE = { lines: 10, shipping: 2, refunds: 3, refundLines: 5, fulfilments: 4 };

function fromWebhook(world: TestShop, order: SandboxOrder) {
  const customer =
    order.customerId === null ? null : world.store.customer(world.shop.domain, order.customerId);
  const event = readEvent("orders/updated", JSON.stringify(orderPayload(world.shop, order, customer)));
  if (event.kind !== "order") throw new Error(JSON.stringify(event));
  return event.received.order;
}

async function fromApi(world: TestShop, order: SandboxOrder) {
  const id = `gid://shopify/Order/${order.id}`;
  const { data, errors, requestedCost } = await world.ask(fetchOrder.document, { id, ...SIZES });
  expect(errors).toEqual([]);
  expect(requestedCost).toBeLessThanOrEqual(MOST_PER_QUERY);
  const translated = translateOrder(readGraphqlOrder(orderNode.parse(data?.order)), testFingerprint);
  if (!("order" in translated)) throw new Error(translated.detail);
  return translated.order;
}

const step = fc.oneof(
  fc.record({ do: fc.constant("refund" as const), line: fc.nat(3), units: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant("goodwill" as const), minor: fc.integer({ min: 1, max: 2_000 }) }),
  fc.record({ do: fc.constant("remove" as const), line: fc.nat(3) }),
  fc.record({ do: fc.constant("add" as const), line: fc.nat(3) }),
  fc.record({ do: fc.constant("whole" as const) }),
  fc.record({ do: fc.constant("cancel" as const) }),
  fc.record({ do: fc.constant("send" as const), line: fc.nat(3), units: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant("sendAll" as const) }),
  fc.record({ do: fc.constant("callBack" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** One change at the order desk; what the desk refuses leaves the order as it was. */
function change(world: TestShop, order: SandboxOrder, wish: Step): SandboxOrder {
  const { store, shop } = world;
  const line = "line" in wish ? order.lines[wish.line % order.lines.length] : undefined;
  const quantity = (delta: number) => [
    { lineId: line?.id ?? 0, quantity: (line?.currentQuantity ?? 0) + delta },
  ];
  const nothing = { lines: [], shippingMinor: 0, amountMinor: null, note: null };
  const made = {
    refund: () =>
      refundOrder(store, order, {
        ...nothing,
        lines: [{ lineId: line?.id ?? 0, quantity: "units" in wish ? wish.units : 0 }],
      }),
    goodwill: () => refundOrder(store, order, { ...nothing, amountMinor: "minor" in wish ? wish.minor : 0 }),
    remove: () => editOrder(store, shop, order, { quantities: quantity(-1), add: [] }),
    add: () => editOrder(store, shop, order, { quantities: quantity(1), add: [] }),
    whole: () => refundOrder(store, order, wholeRefund(order)),
    send: () =>
      fulfilOrder(store, order, [{ lineId: line?.id ?? 0, quantity: "units" in wish ? wish.units : 0 }]),
    sendAll: () => fulfilOrder(store, order),
    callBack: () => unfulfilOrder(store, order),
    cancel: () => cancelOrder(store, order, { reason: "customer" }),
  }[wish.do]();
  return made.ok ? made.order : order;
}

describe.each([DEMO_SHOP, TEHRAN_SHOP])("at %s", (domain) => {
  test("any order, after any changes, is the same from its webhook and from the Admin API", async () => {
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(null, ...presentments),
        fc.constantFrom("web", "pos", "subscription_contract", "1354745"),
        async (steps, quantity, presentment, sourceName) => {
          const world = testShop(domain);
          const variants = world.store
            .products(domain)
            .slice(0, 3)
            .flatMap(({ variants: [first] }) => first?.id ?? []);
          const lines = variants.map((variantId) => ({ variantId, quantity }));
          const card = { bin: "424242", last: "4242" };
          let order = world.order({ lines, presentment, sourceName, buyer: { card } });
          for (const wish of steps) {
            world.clock.now += 60_000;
            const before = order;
            order = change(world, order, wish);
            changes += order === before ? 0 : 1;
            expect(await fromApi(world, order)).toEqual(fromWebhook(world, order));
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(changes).toBeGreaterThan(30);
  });
});

test("a page of orders is within what Shopify gives at once, at one of the sizes we ask for", async () => {
  const { ask, order } = testShop();
  order();
  const costs = [25, 10, 4, 1].map(async (first) => {
    const variables = { first, after: null, query: "created_at:>='2026-09-23T00:00:00.000Z'", ...PAGE };
    return (await ask(listOrders.document, variables)).requestedCost;
  });
  expect(Math.min(...(await Promise.all(costs)))).toBeLessThanOrEqual(MOST_PER_QUERY);
});
