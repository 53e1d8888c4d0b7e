/**
 * What must not come in, against the running app: forged and replayed messages leave no row, unusable ones wait for a person with their reason on
 * the admin's page, and nobody learns of another shop or another shopper. No point moves by any of it.
 */
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { BROWSER } from "./history/install-app";
import { type Books, openBooks } from "./testing/books";
import {
  askProxy,
  forgeToken,
  type Keys,
  sendWebhook,
  type TokenWish,
  type WebhookWish,
} from "./testing/forged";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { Staff } from "./testing/windows";

const browser = browserForTests();
let sandbox: SandboxScript;
let books: Books;
let keys: Keys;
let url: string;
/** A member with points, and the state of one of their orders as Shopify tells it. */
let customer: number;
let state: z.infer<typeof orderState>;

const orderState = z.looseObject({ id: z.number(), line_items: z.array(z.looseObject({})) });

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  keys = (await sandbox.state()).app;
  url = sandbox.app.url;
  customer = await sandbox.customer(DEMO_SHOP, "Hostile");
  const { id } = await sandbox.place(DEMO_SHOP, { customerId: customer, of: [["wool-blanket", 2]] });
  const answer: unknown = await (await fetch(`${url}/sandbox/api/${DEMO_SHOP}/orders/${id}`)).json();
  state = z.object({ order: orderState }).parse(answer).order;
  await sandbox.workedOff();
});
afterAll(() => books.close());

let nextOrder = 9_900_000_000_001;

/** A paid order that nobody has heard of yet, worth 640 points, with something changed about it. */
function anOrder(change: (order: z.infer<typeof orderState>) => object = () => ({})): string {
  const id = nextOrder;
  nextOrder += 1;
  const fresh = { ...state, id, admin_graphql_api_id: `gid://shopify/Order/${id}`, name: `#H${id % 1_000}` };
  return JSON.stringify({ ...fresh, ...change(fresh) });
}

const eachLine = (change: object) => (order: z.infer<typeof orderState>) => ({
  line_items: order.line_items.map((line) => ({ ...line, ...change })),
});

const deliver = (wish: Partial<WebhookWish> & Pick<WebhookWish, "body">) =>
  sendWebhook(url, keys, { shop: DEMO_SHOP, topic: "orders/paid", ...wish });

/** Whatever a test sends, at its end every row is as it was, and the app has not called it an error. */
function leavesNoRow(): void {
  let before: Awaited<ReturnType<Books["rows"]>>;
  let complaints: number;
  beforeEach(async () => {
    before = await books.rows();
    complaints = (await sandbox.app.errors()).length;
  });
  afterEach(async () => {
    await sandbox.workedOff();
    expect(await books.rows()).toEqual(before);
    expect(await sandbox.app.errors()).toHaveLength(complaints);
  });
}

describe("a message that Shopify did not sign", () => {
  leavesNoRow();

  test("is turned away at every door", async () => {
    const { subscriptions } = (await sandbox.state()).app.webhooks;
    expect(subscriptions).toHaveLength(14);
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

describe("at the storefront's door", () => {
  leavesNoRow();
  const redeem = { rewardId: "five-off", key: "k".repeat(20) };

  test.each([
    ["without Shopify's signature", { secret: "guessed" }, 400],
    ["as another customer than was signed", { tampered: { logged_in_customer_id: "7100000000001" } }, 400],
    ["at another shop than was signed", { tampered: { shop: TEHRAN_SHOP } }, 400],
    ["with a signature of two minutes ago", { at: Date.now() - 120_000 }, 400],
    ["with one parameter more", { tampered: { admin: "1" } }, 400],
    ["of a shop that is not here", { shop: "other.myshopify.com" }, 404],
  ])("nobody is answered %s", async (_what, change, status) => {
    for (const path of ["standing", "redemptions"]) {
      const form = path === "redemptions" ? { form: redeem } : {};
      const wish = { path, shop: DEMO_SHOP, customerId: customer, ...form, ...change };
      const answer = await askProxy(url, keys, wish);
      expect([answer.status, answer.text]).toEqual([status, ""]);
    }
  });

  test("a customer of another shop is nobody here", async () => {
    const stranger = (await sandbox.shop(TEHRAN_SHOP)).cast[0]?.id ?? 0;
    const standing = await askProxy(url, keys, { path: "standing", shop: DEMO_SHOP, customerId: stranger });
    expect(JSON.parse(standing.text)).toMatchObject({ member: null, held: [] });
    const wish = { path: "redemptions", shop: DEMO_SHOP, customerId: stranger, form: redeem };
    expect(await askProxy(url, keys, wish)).toMatchObject({
      status: 409,
      text: expect.stringContaining("not-a-member"),
    });
  });

  test("what a storefront's visitor writes into the address does not make them somebody else", async () => {
    const address = `${url}/sandbox/stores/${DEMO_SHOP}/apps/vafa/standing?logged_in_customer_id=${customer}&signature=1`;
    const answer: unknown = await (await fetch(address, { headers: { Accept: "application/json" } })).json();
    expect(answer).toMatchObject({ member: null });
  });
});

describe("with a session token", () => {
  leavesNoRow();
  const self = () => `gid://shopify/Customer/${customer}`;
  const forged: readonly (readonly [string, Partial<TokenWish>])[] = [
    ["that nobody signed (alg none)", { unsigned: true }],
    ["signed with a guessed secret", { secret: "guessed-guessed-guessed-guessed!" }],
    ["that has run out", { lifetime: -120 }],
    ["for another app", { audience: "another-app" }],
  ];

  test.each(forged)("%s the checkout learns nothing", async (_what, change) => {
    const token = await forgeToken(keys, { dest: DEMO_SHOP, sub: self(), ...change });
    for (const path of ["standing", `redemptions/${randomUUID()}`, `orders/${state.id}/points`]) {
      const answer = await atCheckout(path, token);
      expect([path, answer.status, answer.text]).toEqual([path, 401, ""]);
    }
    const reserve = await atCheckout("redemptions", token, { rewardId: "five-off", key: "k".repeat(20) });
    expect([reserve.status, reserve.text]).toEqual([401, ""]);
  });

  test.each(forged)("%s the admin shows nothing", async (_what, change) => {
    const { staff } = await sandbox.shop(DEMO_SHOP);
    const token = await forgeToken(keys, {
      dest: `https://${DEMO_SHOP}`,
      sub: String(staff[0]?.id),
      ...change,
    });
    const member = (await books.member(DEMO_SHOP, customer))?.id;
    const host = Buffer.from("admin.shopify.com/store/vafa-demo").toString("base64url");
    for (const path of ["/app", `/app/members/${member}`, "/app/members?query=emma", "/app/deliveries"]) {
      const asked = await inAdmin(path, token);
      expect([path, asked.status]).toEqual([path, 401]);
      expect(asked.text).not.toMatch(/Hostile|Emma|vafa-demo/);
      const opened = await fetch(
        `${url}${path}${path.includes("?") ? "&" : "?"}embedded=1&shop=${DEMO_SHOP}&host=${host}&id_token=${token}`,
        {
          headers: { "User-Agent": BROWSER },
          redirect: "manual",
        },
      );
      expect([path, opened.status]).toEqual([path, 302]);
      expect(opened.headers.get("location")).toMatch(/^\/auth\/session-token\?/);
      expect(await opened.text()).toBe("");
    }
    const adjust = new URLSearchParams({
      intent: "adjust",
      key: randomUUID(),
      direction: "give",
      amount: "5",
      reason: "goodwill",
    });
    expect((await inAdmin(`/app/members/${member}`, token, adjust)).status).toBe(401);
  });

  test("of another shop, a member, an order and a redemption are not there", async () => {
    const member = (await books.member(DEMO_SHOP, customer))?.id;
    const { staff, cast } = await sandbox.shop(TEHRAN_SHOP);
    const theirs = await forgeToken(keys, { dest: `https://${TEHRAN_SHOP}`, sub: String(staff[0]?.id) });
    const page = await inAdmin(`/app/members/${member}`, theirs);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain("Hostile");
    const adjust = new URLSearchParams({
      intent: "adjust",
      key: randomUUID(),
      direction: "give",
      amount: "5",
      reason: "goodwill",
    });
    const adjusted = await inAdmin(
      `/app/members/${member}?_data=routes%2Fapp.members.%24memberId`,
      theirs,
      adjust,
    );
    expect(JSON.parse(adjusted.text)).toMatchObject({ done: false, reason: "no-such-member" });
    expect((await inAdmin(`/app/members/${member}`, theirs, adjust)).text).not.toContain("Hostile");
    const found = await inAdmin("/app/members?query=Hostile", theirs);
    expect(found.status).toBe(200);
    expect(found.text).not.toMatch(/Hostile Test|Emma/);

    const shopper = await forgeToken(keys, {
      dest: TEHRAN_SHOP,
      sub: `gid://shopify/Customer/${cast[0]?.id}`,
    });
    const points = await atCheckout(`orders/${state.id}/points`, shopper);
    expect(points.text).not.toMatch(/awarded|640/);
    const asStranger = await forgeToken(keys, { dest: TEHRAN_SHOP, sub: self() });
    expect(JSON.parse((await atCheckout("standing", asStranger)).text)).toMatchObject({ member: null });
  });
});

async function atCheckout(
  path: string,
  token: string,
  body?: object,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}/api/checkout/${path}`, {
    headers: {
      Authorization: `Bearer ${token}`,
      Origin: "https://extensions.shopifycdn.com",
      "User-Agent": BROWSER,
      ...(body ? { "Content-Type": "application/json" } : {}),
    },
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, text: await response.text() };
}

async function inAdmin(
  path: string,
  token: string,
  form?: URLSearchParams,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}${path}`, {
    headers: { Authorization: `Bearer ${token}`, "User-Agent": BROWSER },
    redirect: "manual",
    ...(form ? { method: "POST", body: form } : {}),
  });
  return { status: response.status, text: await response.text() };
}
