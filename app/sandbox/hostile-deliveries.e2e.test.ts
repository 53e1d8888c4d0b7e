/**
 * What must not come in, against the running app: forged and replayed messages leave no row, unusable ones wait for a person with their reason on
 * the admin's page. No point moves by any of it.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { sendWebhook } from "./testing/forged";
import { eachLine, type HostileGround, hostileGround, leavesNoRow } from "./testing/hostile-ground";
import { Staff } from "./testing/windows";

const browser = browserForTests();
let ground: HostileGround;
let sandbox: HostileGround["sandbox"];
let books: HostileGround["books"];
let keys: HostileGround["keys"];
let url: string;
let customer: number;
let anOrder: HostileGround["anOrder"];
let deliver: HostileGround["deliver"];

beforeAll(async () => {
  ground = await hostileGround();
  ({ sandbox, books, keys, url, customer, anOrder, deliver } = ground);
});
afterAll(() => books.close());

describe("a message that Shopify did not sign", () => {
  leavesNoRow(() => ground);

  test("is turned away at every door", async () => {
    const { subscriptions } = (await sandbox.state()).app.webhooks;
    // As many doors as the manifest subscribes to, so that a new topic is attacked without being named here.
    expect(subscriptions.length).toBeGreaterThanOrEqual(16);
    for (const { topic, uri } of subscriptions) {
      const wish = { shop: DEMO_SHOP, topic, path: uri, body: JSON.stringify({ id: 1 }) };
      expect(await sendWebhook(url, keys, { ...wish, secret: "guessed" }), topic).toBe(401);
      expect(
        await sendWebhook(url, keys, { ...wish, headers: { "X-Shopify-Hmac-Sha256": null } }),
        topic,
      ).toBe(400);
    }
  });

  test.each([
    ["signed with another app's secret", { secret: "b".repeat(32) }, 401],
    ["with a signature of other bytes", { headers: { "X-Shopify-Hmac-Sha256": "A".repeat(43) } }, 401],
    ["with half a signature", { headers: { "X-Shopify-Hmac-Sha256": "YWJj" } }, 401],
    ["without a topic", { headers: { "X-Shopify-Topic": null } }, 400],
    ["of another topic than the door's", { headers: { "X-Shopify-Topic": "shop/redact" } }, 400],
    ["without a shop", { headers: { "X-Shopify-Shop-Domain": null } }, 400],
    ["of a shop elsewhere", { headers: { "X-Shopify-Shop-Domain": "evil.example" } }, 400],
    ["without a name of its own", { headers: { "X-Shopify-Webhook-Id": null } }, 400],
    [
      "of a shop that never opened the app",
      { headers: { "X-Shopify-Shop-Domain": "other.myshopify.com" } },
      200,
    ],
  ])("%s", async (_what, change, status) => {
    expect(await deliver({ body: anOrder(), ...change })).toBe(status);
  });

  test("changed after it was signed, or empty", async () => {
    const body = anOrder();
    const { webhookSignature } = await import("./webhooks/sign");
    const signature = { "X-Shopify-Hmac-Sha256": webhookSignature(keys.apiSecret, body) };
    expect(await deliver({ body: body.replace("64.00", "99.00"), headers: signature })).toBe(401);
    expect(await deliver({ body: "" })).toBe(401);
  });

  test("or larger than any: eleven megabytes", async () => {
    expect(await deliver({ body: "x".repeat(11 * 1_024 * 1_024) })).toBe(413);
  });
});

describe("a signed message that is sent again", () => {
  test("as another shop's or as another kind of event is turned away; under another name it is known", async () => {
    const body = anOrder();
    const deliveryId = randomUUID();
    expect(await deliver({ body, deliveryId })).toBe(200);
    await sandbox.workedOff();
    const once = await books.rows();
    expect(await deliver({ body, shop: TEHRAN_SHOP })).toBe(401);
    expect(await deliver({ body, topic: "customers/delete" })).toBe(401);
    expect(await deliver({ body, topic: "shop/redact", path: "/webhooks/compliance/shop-redact" })).toBe(401);
    expect(await deliver({ body })).toBe(200);
    expect(await deliver({ body, deliveryId })).toBe(200);
    expect(await Promise.all(Array.from({ length: 20 }, () => deliver({ body, deliveryId })))).toEqual(
      Array(20).fill(200),
    );
    await sandbox.workedOff();
    expect(await books.rows()).toEqual(once);
  });
});

describe("a signed message that makes no sense", () => {
  const euro = (text: string) => text.replaceAll('"GBP"', '"EUR"');
  const cases: readonly (readonly [what: string, reason: string, body: () => string | Uint8Array])[] = [
    ["no JSON", "Not readable", () => "order=1&paid=yes"],
    ["half of a JSON", "Not readable", () => anOrder().slice(0, 400)],
    ["no text", "Not readable", () => new Uint8Array([0xff, 0xfe, 0x00, 0x7b])],
    ["a list a hundred thousand deep", "Not readable", () => "[".repeat(100_000)],
    [
      "nothing but fields we do not know",
      "Not readable",
      () => JSON.stringify({ __proto__x: 1, points: 1e9, ["é".repeat(50)]: [] }),
    ],
    ["an order without lines", "Not readable", () => anOrder(() => ({ line_items: null }))],
    ["five megabytes", "Too large", () => anOrder(() => ({ note: "x".repeat(5 * 1_024 * 1_024) }))],
    ["another currency", "In another currency than the program", () => euro(anOrder())],
    [
      "a negative price",
      "Contains a negative amount",
      () => anOrder(eachLine({ price: "-640.00", price_set: null })),
    ],
    [
      "a negative quantity",
      "Contains a negative amount",
      () => anOrder(eachLine({ quantity: -2, current_quantity: -2 })),
    ],
    [
      "an amount beyond all money",
      "Not readable",
      () => anOrder(eachLine({ price: "9e99", price_set: null })),
    ],
    ["an amount in words", "Not readable", () => anOrder(eachLine({ price: "a lot", price_set: null }))],
  ];

  test.each(cases)("waits for a person with its reason: %s", async (_what, reason, body) => {
    const before = await books.entries(DEMO_SHOP, customer);
    const deliveryId = randomUUID();
    expect(await deliver({ body: body(), deliveryId })).toBe(200);
    await sandbox.workedOff();
    const [row] = await books.sql.query<{ id: number; state: string }>(
      `SELECT "id", "state" FROM "inbox" WHERE "deliveryId" = $1`,
      [deliveryId],
    );
    expect(row?.state).toBe("parked");
    expect(await books.entries(DEMO_SHOP, customer)).toEqual(before);

    const staff = await deliveriesPage();
    const shown = staff.app.getByRole("region", { name: new RegExp(`\\b${row?.id}$`) });
    expect(await shown.textContent()).toContain(reason);
    await staff.page.context().close();
  });

  test("and earns nothing, nor breaks anything: the app has not complained", async () => {
    expect(await sandbox.app.errors()).toEqual([]);
    await books.balanced();
  });

  test("fields that we do not know yet hold nothing up", async () => {
    const before = (await books.member(DEMO_SHOP, customer))?.balance ?? Number.NaN;
    const body = anOrder((order) => ({
      a_field_of_next_year: { deep: [1, { deeper: null }] },
      ...eachLine({ carbon_offset: "1.00", discount_allocations: [], duties: [{ price: "1.00" }] })(order),
    }));
    expect(await deliver({ body })).toBe(200);
    await sandbox.workedOff();
    expect((await books.member(DEMO_SHOP, customer))?.balance).toBe(before + 640);
  });
});

async function deliveriesPage(): Promise<Staff> {
  const { staff } = await sandbox.shop(DEMO_SHOP);
  const sara = await Staff.enter(
    { browser, origin: sandbox.origin },
    { shop: DEMO_SHOP, staffId: staff[0]?.id ?? 0 },
  );
  await sara.open("deliveries", "Deliveries");
  return sara;
}

describe("what waits for a person", () => {
  test("is tried again, and waits again when nothing has changed; dismissed, it is gone; both are audited", async () => {
    const deliveryId = randomUUID();
    await deliver({ body: anOrder(eachLine({ price: "-1.00", price_set: null })), deliveryId });
    await sandbox.workedOff();
    const find = async () => {
      const rows = await books.sql.query<{ id: number; state: string; handledAt: Date }>(
        `SELECT "id", "state", "handledAt" FROM "inbox" WHERE "deliveryId" = $1`,
        [deliveryId],
      );
      return rows[0];
    };
    const first = await find();
    const sara = await deliveriesPage();
    await sara.app.getByRole("button", { name: new RegExp(`^Try.*\\b${first?.id}\\b`) }).click();
    await expect
      .poll(async () => (await find())?.handledAt.getTime())
      .toBeGreaterThan(first?.handledAt.getTime() ?? 0);
    await sandbox.workedOff();
    expect((await find())?.state).toBe("parked");
    await sara.open("deliveries", "Deliveries");
    await sara.app.getByRole("button", { name: new RegExp(`^Dismiss.*\\b${first?.id}\\b`) }).click();
    await sara.app
      .getByRole("button", { name: new RegExp(`^Dismiss.*\\b${first?.id}\\b`) })
      .waitFor({ state: "detached" });
    expect((await find())?.state).toBe("done");
    const audit = await books.sql.query<{ action: string; actor: string }>(
      `SELECT "action", "actor" FROM "audit_events" WHERE "subject" = $1 ORDER BY "id"`,
      [`delivery:${first?.id}`],
    );
    const { staff } = await sandbox.shop(DEMO_SHOP);
    const actor = `staff:${staff[0]?.id}`;
    expect(audit).toEqual([
      { action: "delivery-retried", actor },
      { action: "delivery-dismissed", actor },
    ]);
  });
});
