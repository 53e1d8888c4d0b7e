/// <reference types="@shopify/ui-extensions/purchase.thank-you.block.render" />
/** The thank-you block with the official tester: what the order earned, now, later or not at all. */
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { MOST_LOOKS } from "./order-points-watch";
import { api, furnish, seen, server } from "./testing/harness";

const extension = getExtension("purchase.thank-you.block.render");
const expected = {
  status: "expected",
  text: "Your points for this order arrive as soon as it is paid.",
  retryAfterMs: 0,
};

let nativeFetch: typeof fetch;
beforeAll(() => {
  server.listen({ onUnhandledRequest: "error" });
  nativeFetch = globalThis.fetch;
});
beforeEach(() => {
  extension.setUp();
  extension.fetch = nativeFetch;
  furnish(extension.shopify);
  extension.shopify.orderConfirmation.value.order.id = "gid://shopify/OrderIdentity/6001";
});
afterEach(() => {
  extension.tearDown();
  server.resetHandlers();
});
afterAll(() => server.close());

it("shows what the order earned and the new balance", async () => {
  server.use(
    api.orderPoints((id) => {
      expect(id).toBe("6001");
      return {
        json: { status: "awarded", points: 45, text: "This order earned 45 points.", balance: 1_295 },
      };
    }),
  );
  await extension.render();
  await seen("This order earned 45 points.");
  await seen("Your new balance is 1,295.");
});

it("asks again while the order is not paid yet", async () => {
  let asked = 0;
  server.use(
    api.orderPoints(() => {
      asked += 1;
      return asked < 3
        ? { json: expected }
        : { json: { status: "awarded", points: 45, text: "This order earned 45 points.", balance: 1_295 } };
    }),
  );
  await extension.render();
  await seen("This order earned 45 points.");
});

it("stops asking after a few times and says when the points come", async () => {
  let asked = 0;
  server.use(
    api.orderPoints(() => {
      asked += 1;
      return { json: expected };
    }),
  );
  await extension.render();
  await seen("Your points for this order arrive as soon as it is paid.");
  expect(asked).toBe(MOST_LOOKS);
});

it("says why an order earns nothing", async () => {
  server.use(
    api.orderPoints(() => ({
      json: { status: "none", reason: "not-a-member", text: "Join to earn points." },
    })),
  );
  await extension.render();
  await seen("Join to earn points.");
});

it("promises the points even when it cannot show them", async () => {
  server.use(api.orderPoints(() => ({ broken: "network" })));
  await extension.render();
  await seen("They are added to your balance all the same.");
});
