/// <reference types="@shopify/ui-extensions/purchase.checkout.reductions.render-after" />
/** The checkout block with the official tester: what a shopper sees, and how points become a discount on the order. */
import { describe, expect, it, vi } from "vitest";
import { checkoutForTests, connect, extension, issued, REDEEM, redeemed } from "./testing/at-checkout";
import { preparing, standing, stranger } from "./testing/examples";
import { api, button, click, furnish, isDisabled, page, seen, server, signal } from "./testing/harness";

checkoutForTests();

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
    connect();
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
    await vi.waitFor(() => expect(fieldError()).toBe("Choose a multiple of 100 from 200 to 1,200."), 20_000);
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

  it("sets no points aside for a reward that cannot stand beside the one on the order", async () => {
    const combinesWith = { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true };
    const rewards = standing.rewards.map((reward) => ({ ...reward, combinesWith }));
    extension.shopify.discountCodes = signal([{ code: "VAFA-TEST-5" }]);
    server.use(api.standing({ ...redeemed, rewards }));
    await extension.render();
    await seen("Cannot be combined with other order discounts");
    expect(isDisabled(button(REDEEM))).toBe(true);
    expect(isDisabled(button("Undo: remove £5.00 off and get 500 points back"))).toBe(false);
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
