/**
 * A redemption among faults (law 5, field lessons 7 to 9): through the real doors and the real adapter, against a Shopify that is slow, silent, refuses or
 * forgets to answer. Whatever happens, the points are spent once or given back once, and never before the code is dead.
 */
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { releaseOverdue } from "../services/release-overdue";
import { sendEffects } from "../services/send-effects";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { sendWebhook } from "./testing/forged";
import { type Redeemer, redeemer } from "./testing/redeemer";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { secondProcess } from "./testing/second-process";

let sandbox: SandboxScript;
let books: Books;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
});
afterEach(() => sandbox.noFaults());
afterAll(() => books.close());

const CREATE = "discountCodeBasicCreate";
const KILL = "discountCodeDeactivate";
const soon = { timeout: 20_000, interval: 100 };

/** Somebody with exactly 1,000 points: 200.00 at five a unit. */
async function member(name: string): Promise<Redeemer> {
  const id = await sandbox.customer(DEMO_SHOP, name);
  await sandbox.place(DEMO_SHOP, {
    customerId: id,
    of: [
      ["canvas-tote", 11],
      ["stoneware-mug", 2],
    ],
  });
  await sandbox.workedOff();
  expect(await balance(id)).toBe(1_000);
  return redeemer(sandbox, DEMO_SHOP, id);
}

async function balance(customerId: number): Promise<number> {
  return (await books.member(DEMO_SHOP, customerId))?.balance ?? Number.NaN;
}

async function movements(customerId: number): Promise<string[]> {
  return (await books.entries(DEMO_SHOP, customerId)).slice(1).map(({ why, points }) => `${why} ${points}`);
}

async function only(customerId: number) {
  const [redemption, ...others] = await books.redemptions(DEMO_SHOP, customerId);
  expect(others).toEqual([]);
  return redemption;
}

const orderWith = (who: Redeemer, code: string) =>
  ({ customerId: who.customerId, of: [["wool-blanket", 1]], codes: [code] }) as const;

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
    const { status, answer } = await who.reserve();
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

describe("an order that used a redemption", () => {
  test("is cancelled: all points are back, none of its own stay, and the code is dead", async () => {
    const who = await member("Cancelled");
    const { code } = await who.redeem();
    const order = await sandbox.place(DEMO_SHOP, orderWith(who, code));
    await sandbox.change(DEMO_SHOP, order.id, "cancel");
    await expect.poll(() => balance(who.customerId), soon).toBe(1_000);
    expect(await only(who.customerId)).toMatchObject({ state: "used", codeDead: true });
    expect(await sandbox.tryToPlace(DEMO_SHOP, orderWith(who, code))).toMatchObject({ status: 422 });
    await sandbox.change(DEMO_SHOP, order.id, "resend", { times: 20 });
    await sandbox.workedOff();
    expect(await balance(who.customerId)).toBe(1_000);
  });

  test("is cancelled while Shopify is down: points return only once the code is dead", async () => {
    const who = await member("Cancelled in the dark");
    const { code } = await who.redeem();
    await sandbox.fault({ kind: "502", next: 1_000, operation: KILL, shop: DEMO_SHOP });
    const order = await sandbox.place(DEMO_SHOP, orderWith(who, code));
    await sandbox.change(DEMO_SHOP, order.id, "cancel");
    await expect.poll(() => balance(who.customerId), soon).toBe(500);
    expect(await only(who.customerId)).toMatchObject({ codeDead: false });
    await sandbox.noFaults();
    await expect.poll(() => balance(who.customerId), soon).toBe(1_000);
    expect(await only(who.customerId)).toMatchObject({ codeDead: true });
  });
});

describe("a shopper in a hurry", () => {
  test("presses twenty times at once: one intention is one redemption", async () => {
    const who = await member("One intention");
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => who.reserve({ key })));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => [201, 202, 429].includes(status))).toBe(true);
    await sandbox.workedOff();
    expect(await only(who.customerId)).toMatchObject({ state: "issued", points: 500 });
    expect(await balance(who.customerId)).toBe(500);
  });

  test("or with twenty intentions: as many as there are points for", async () => {
    const who = await member("Twenty intentions");
    const answers = await Promise.all(Array.from({ length: 20 }, () => who.reserve()));
    expect(answers.filter(({ answer }) => answer.status !== "declined")).toHaveLength(2);
    await sandbox.workedOff();
    expect(await books.redemptions(DEMO_SHOP, who.customerId)).toHaveLength(2);
    expect(await balance(who.customerId)).toBe(0);
  });

  test("and nobody else sees or gives back what they hold", async () => {
    const [who, other] = await Promise.all([member("Owner"), member("Stranger")]);
    const { id } = await who.redeem();
    for (const { status, answer } of [await other.look(id), await other.release(id)])
      expect([status, answer.status]).toEqual([404, "declined"]);
    expect(await only(who.customerId)).toMatchObject({ state: "issued", releasing: null });
  });
});

describe("an uninstall in the middle", () => {
  afterEach(async () => {
    await sandbox.post(`/api/${TEHRAN_SHOP}/install`);
    await sandbox.workedOff();
  });

  test("keeps what is held, makes no code for a shop that has left, and goes on when it comes back", async () => {
    const ali = (await sandbox.shop(TEHRAN_SHOP)).cast.find(({ key }) => key === "ali")?.id ?? 0;
    const held = async () => (await books.redemptions(TEHRAN_SHOP, ali))[0];
    const balanceOfAli = async () => (await books.member(TEHRAN_SHOP, ali))?.balance ?? Number.NaN;
    const before = await balanceOfAli();
    const who = await redeemer(sandbox, TEHRAN_SHOP, ali);
    await sandbox.fault({ kind: "500", next: 1_000, operation: CREATE, shop: TEHRAN_SHOP });
    const { answer } = await who.reserve();
    expect(answer).toMatchObject({ status: "issuing", balance: before - 500 });
    await sandbox.post(`/api/${TEHRAN_SHOP}/uninstall?wait=1`);
    await sandbox.noFaults();
    await expect
      .poll(async () => {
        const [shop] = await books.sql.query<{ gone: boolean }>(
          `SELECT "uninstalledAt" IS NOT NULL AS gone FROM "shops" WHERE "domain" = $1`,
          [TEHRAN_SHOP],
        );
        return shop?.gone;
      }, soon)
      .toBe(true);
    const asked = (await sandbox.state()).calls.total;
    expect(await held()).toMatchObject({ state: "reserved" });
    expect(await balanceOfAli()).toBe(before - 500);

    await sandbox.post(`/api/${TEHRAN_SHOP}/install`);
    expect((await sandbox.state()).calls.total).toBeGreaterThan(asked);
    await expect.poll(async () => (await held())?.state, soon).toBe("issued");
    const { id = "" } = (await held()) ?? {};
    const again = await redeemer(sandbox, TEHRAN_SHOP, ali);
    await again.release(id);
    await expect.poll(balanceOfAli, soon).toBe(before);
  });
});

test("at the end each redemption is spent once or returned once, and the books are what the ledger leads to", async () => {
  await sandbox.workedOff();
  await books.balanced();
  const wrong = await books.sql.query(
    `SELECT r."id", r."state", r."points", r."restored", sum(e."points")::int AS moved
     FROM "redemptions" r JOIN "ledger_entries" e
       ON e."shopId" = r."shopId" AND e."memberId" = r."memberId" AND e."cause"->>'redemptionId' = r."id"::text
     GROUP BY r."shopId", r."id"
     HAVING sum(e."points") <> CASE WHEN r."state" = 'released' THEN 0 ELSE r."restored" - r."points" END`,
  );
  expect(wrong).toEqual([]);
  expect(await sandbox.app.errors()).toEqual([]);
});
