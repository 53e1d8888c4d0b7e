/** The windows in which people are: the customer account, the store admin's customers, and the orders that staff take. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MountedForTest, mountedForTest } from "./testing/mounted";
import { DEMO_SHOP, EMMA, NASRIN } from "./testing/shop";

let sandbox: MountedForTest;
beforeAll(async () => {
  sandbox = await mountedForTest();
});
afterAll(() => sandbox.stop());
beforeEach(() => void sandbox.received.splice(0));

const account = `/sandbox/account/${DEMO_SHOP}`;
const customers = `/sandbox/admin/${DEMO_SHOP}/customers`;
const emma = `sandbox_shopper_vafa-demo=${EMMA}`;

const form = (fields: Record<string, string>) => ({ body: new URLSearchParams(fields) });
const topics = () => sandbox.received.map(({ headers }) => headers["x-shopify-topic"]);
const told = (topic: string) => {
  const message = sandbox.received.find(({ headers }) => headers["x-shopify-topic"] === topic);
  return message === undefined ? null : JSON.parse(message.body);
};
const arrived = (topic: string) => expect.poll(() => topics()).toContain(topic);
const startOf = (text: string) =>
  JSON.parse(/id="checkout-data">(.*?)<\/script>/s.exec(text)?.[1] ?? "null")?.start;

describe("the customer account", () => {
  test("asks who is there, and then runs the real extension for that customer", async () => {
    expect((await sandbox.ask(account)).text).not.toContain("<iframe");
    const { text } = await sandbox.ask(account, { cookie: emma });
    expect(text).toContain("emma.clarke@example.com");
    expect(startOf(text)).toMatchObject({
      target: "customer-account.page.render",
      script: "/sandbox/checkout-files/account.js",
      values: { customerId: `gid://shopify/Customer/${EMMA}` },
    });
    const { json } = await sandbox.ask(`${account}/token`, { cookie: emma, body: {} });
    const claims = JSON.parse(Buffer.from(json.token.split(".")[1], "base64url").toString());
    expect(claims).toMatchObject({ dest: DEMO_SHOP, sub: `gid://shopify/Customer/${EMMA}` });
  });

  test("shows an order of its own with the block, and nobody else's", async () => {
    const lines = [{ variantId: await firstVariant(), quantity: 1 }];
    const place = (customerId: number) =>
      sandbox.ask(`/sandbox/api/${DEMO_SHOP}/orders`, { body: { customerId, lines } });
    const mine = (await place(EMMA)).json.order.id;
    const { text } = await sandbox.ask(`${account}/orders/${mine}?locale=fa`, { cookie: emma });
    expect(startOf(text)).toMatchObject({ locale: "fa", orderId: `gid://shopify/Order/${mine}` });
    const others = (await place(NASRIN)).json.order.id;
    expect((await sandbox.ask(`${account}/orders/${others}`, { cookie: emma })).status).toBe(404);
  });

  test.each(["account", "account-blocks", "admin", "frame", "page"])(
    "bundles %s once it is asked for",
    async (name) => {
      const { status, text } = await sandbox.ask(`/sandbox/checkout-files/${name}.js`);
      expect(status).toBe(200);
      expect(text.length).toBeGreaterThan(1_000);
    },
  );
});

async function firstVariant(): Promise<number> {
  return (await sandbox.ask("/sandbox/state.json")).json.shops[0].products[0].variants[0].id;
}

describe("the store admin's customers", () => {
  test("shows the app's block for one of them, with a staff member's token", async () => {
    expect((await sandbox.ask(`${customers}?search=clarke`)).text).toContain(`${customers}/${EMMA}`);
    const { text } = await sandbox.ask(`${customers}/${EMMA}`);
    expect(startOf(text)).toMatchObject({
      target: "admin.customer-details.block.render",
      selected: `gid://shopify/Customer/${EMMA}`,
    });
    const { json } = await sandbox.ask(`${customers}/${EMMA}/token`, { body: {} });
    const claims = JSON.parse(Buffer.from(json.token.split(".")[1], "base64url").toString());
    expect(claims).toMatchObject({ iss: `https://${DEMO_SHOP}/admin`, dest: `https://${DEMO_SHOP}` });
  });

  test("creates one, proves the e-mail, tags, and merges either way; the app is told each time", async () => {
    const made = await sandbox.ask(customers, form({ firstName: "Ada", email: "ada@example.com" }));
    const ada = Number(made.headers.get("location")?.split("/").pop());
    await arrived("customers/create");
    expect(told("customers/create")).toMatchObject({ id: ada, verified_email: false });
    await sandbox.ask(`${customers}/${ada}/proof`, form({ proved: "1" }));
    await arrived("customers/update");
    expect(told("customers/update")).toMatchObject({ verified_email: true });
    await sandbox.ask(`${customers}/${ada}/tags`, form({ tags: "vip, press, vip" }));
    expect((await sandbox.ask(`${customers}/${ada}`)).text).toContain('value="vip, press"');
    const other = await sandbox.ask(customers, form({ firstName: "Bea" }));
    const bea = Number(other.headers.get("location")?.split("/").pop());
    const merged = await sandbox.ask(
      `${customers}/${ada}/merge`,
      form({ other: String(bea), keep: "other" }),
    );
    expect(merged.headers.get("location")).toBe(`${customers}/${bea}`);
    await arrived("customers/merge");
    expect(told("customers/merge")).toMatchObject({
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${bea}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${ada}`,
    });
    expect((await sandbox.ask(`${customers}/${ada}`)).status).toBe(404);
  });
});

describe("the order desk", () => {
  const desk = `/sandbox/orders/${DEMO_SHOP}`;

  test("takes a guest's order, at the till and in another currency", async () => {
    const wish = { customer: "", email: "guest@example.com", source: "pos", currency: "EUR", quantity: "1" };
    const { headers } = await sandbox.ask(
      `${desk}/new`,
      form({ ...wish, variant: String(await firstVariant()) }),
    );
    await arrived("orders/paid");
    const order = told("orders/paid");
    expect(headers.get("location")).toBe(`${desk}/${order.id}`);
    expect(order).toMatchObject({
      customer: null,
      email: "guest@example.com",
      source_name: "pos",
      presentment_currency: "EUR",
      currency: "GBP",
    });
    expect(order.line_items[0].price_set.presentment_money).toMatchObject({ currency_code: "EUR" });
  });

  test("sends an order's units in parcels and calls them back", async () => {
    const lines = [{ variantId: await firstVariant(), quantity: 2 }];
    const { json } = await sandbox.ask(`/sandbox/api/${DEMO_SHOP}/orders?wait=1`, {
      body: { customerId: EMMA, lines },
    });
    const { id, line_items } = json.order;
    const act = async (name: string, body: object) =>
      (await sandbox.ask(`/sandbox/api/${DEMO_SHOP}/orders/${id}/${name}`, { body })).json.order;
    const one = await act("fulfil", { lines: [{ lineId: line_items[0].id, quantity: 1 }] });
    expect(one).toMatchObject({ fulfillment_status: "partial", fulfillments: [{ status: "success" }] });
    expect(await act("fulfil", { whole: true })).toMatchObject({ fulfillment_status: "fulfilled" });
    expect((await sandbox.ask(`${desk}/${id}`)).text).toContain("unfulfil");
    expect(await act("unfulfil", {})).toMatchObject({ fulfillment_status: null });
  });
});
