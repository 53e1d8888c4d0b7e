/// <reference types="@shopify/ui-extensions/purchase.checkout.reductions.render-after" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { RedemptionAnswer, ShopperStanding } from "../../../app/contract/redemption-api";
import { held, preparing, standing, stranger } from "./testing/examples";
import {
  api,
  button,
  click,
  furnish,
  isDisabled,
  page,
  seen,
  server,
  signal,
  takesCodes,
} from "./testing/harness";

const extension = getExtension("purchase.checkout.reductions.render-after");
const issued: RedemptionAnswer = { status: "issued", redemption: held, balance: 750 };
const REDEEM = "Redeem 500 points for £5.00 off";

let nativeFetch: typeof fetch;
beforeAll(() => {
  server.listen({ onUnhandledRequest: "error" });
  nativeFetch = globalThis.fetch;
});
beforeEach(() => {
  extension.setUp();
  extension.fetch = nativeFetch;
  furnish(extension.shopify);
  extension.shopify.cost.subtotalAmount.value = { amount: 60, currencyCode: "GBP" };
  extension.shopify.applyDiscountCodeChange = takesCodes();
});
afterEach(() => {
  extension.tearDown();
  server.resetHandlers();
});
afterAll(() => server.close());

describe("what a shopper sees", () => {
  it("shows balance, tier, progress and what can be redeemed", async () => {
    server.use(api.standing());
    await extension.render();
    await seen("1,250 points");
    expect(page()).toContain("Silver");
    expect(page()).toContain("40 more on the way");
    expect(page()).toContain("62% of the way to Gold");
    expect(page()).toContain("500 points for £5.00 off");
    expect(page()).toContain("750 points to go");
    expect(isDisabled(button(REDEEM))).toBe(false);
  });

  it("invites a guest to log in", async () => {
    furnish(extension.shopify, { loggedIn: false });
    server.use(api.standing(stranger));
    await extension.render();
    await seen("Log in to spend your points");
    expect(document.querySelector("s-link")?.getAttribute("href")).toBe(
      "https://mock-shop.myshopify.com/account/login?return_url=%2Fcheckout",
    );
  });

  it("tells a customer who is no member yet how points come", async () => {
    server.use(api.standing(stranger));
    await extension.render();
    await seen("Your points are collected with your next paid order.");
  });

  it("keeps to the merchant's settings", async () => {
    furnish(extension.shopify, { settings: { heading: "Perks", show_out_of_reach: false } });
    server.use(api.standing());
    await extension.render();
    await seen("1,250 points");
    expect(document.querySelector("s-section")?.getAttribute("heading")).toBe("Perks");
    expect(page()).not.toContain("points to go");
  });

  it("sends the language and a fresh session token with every request", async () => {
    const asked: Request[] = [];
    server.events.on("request:start", ({ request }) => void asked.push(request));
    extension.shopify.localization.extensionLanguage.value = { isoCode: "fa" };
    let count = 0;
    extension.shopify.sessionToken.get = async () => `token-${++count}`;
    server.use(
      api.standing(),
      api.reserve(() => ({ json: issued, status: 201 })),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("is on your order");
    server.events.removeAllListeners();
    expect(asked.map((request) => new URL(request.url).searchParams.get("locale"))).toEqual([
      "fa",
      "fa",
      "fa",
    ]);
    expect(asked.map((request) => request.headers.get("authorization"))).toEqual([
      "Bearer token-1",
      "Bearer token-2",
      "Bearer token-3",
    ]);
  });

  it("offers to try again when our API cannot be reached, and says that points are safe", async () => {
    server.use(api.orderPoints(() => ({ broken: "network" })));
    extension.fetch = async () => {
      throw new TypeError("network is down");
    };
    await extension.render();
    await seen("They are safe");
    extension.fetch = nativeFetch;
    server.use(api.standing());
    click("Try again");
    await seen("1,250 points");
  });

  it("does not believe an answer that is not of the contract", async () => {
    extension.fetch = async () => Response.json({ member: { balance: "lots" } });
    await extension.render();
    await seen("They are safe");
  });
});

describe("redeeming", () => {
  it("turns points into a discount on the order", async () => {
    const bodies: Record<string, unknown>[] = [];
    server.use(
      api.standing(() => (bodies.length ? redeemed : standing)),
      api.reserve((body) => {
        bodies.push(body);
        return { json: issued, status: 201 };
      }),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("£5.00 off is on your order.");
    await seen("750 points");
    expect(extension.shopify.applyDiscountCodeChange).toHaveBeenCalledExactlyOnceWith({
      type: "addDiscountCode",
      code: "VAFA-TEST-5",
    });
    expect(bodies).toEqual([{ rewardId: "five-off", key: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
  });

  it("spends what was chosen on a slider, in whole steps", async () => {
    const bodies: Record<string, unknown>[] = [];
    server.use(
      api.standing(),
      api.reserve((body) => {
        bodies.push(body);
        return { json: issued, status: 201 };
      }),
    );
    await extension.render();
    await seen("Spend 1,200 for £12.00 off");
    choose("250");
    await vi.waitFor(() => expect(fieldError()).toBe("Choose a multiple of 100 from 200 to 1,200."));
    choose("300");
    await seen("Spend 300 for £3.00 off");
    click("Spend 300 for £3.00 off");
    await seen("is on your order");
    expect(bodies).toMatchObject([{ rewardId: "any-amount", points: 300 }]);
  });

  it("offers no more points than the order is worth", async () => {
    extension.shopify.cost.subtotalAmount.value = { amount: 7.5, currencyCode: "GBP" };
    server.use(api.standing());
    await extension.render();
    await seen("Spend 800 for £8.00 off");
  });

  it("keeps the button shut while the order is below the reward's minimum, and says so", async () => {
    const rewards = standing.rewards.map((reward) => ({ ...reward, minimumSubtotalMinor: 10_000 }));
    server.use(api.standing({ ...standing, rewards }));
    await extension.render();
    await seen("For orders of £100.00 and more");
    expect(isDisabled(button(REDEEM))).toBe(true);
  });

  it("disables everything and says what is going on while it works", async () => {
    server.use(
      api.standing(),
      api.reserve(() => ({ broken: "silent" })),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("Setting your points aside…");
    expect(Array.from(document.querySelectorAll<HTMLElement>("s-button")).every(isDisabled)).toBe(true);
    expect(document.querySelector('[accessibilityrole="status"]')?.textContent).toContain("Setting");
  });

  it("says the reason when it is declined", async () => {
    server.use(
      api.standing(),
      api.reserve(() => ({
        json: { status: "declined", reason: "not-enough-points", message: "You have 20 points too few." },
        status: 409,
      })),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("You have 20 points too few.");
    expect(extension.shopify.applyDiscountCodeChange).not.toHaveBeenCalled();
  });

  it("waits for a code that is still being made", async () => {
    let asked = 0;
    server.use(
      api.standing(),
      api.reserve(() => ({
        json: { status: "issuing", redemption: preparing, balance: 750, retryAfterMs: 10 },
        status: 202,
      })),
      api.redemption(() => {
        asked += 1;
        return asked < 2
          ? { json: { status: "issuing", redemption: preparing, balance: 750, retryAfterMs: 10 } }
          : { json: issued };
      }),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("Preparing your discount…");
    await seen("is on your order");
  });
});

describe("when something goes wrong, points are never lost", () => {
  it("makes no redemption where the checkout takes no codes", async () => {
    extension.shopify.instructions.value.discounts.canUpdateDiscountCodes = false;
    // No handler for a redemption: a request would fail this test.
    server.use(api.standing());
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("no points were spent");
  });

  it("repeats with the same key after a time-out", async () => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout"],
      shouldAdvanceTime: true,
      advanceTimeDelta: 400,
    });
    const keys: unknown[] = [];
    server.use(
      api.standing(),
      api.reserve((body) => {
        keys.push(body.key);
        return keys.length === 1 ? { broken: "silent" } : { json: issued };
      }),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("Your points are safe: trying again never spends them twice.");
    vi.useRealTimers();
    click("Try again");
    await seen("is on your order");
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it("shows the held redemption on return when the network was lost in the middle", async () => {
    let now: ShopperStanding = standing;
    server.use(
      api.standing(() => now),
      api.reserve(() => {
        now = redeemed;
        return { broken: "network" };
      }),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("Your points are safe");
    click("Not now");
    await seen("Ready to use: £5.00 off");
    click("Use it: £5.00 off this order");
    await seen("is on your order");
  });

  it("gives the points back when the checkout refuses the code", async () => {
    extension.shopify.applyDiscountCodeChange = takesCodes("error");
    let now: ShopperStanding = standing;
    server.use(
      api.standing(() => now),
      api.reserve(() => {
        now = redeemed;
        return { json: issued, status: 201 };
      }),
      api.release((id) => {
        expect(id).toBe(held.redemptionId);
        now = standing;
        return { json: { status: "released", redemption: held, balance: 1_250, settled: true } };
      }),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("This order does not take the discount.");
    click("Give points back");
    await seen("Your 500 points are back.");
    await seen("1,250 points");
    expect(page()).not.toContain("Ready to use");
  });

  it("treats a host that throws like a refusal", async () => {
    extension.shopify.applyDiscountCodeChange = async () => {
      throw new Error("the host is gone");
    };
    server.use(
      api.standing(),
      api.reserve(() => ({ json: issued })),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("Nothing is lost");
  });

  it("does not apply a code when codes may no longer be changed by then", async () => {
    server.use(
      api.standing(),
      api.reserve(() => {
        extension.shopify.instructions.value.discounts.canUpdateDiscountCodes = false;
        return { json: issued };
      }),
    );
    await extension.render();
    await seen("1,250 points");
    click(REDEEM);
    await seen("come back on their own");
    expect(extension.shopify.applyDiscountCodeChange).not.toHaveBeenCalled();
  });
});

describe("what is held", () => {
  it("is undone by taking the code off the order first", async () => {
    let now = redeemed;
    const order: string[] = [];
    extension.shopify.discountCodes = signal([{ code: "vafa-test-5" }]);
    extension.shopify.applyDiscountCodeChange = async ({ type }) => {
      order.push(type);
      return { type: "success" };
    };
    server.use(
      api.standing(() => now),
      api.release(() => {
        order.push("release");
        now = standing;
        return { json: { status: "released", redemption: held, balance: 1_250, settled: true } };
      }),
    );
    await extension.render();
    await seen("On this order: £5.00 off");
    click("Undo");
    await seen("Your 500 points are back.");
    expect(order).toEqual(["removeDiscountCode", "release"]);
  });

  it("can be given back even where the checkout takes no codes", async () => {
    extension.shopify.instructions.value.discounts.canUpdateDiscountCodes = false;
    server.use(
      api.standing(redeemed),
      api.release(() => ({
        json: { status: "released", redemption: held, balance: 1_250, settled: false },
      })),
    );
    await extension.render();
    await seen("Ready to use: £5.00 off");
    expect(isDisabled(button("Use it: £5.00 off this order"))).toBe(true);
    click("Give points back");
    await seen("on their way back");
  });
});

const redeemed: ShopperStanding = {
  ...standing,
  member: standing.member && { ...standing.member, balance: 750, balanceText: "750 points" },
  held: [held],
};

function field(): HTMLElement & { value?: string } {
  const found = document.querySelector<HTMLElement & { value?: string }>("s-number-field");
  if (!found) throw new Error("no number field");
  return found;
}

function choose(points: string): void {
  const element = field();
  element.value = points;
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

function fieldError(): string | null {
  return field().getAttribute("error");
}
