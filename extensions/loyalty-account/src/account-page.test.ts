/// <reference types="@shopify/ui-extensions/customer-account.page.render" />
/** The account page with the official tester: a member sees everything and can do everything, and nothing is done twice. */
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { button, click, isDisabled, page, seen, tick, type } from "../../shared/testing/page";
import { held, membership, standing, stranger } from "./testing/examples";
import { furnish, playApi } from "./testing/harness";

const extension = getExtension("customer-account.page.render");
const api = playApi();
let realFetch: typeof fetch;

beforeAll(() => {
  api.server.listen({ onUnhandledRequest: "error" });
  realFetch = globalThis.fetch;
});
beforeEach(() => {
  extension.setUp();
  extension.fetch = realFetch;
  furnish(extension.shopify);
});
afterEach(() => {
  extension.tearDown();
  api.reset();
});
afterAll(() => api.server.close());

/** The page follows what is typed within a moment. */
const typed = () => new Promise<void>((resolve) => setTimeout(resolve, 30));
const posts = (path: string) => api.asked.filter((one) => one.method === "POST" && one.path === path);

describe("what a member sees", () => {
  it("shows balance, tier, rewards with their reasons, history with explanations, and the referral", async () => {
    await extension.render();
    await seen("For order #1001");
    await seen("Your friend gets 10% off on their first order.");
    await seen("What you agree to");
    for (const text of [
      "1,250 points",
      "Silver",
      "62% of the way to Gold",
      "500 points: £5.00 off",
      "Only for Gold members.",
      "750 points to go",
      "+300",
      "Points for every purchase: 300",
      "Good until Nov 1, 2027",
      "You get 500 points once the return window of 14 days is over.",
      "https://shop.example/apps/vafa/referral/7KQ2-M4XA",
      "A friend has bought and you have your points",
    ])
      expect(page()).toContain(text);
    expect(api.asked.every(({ query }) => query.get("locale") === "en")).toBe(true);
  });

  it("shows older entries on request", async () => {
    api.says["GET history"] = ({ query }) =>
      query.get("after") === "1"
        ? { json: { entries: [], older: null } }
        : {
            json: {
              entries: [
                {
                  seq: 1,
                  kind: "earn",
                  sentence: "Newest",
                  details: [],
                  points: 1,
                  pointsText: "+1",
                  dateText: "today",
                  notes: [],
                },
              ],
              older: 1,
            },
          };
    await extension.render();
    await seen("Newest");
    click("Show older");
    await expect.poll(() => page()).not.toContain("Show older");
  });

  it("says so when it cannot be shown, and tries again", async () => {
    api.says["GET standing"] = () => "broken";
    await extension.render();
    await seen("This cannot be shown right now. Your points are safe.");
    api.says["GET standing"] = () => ({ json: standing });
    click("Try again");
    await seen("1,250 points");
  });
});

describe("redeeming on the account page", () => {
  it("shows the code with a way to copy it, and gives it back", async () => {
    api.says["POST redemptions"] = () => {
      api.says["GET standing"] = () => ({ json: { ...standing, held: [held] } });
      return { json: { status: "issued", redemption: held, balance: 750 }, status: 201 };
    };
    api.says[`POST redemptions/${held.redemptionId}/release`] = () => ({
      json: { status: "released", redemption: held, balance: 1_250, settled: true },
    });
    await extension.render();
    await seen("500 points: £5.00 off");
    click("Redeem 500 points: £5.00 off");
    await seen("Yours: £5.00 off");
    await seen("VAFA-TEST-5");
    expect(button("Copy code VAFA-TEST-5").getAttribute("commandFor")).toBe(`code-${held.redemptionId}`);
    expect(posts("redemptions")[0]?.body).toEqual({
      rewardId: "five-off",
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    click("Give back: £5.00 off");
    await seen("500 points are back.");
  });

  it("repeats one intention with its key after no answer, so that it spends once", async () => {
    api.says["POST redemptions"] = () => "broken";
    await extension.render();
    await seen("500 points: £5.00 off");
    click("Redeem 500 points: £5.00 off");
    await seen("There was no answer in time.");
    await expect.poll(() => isDisabled(button("Redeem 500 points: £5.00 off"))).toBe(false);
    click("Redeem 500 points: £5.00 off");
    await expect.poll(() => posts("redemptions").length).toBe(2);
    const [first, second] = posts("redemptions");
    expect(second?.body.key).toBe(first?.body.key);
  });

  it("waits for a code that is still being made, and says the reason of a refusal", async () => {
    api.says["POST redemptions"] = () => ({
      json: { status: "issuing", redemption: { ...held, code: null }, balance: 750, retryAfterMs: 1 },
      status: 202,
    });
    api.says[`GET redemptions/${held.redemptionId}`] = () => ({
      json: {
        status: "declined",
        reason: "code-refused-by-store",
        message: "The store could not make the code.",
      },
      status: 409,
    });
    await extension.render();
    await seen("500 points: £5.00 off");
    click("Redeem 500 points: £5.00 off");
    await seen("The store could not make the code.");
  });

  it("spends what was chosen on a slider, in whole steps", async () => {
    api.says["POST redemptions"] = () => ({
      json: { status: "declined", reason: "x", message: "No." },
      status: 409,
    });
    await extension.render();
    await seen("Choose your discount");
    type("s-number-field", "Points to spend, from 200 to 1,200", "300");
    await seen("Spend 300 for £3.00");
    click("Spend 300 for £3.00");
    await seen("No.");
    expect(posts("redemptions")[0]?.body).toMatchObject({ rewardId: "any-amount", points: 300 });
  });
});

describe("collecting", () => {
  it("takes a code and says what came of it", async () => {
    api.says["POST codes"] = ({ body }) =>
      body.code === "GOOD"
        ? { json: { status: "earned", points: 50, balance: 1_300, message: "50 points for this code." } }
        : {
            json: { status: "declined", reason: "no-such-code", message: "There is no such code." },
            status: 409,
          };
    await extension.render();
    await seen("Tell us your birthday");
    expect(isDisabled(button("Collect"))).toBe(true);
    type("s-text-field", "Code from a receipt or parcel", "BAD");
    await expect.poll(() => isDisabled(button("Collect"))).toBe(false);
    click("Collect");
    await seen("There is no such code.");
    type("s-text-field", "Code from a receipt or parcel", " GOOD ");
    await typed();
    click("Collect");
    await seen("50 points for this code.");
  });

  it("asks for the birthday once", async () => {
    api.says["POST birthday"] = () => ({
      json: { status: "birthday-kept", birthday: "03-21", message: "Noted." },
    });
    await extension.render();
    await seen("Tell us your birthday");
    type("s-select", "Month", "3");
    type("s-select", "Day", "21");
    await expect.poll(() => isDisabled(button("Save birthday"))).toBe(false);
    click("Save birthday");
    await seen("Noted.");
    expect(posts("birthday")[0]?.body).toEqual({ month: 3, day: 21 });
    await expect.poll(() => page()).not.toContain("Save birthday");
    await seen("Your birthday is on record.");
  });

  it("does not ask for a birthday that is known", async () => {
    api.says["GET standing"] = () => ({ json: { ...standing, birthday: { known: true } } });
    await extension.render();
    await seen("Your birthday is on record.");
    expect(page()).not.toContain("Tell us your birthday");
    expect(page()).not.toContain("Save birthday");
  });
});

describe("what the program has no rule for", () => {
  it("is not asked: no birthday without its rule, no code without its rule", async () => {
    api.says["GET standing"] = () => ({ json: { ...standing, forms: ["code"] } });
    await extension.render();
    await seen("Held for the reward");
    expect(isDisabled(button("Collect"))).toBe(true);
    expect(page()).not.toContain("birthday");
  });

  it("leaves no heading over nothing", async () => {
    api.says["GET standing"] = () => ({ json: { ...standing, forms: [], birthday: { known: true } } });
    await extension.render();
    await seen("Held for the reward");
    expect(page()).not.toContain("Collect more points");
    expect(page()).not.toContain("birthday");
  });
});

describe("membership", () => {
  const done = (change: object) => () => ({
    json: { status: "done", membership: { ...membership, ...change } },
  });

  it("lets a stranger join once they agree to the program", async () => {
    const view = { ...membership, status: "none", canJoin: true, statusText: "You are not a member yet." };
    api.says["GET standing"] = () => ({ json: stranger });
    api.says["GET membership"] = () => ({ json: view });
    api.says["POST membership"] = done({});
    await extension.render();
    await seen("Joining needs your agreement to the program.");
    expect(isDisabled(button("Join"))).toBe(true);
    expect(page()).not.toContain("Redeem");
    tick("I join.", true);
    await expect.poll(() => isDisabled(button("Join"))).toBe(false);
    click("Join");
    await seen("Member since Nov 1, 2026.");
    expect(posts("membership")[0]?.body).toEqual({ consents: ["program"] });
  });

  it("gives and withdraws each consent by itself", async () => {
    api.says["POST consents"] = done({});
    await extension.render();
    await seen("News by e-mail.");
    tick("E-mail", true);
    await seen("Your choice is saved.");
    expect(posts("consents")[0]?.body).toEqual({ purpose: "email", granted: true });
  });

  it("asks twice before leaving and before erasing", async () => {
    api.says["POST membership/leave"] = done({ status: "left", statusText: "You have left.", canJoin: true });
    await extension.render();
    await seen("Leave the program");
    click("Leave the program");
    await seen("Leaving takes your 1,250 points.");
    click("Stay");
    await expect.poll(() => page()).not.toContain("Leave for good");
    expect(posts("membership/leave")).toEqual([]);
    click("Erase my data");
    await seen("This cannot be undone.");
    click("Stay");
    click("Leave the program");
    await seen("Leave for good");
    click("Leave for good");
    await seen("You have left.");
  });

  it("hands over everything we hold", async () => {
    api.says["GET personal-data"] = () => ({ json: { profile: { name: "Emma" } } });
    await extension.render();
    await seen("Collect my data");
    click("Collect my data");
    await seen("Your data is ready to be copied.");
    const item = document.querySelector("#own-data");
    expect(item?.getAttribute("text")).toContain("Emma");
  });
});

describe("offline", () => {
  it("says so, and loses nothing", async () => {
    await extension.render();
    await seen("Tell us your birthday");
    Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
    api.says["POST codes"] = () => "broken";
    type("s-text-field", "Code from a receipt or parcel", "GOOD");
    await typed();
    click("Collect");
    await seen("You are offline. Nothing is lost");
    Object.defineProperty(navigator, "onLine", { value: true, configurable: true });
  });
});
