/** A checkout with the extension in it, anew for each test, and what most tests there begin with. */
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { RedemptionAnswer, ShopperStanding } from "../../../../app/contract/redemption-api";
import { held, standing } from "./examples";
import { furnish, server, takesCodes } from "./harness";

export const extension = getExtension("purchase.checkout.reductions.render-after");

export const REDEEM = "Redeem 500 points for £5.00 off";
export const issued: RedemptionAnswer = { status: "issued", redemption: held, balance: 750 };

/** The standing once the reward is redeemed. */
export const redeemed: ShopperStanding = {
  ...standing,
  member: standing.member && { ...standing.member, balance: 750, balanceText: "750 points" },
  held: [held],
};

/** The tester puts a fetch that answers nothing in place; ours goes to msw. */
let realFetch: typeof fetch;

export function connect(): void {
  extension.fetch = realFetch;
}

export function checkoutForTests(): void {
  beforeAll(() => {
    server.listen({ onUnhandledRequest: "error" });
    realFetch = globalThis.fetch;
  });
  beforeEach(() => {
    extension.setUp();
    connect();
    furnish(extension.shopify);
    extension.shopify.cost.subtotalAmount.value = { amount: 60, currencyCode: "GBP" };
    extension.shopify.applyDiscountCodeChange = takesCodes();
  });
  afterEach(() => {
    extension.tearDown();
    server.resetHandlers();
  });
  afterAll(() => server.close());
}
