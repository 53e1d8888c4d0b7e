/// <reference types="@shopify/ui-extensions/admin.customer-details.block.render" />
/** The block and the action on a customer's page with the official tester: staff see who it is, and mend a balance once, with a reason. */
import { getExtension } from "@shopify/ui-extensions-tester";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { button, click, isDisabled, page, seen, type } from "../../shared/testing/page";
import { furnish, playApi, view } from "./testing/harness";
import { pointsIn } from "./use-adjustment";

const block = getExtension("admin.customer-details.block.render");
const action = getExtension("admin.customer-details.action.render");
const api = playApi();
let realFetch: typeof fetch;

beforeAll(() => {
  api.server.listen({ onUnhandledRequest: "error" });
  realFetch = globalThis.fetch;
});
afterEach(() => api.reset());
afterAll(() => api.server.close());

const typed = () => new Promise<void>((resolve) => setTimeout(resolve, 30));
const done = {
  status: "done",
  message: "Adjusted: +250",
  view: { ...view, member: view.member && { ...view.member, balanceText: "1,500 points" } },
} as const;

async function fill(points: string): Promise<void> {
  type("s-text-field", "Points", points);
  await typed();
  type("s-select", "Reason", "goodwill");
  await typed();
  type("s-text-area", "Note for colleagues", "Late parcel");
  await typed();
}

describe("the block", () => {
  beforeEach(() => {
    block.setUp();
    block.fetch = realFetch;
    furnish(block.shopify);
  });
  afterEach(() => block.tearDown());

  it("shows balance, tier, last entries, and the way into the app", async () => {
    await block.render();
    await seen("1,250 points");
    for (const text of ["Silver", "40 pending", "62% of the way to Gold", "For order #1001", "+300"])
      expect(page()).toContain(text);
    expect(document.querySelector("s-link")?.getAttribute("href")).toBe("app:/app/members/17");
    expect(api.asked[0]?.headers.get("authorization")).toBe("Bearer token");
    expect(new URL(api.asked[0]?.url ?? "").searchParams.get("locale")).toBe("en");
  });

  it("says so of a customer who is no member, and of a membership that is closed", async () => {
    api.state.view = { ...view, member: null };
    await block.render();
    await seen("This customer is not a member.");
    expect(page()).not.toContain("Adjust points");
  });

  it("offers to try again when our API cannot be reached", async () => {
    api.state.down = true;
    await block.render();
    await seen("The points cannot be shown right now.");
    api.state.down = false;
    click("Try again");
    await seen("1,250 points");
  });

  it("adjusts with reason and note, and shows the new balance at once", async () => {
    api.state.answer = done;
    await block.render();
    await seen("Adjust points");
    click("Adjust points");
    await seen("Cancel");
    expect(isDisabled(button("Adjust"))).toBe(true);
    await fill("250");
    expect(isDisabled(button("Adjust"))).toBe(false);
    click("Adjust");
    await seen("1,500 points");
    expect(page()).toContain("Adjusted: +250");
    expect(api.sent).toEqual([
      { points: 250, reason: "goodwill", note: "Late parcel", key: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
  });

  it("sends the same key again after no answer, and says the reason of a refusal", async () => {
    await block.render();
    await seen("Adjust points");
    click("Adjust points");
    await seen("Cancel");
    await fill("-5");
    click("Adjust");
    await seen("Sending it again adjusts only once.");
    api.state.answer = { status: "declined", reason: "member-closed", message: "This membership is closed." };
    click("Adjust");
    await seen("This membership is closed.");
    expect(api.sent.map(({ points }) => points)).toEqual([-5, -5]);
    expect(api.sent[0]?.key).toBe(api.sent[1]?.key);
  });
});

describe("the action", () => {
  beforeEach(() => {
    action.setUp();
    action.fetch = realFetch;
    furnish(action.shopify);
  });
  afterEach(() => action.tearDown());

  it("adjusts and closes its window", async () => {
    const close = vi.fn();
    Object.defineProperty(action.shopify, "close", { configurable: true, value: close });
    api.state.answer = done;
    await action.render();
    await seen("1,250 points");
    await fill("250");
    click("Adjust");
    await expect.poll(() => close.mock.calls.length).toBe(1);
  });
});

describe("points as they are typed", () => {
  it.each([
    ["250", 250],
    ["+250", 250],
    ["-40", -40],
    ["−40", -40],
    ["۲۵۰", 250],
    ["-٤٠", -40],
    ["0", null],
    ["1.5", null],
    ["", null],
    ["many", null],
  ])("%s is %s", (text, points) => {
    expect(pointsIn(text)).toBe(points);
  });
});
