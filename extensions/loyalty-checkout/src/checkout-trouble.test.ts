/// <reference types="@shopify/ui-extensions/purchase.checkout.reductions.render-after" />
/** What goes wrong at a checkout, and what is held: field lesson 8 (points spent, discount lost) must not happen here. Law 5. */
import { describe, expect, it, vi } from "vitest";
import type { ShopperStanding } from "../../../app/contract/redemption-api";
import { checkoutForTests, extension, issued, REDEEM, redeemed } from "./testing/at-checkout";
import { held, standing } from "./testing/examples";
import { api, button, click, isDisabled, page, seen, server, signal, takesCodes } from "./testing/harness";

checkoutForTests();

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
    click("Use it: £5.00 off");
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
    expect(isDisabled(button("Use it: £5.00 off"))).toBe(true);
    click("Give points back");
    await seen("on their way back");
  });
});
