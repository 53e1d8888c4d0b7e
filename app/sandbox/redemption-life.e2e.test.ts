/**
 * A redemption among faults (law 5, field lessons 7 to 9): through the real doors and the real adapter, against a Shopify that is slow, silent, refuses or
 * forgets to answer. Whatever happens, the points are spent once or given back once, and never before the code is dead.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { releaseOverdue } from "../services/release-overdue";
import { sendEffects } from "../services/send-effects";
import { DEMO_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { allSettledOnce, CREATE, claimsIn, KILL, orderWith, soon } from "./testing/claims";
import { sendWebhook } from "./testing/forged";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { secondProcess } from "./testing/second-process";

type Claims = ReturnType<typeof claimsIn>;

let sandbox: SandboxScript;
let books: Books;
let balance: Claims["balance"];
let member: Claims["member"];
let movements: Claims["movements"];
let only: Claims["only"];

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  ({ balance, member, movements, only } = claimsIn(sandbox, books));
});
afterEach(() => sandbox.noFaults());
afterAll(() => books.close());

/** The answers in which the emulated shop was asked to make this code. */
async function askedFor(code: string) {
  const { calls } = await sandbox.state();
  return calls.latest.filter(({ variables }) => JSON.stringify(variables).includes(code));
}

describe("while Shopify makes the code", () => {
  test.each([
    ["is throttled", "throttled", 2],
    ["answers 429", "429", 1],
    ["answers 500", "500", 2],
    ["answers with a page of HTML", "502", 2],
    ["is out for longer than one question is repeated", "500", 5],
  ])("%s: the code comes all the same, once", async (_what, kind, next) => {
    const who = await member(`Making ${kind} ${next}`);
    await sandbox.fault({ kind, next, operation: CREATE, shop: DEMO_SHOP });
    const { code } = await who.redeem();
    expect(await only(who.customerId)).toMatchObject({ state: "issued", code });
    const made = (await askedFor(code)).filter(({ fault }) => fault === null);
    expect(made.map(({ operation }) => operation)).toEqual(["IssueCode"]);
    expect(await movements(who.customerId)).toEqual(["redemption-reserved -500"]);
  });

  test.each([
    ["answers by half", "half"],
    ["does it and never answers", "timeout-after"],
  ])("%s: the code exists, is found again and not made twice", async (_what, kind) => {
    const who = await member(`Lost ${kind}`);
    await sandbox.fault({ kind, next: 1, operation: CREATE, shop: DEMO_SHOP });
    const { code } = await who.redeem();
    const operations = (await askedFor(code))
      .filter(({ fault }) => fault === null)
      .map(({ operation }) => operation);
    expect(operations.reverse()).toEqual(["IssueCode", "FindCode"]);
    const order = await sandbox.place(DEMO_SHOP, orderWith(who, code));
    await sandbox.workedOff();
    expect(await only(who.customerId)).toMatchObject({ state: "used", usedByOrder: String(order.id) });
    expect(await movements(who.customerId)).toEqual(["redemption-reserved -500", "order-awarded 295"]);
  });

  test("refuses it: the reason is told and the points are back", async () => {
    const who = await member("Refused");
    await sandbox.fault({ kind: "user-error", next: 1, operation: CREATE, shop: DEMO_SHOP });
    const { status, answer } = await who.decided();
    expect([status, answer]).toEqual([
      409,
      { status: "declined", reason: "code-refused-by-store", message: expect.stringMatching(/points/i) },
    ]);
    await expect.poll(() => balance(who.customerId), soon).toBe(1_000);
    expect(await only(who.customerId)).toMatchObject({ state: "released", codeDead: true });
    expect(await movements(who.customerId)).toEqual(["redemption-reserved -500", "redemption-released 500"]);
  });
});

describe("while the code is being killed", () => {
  test.each([
    ["Shopify is down", "500"],
    ["Shopify is throttled", "throttled"],
  ])("%s: the points wait, the code still works and decides", async (_what, kind) => {
    const who = await member(`Killing ${kind}`);
    const { id, code } = await who.redeem();
    await sandbox.fault({ kind, next: 1_000, operation: KILL, shop: DEMO_SHOP });
    const { answer } = await who.release(id);
    expect(answer).toMatchObject({ status: "released", settled: false, balance: 500 });
    expect(await only(who.customerId)).toMatchObject({ state: "issued", releasing: "cancelled-by-member" });

    // Meanwhile an order uses the code that is still alive.
    const order = await sandbox.place(DEMO_SHOP, orderWith(who, code));
    await sandbox.noFaults();
    await expect.poll(async () => (await only(who.customerId))?.codeDead, soon).toBe(true);
    await sandbox.workedOff();
    expect(await only(who.customerId)).toMatchObject({ state: "used", usedByOrder: String(order.id) });
    expect(await movements(who.customerId)).toEqual(["redemption-reserved -500", "order-awarded 295"]);
    expect((await who.release(id)).answer.status).toBe("used");
  });

  test("the answer is lost: it is dead, and the points come back once", async () => {
    const who = await member("Killed silently");
    const { id, code } = await who.redeem();
    await sandbox.fault({ kind: "half", next: 1, operation: KILL, shop: DEMO_SHOP });
    await who.release(id);
    await expect.poll(() => balance(who.customerId), soon).toBe(1_000);
    expect(await sandbox.tryToPlace(DEMO_SHOP, orderWith(who, code))).toMatchObject({ status: 422 });
    const again = await who.release(id);
    expect(again.answer).toMatchObject({ status: "released", settled: true, balance: 1_000 });
    expect(await movements(who.customerId)).toEqual(["redemption-reserved -500", "redemption-released 500"]);
  });

  test("and used at the same moment, the order arriving late: the code's use is believed, nothing comes back", async () => {
    const who = await member("Late message");
    const { id, code } = await who.redeem();
    await sandbox.post("/api/deliveries", { action: "pause" });
    const order = await sandbox.place(DEMO_SHOP, orderWith(who, code));
    await who.release(id);
    await expect.poll(async () => (await only(who.customerId))?.codeDead, soon).toBe(true);
    expect(await balance(who.customerId)).toBe(500);
    await sandbox.post("/api/deliveries", { action: "resume" });
    await expect.poll(async () => (await only(who.customerId))?.state, soon).toBe("used");
    await sandbox.workedOff();
    expect(await only(who.customerId)).toMatchObject({ usedByOrder: String(order.id) });
    expect(await balance(who.customerId)).toBe(500 + 295);
  });
});

describe("a deadline", () => {
  const aDay = 25 * 3_600_000;

  test("passes: the code is dead before the points return, and they return once", async () => {
    const who = await member("Deadline");
    const { code } = await who.redeem();
    const later = await secondProcess(aDay);
    try {
      const { ctx } = later;
      const shop = await books.shopId(DEMO_SHOP);
      await sandbox.fault({ kind: "500", next: 1_000, operation: KILL, shop: DEMO_SHOP });
      expect(await releaseOverdue(ctx, shop)).toBeGreaterThan(0);
      await sendEffects(ctx, shop);
      expect(await only(who.customerId)).toMatchObject({
        state: "issued",
        releasing: "deadline",
        codeDead: false,
      });
      expect(await balance(who.customerId)).toBe(500);

      await sandbox.noFaults();
      await expect.poll(() => sendEffects(ctx, shop), soon).toBe(0);
      await expect
        .poll(async () => {
          await sendEffects(ctx, shop);
          return (await only(who.customerId))?.state;
        }, soon)
        .toBe("released");
      expect(await releaseOverdue(ctx, shop)).toBe(0);
      while ((await sendEffects(ctx, shop)) > 0);
    } finally {
      await later.close();
    }
    expect(await balance(who.customerId)).toBe(1_000);
    expect(await movements(who.customerId)).toEqual(["redemption-reserved -500", "redemption-released 500"]);
    expect(await sandbox.tryToPlace(DEMO_SHOP, orderWith(who, code))).toMatchObject({ status: 422 });
  });

  test("has passed, and an order that had taken the code before is told of after all: it is used, once", async () => {
    const who = await member("Used late");
    const { id, code } = await who.redeem();
    await who.release(id);
    await expect.poll(() => balance(who.customerId), soon).toBe(1_000);
    const order = await sandbox.place(DEMO_SHOP, { customerId: who.customerId, of: [["wool-blanket", 1]] });
    await sandbox.workedOff();
    const answer: unknown = await (
      await fetch(`${sandbox.app.url}/sandbox/api/${DEMO_SHOP}/orders/${order.id}`)
    ).json();
    const { order: told } = z.object({ order: z.looseObject({}) }).parse(answer);
    const body = JSON.stringify({
      ...told,
      updated_at: new Date(Date.now() + 1_000).toISOString(),
      discount_codes: [{ code, amount: "5.00", type: "fixed_amount" }],
    });
    const { app } = await sandbox.state();
    for (let time = 0; time < 3; time += 1)
      await sendWebhook(sandbox.app.url, app, { shop: DEMO_SHOP, topic: "orders/updated", body });
    await sandbox.workedOff();
    expect(await only(who.customerId)).toMatchObject({ state: "used", usedByOrder: String(order.id) });
    expect(await movements(who.customerId)).toEqual([
      "redemption-reserved -500",
      "redemption-released 500",
      "order-awarded 320",
      "redemption-used-late -500",
    ]);
  });
});

test("at the end each redemption is spent once or returned once, and the books are what the ledger leads to", () =>
  allSettledOnce(sandbox, books));
