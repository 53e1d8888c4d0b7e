/**
 * A redemption in a hurry (law 5, field lessons 7 to 9): cancelled orders, twenty presses at once, an uninstall in the middle. The points are spent once or
 * given back once, and never before the code is dead.
 */
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { allSettledOnce, CREATE, claimsIn, KILL, orderWith, soon } from "./testing/claims";
import { redeemer } from "./testing/redeemer";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";

type Claims = ReturnType<typeof claimsIn>;

let sandbox: SandboxScript;
let books: Books;
let balance: Claims["balance"];
let member: Claims["member"];
let only: Claims["only"];

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  ({ balance, member, only } = claimsIn(sandbox, books));
});
afterEach(() => sandbox.noFaults());
afterAll(() => books.close());

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

test("at the end each redemption is spent once or returned once, and the books are what the ledger leads to", () =>
  allSettledOnce(sandbox, books));
