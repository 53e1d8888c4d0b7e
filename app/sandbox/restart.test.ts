/** A restart with the same folder goes on where it was: same keys, same orders, nothing told twice. */
import { expect, test } from "vitest";
import { mountedForTest } from "./testing/mounted";
import { DEMO_SHOP, EMMA } from "./testing/shop";

test("orders, keys and numbers are there again, and no webhook is repeated", async () => {
  const first = await mountedForTest();
  const state = await first.ask("/sandbox/state.json");
  const variantId = state.json.shops[0].products[0].variants[0].id;
  const body = { customerId: EMMA, lines: [{ variantId, quantity: 1 }] };
  const { json } = await first.ask(`/sandbox/api/${DEMO_SHOP}/orders?wait=1`, { body });
  await first.stop();

  const second = await mountedForTest(first.dataDir);
  expect(second.environment.SHOPIFY_API_SECRET).toBe(first.environment.SHOPIFY_API_SECRET);
  expect(second.received).toEqual([]);
  const again = await second.ask(`/sandbox/api/${DEMO_SHOP}/orders/${json.order.id}`);
  expect(again.json.order).toEqual(json.order);
  const next = await second.ask(`/sandbox/api/${DEMO_SHOP}/orders?wait=1`, { body });
  expect(next.json.order.order_number).toBe(json.order.order_number + 1);
  await second.stop();
});
