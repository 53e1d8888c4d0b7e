/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
/** The two small blocks with the official tester: the balance on the profile, and what an order earned. */
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { page, seen } from "../../shared/testing/page";
import { signal } from "../../shared/testing/words";
import { stranger } from "./testing/examples";
import { furnish, playApi } from "./testing/harness";

const profile = getExtension("customer-account.profile.block.render");
const order = getExtension("customer-account.order-status.block.render");
const api = playApi();
let realFetch: typeof fetch;

beforeAll(() => {
  api.server.listen({ onUnhandledRequest: "error" });
  realFetch = globalThis.fetch;
});
afterEach(() => api.reset());
afterAll(() => api.server.close());

async function show(extension: typeof profile | typeof order, orderId?: string): Promise<void> {
  extension.setUp();
  extension.fetch = realFetch;
  furnish(extension.shopify);
  Object.defineProperty(extension.shopify, "order", {
    configurable: true,
    value: signal(orderId === undefined ? undefined : { id: orderId, name: "#6001" }),
  });
  await extension.render();
}

describe("the block on the profile", () => {
  afterEach(() => profile.tearDown());

  it("shows the balance and leads to the whole page", async () => {
    await show(profile);
    await seen("1,250 points");
    expect(document.querySelector("s-link")?.getAttribute("href")).toBe("extension:loyalty-account/");
  });

  it("tells who is no member how to join", async () => {
    api.says["GET standing"] = () => ({ json: stranger });
    await show(profile);
    await seen("You are not a member yet.");
  });
});

describe("the block on an order's page", () => {
  afterEach(() => order.tearDown());

  it("says what the order earned", async () => {
    api.says["GET orders/6001/points"] = () => ({
      json: { status: "awarded", points: 62, text: "You earned 62 points.", balance: 1_250 },
    });
    await show(order, "gid://shopify/Order/6001");
    await seen("You earned 62 points.");
    expect(page()).toContain("Your balance: 1,250.");
  });

  it("says when, for an order that is not known yet", async () => {
    await show(order);
    await seen("once it is paid");
  });
});
