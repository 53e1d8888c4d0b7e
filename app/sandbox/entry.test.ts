/** The sandbox as a whole, over HTTP: its windows, its addresses for scripts, the app proxy and the opened frame. */
import "@shopify/shopify-api/adapters/web-api";
import { ApiVersion, shopifyApi } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MountedForTest, mountedForTest } from "./testing/mounted";
import { DEMO_SHOP, EMMA, NASRIN, TEHRAN_SHOP } from "./testing/shop";

let sandbox: MountedForTest;
beforeAll(async () => {
  sandbox = await mountedForTest();
});
afterAll(() => sandbox.stop());
beforeEach(() => void sandbox.received.splice(0));

const api = (path: string, body?: unknown, shop = DEMO_SHOP) =>
  sandbox.ask(`/sandbox/api/${shop}/${path}`, body === undefined ? {} : { body });

async function placed(customerId: number | null = EMMA) {
  const state = await sandbox.ask("/sandbox/state.json");
  const variantId = state.json.shops[0].products[0].variants[0].id;
  const { json } = await api("orders?wait=1", { customerId, lines: [{ variantId, quantity: 2 }] });
  return json.order;
}

const topics = () => sandbox.received.map(({ headers }) => headers["x-shopify-topic"]).sort();

describe("for scripts", () => {
  test("state.json tells shops, keys, the cast with its numbers, windows and addresses", async () => {
    const { json } = await sandbox.ask("/sandbox/state.json");
    expect(json.app).toMatchObject({
      apiKey: sandbox.environment.SHOPIFY_API_KEY,
      apiSecret: sandbox.environment.SHOPIFY_API_SECRET,
    });
    expect(json.shops.map(({ domain }: { domain: string }) => domain)).toEqual([DEMO_SHOP, TEHRAN_SHOP]);
    expect(json.shops[0].cast[0]).toMatchObject({
      key: "emma",
      id: EMMA,
      gid: `gid://shopify/Customer/${EMMA}`,
      balance: null,
    });
    expect(json.shops[0].windows).toEqual({
      account: "/sandbox/account/vafa-demo.myshopify.com",
      admin: `/sandbox/admin/${DEMO_SHOP}`,
      storefront: `/sandbox/stores/${DEMO_SHOP}/`,
      checkout: `/sandbox/checkout/${DEMO_SHOP}`,
      orders: `/sandbox/orders/${DEMO_SHOP}`,
    });
    expect(json.deliveries.paused).toBe(false);
    expect(json.addresses.place).toContain("/orders");
  });

  test("an order is placed, refunded, edited, cancelled and sent again, each with its webhooks", async () => {
    const order = await placed();
    expect(order).toMatchObject({ financial_status: "paid", customer: { id: EMMA } });
    expect(topics()).toEqual(["orders/paid", "orders/updated"]);
    const lineId = order.line_items[0].id;
    const refunded = await api(`orders/${order.id}/refund?wait=1`, { lines: [{ lineId, quantity: 1 }] });
    expect(refunded.json.order).toMatchObject({ financial_status: "partially_refunded" });
    const edited = await api(`orders/${order.id}/edit?wait=1`, { quantities: [{ lineId, quantity: 0 }] });
    expect(edited.json.order.line_items[0].current_quantity).toBe(0);
    sandbox.received.splice(0);
    await api(`orders/${order.id}/resend?wait=1`, { which: "older" });
    const [newer, older] = sandbox.received.map(
      ({ body }) => JSON.parse(body).line_items[0].current_quantity,
    );
    expect([newer, older], "the newest state first, an older one after it").toEqual([0, 1]);
    sandbox.received.splice(0);
    await api(`orders/${order.id}/resend?wait=1`, { times: 20, topic: "orders/paid" });
    expect(new Set(sandbox.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
    expect(sandbox.received).toHaveLength(20);
    const cancelled = await api(`orders/${order.id}/cancel?wait=1`, {});
    expect(cancelled.json.order.cancel_reason).toBe("customer");
    expect((await api(`orders/${order.id}/cancel`, {})).status).toBe(422);
  });

  test("an unpaid order is paid later", async () => {
    const state = await sandbox.ask("/sandbox/state.json");
    const variantId = state.json.shops[0].products[0].variants[0].id;
    const { json } = await api("orders?wait=1", {
      lines: [{ variantId, quantity: 1 }],
      paid: false,
      email: "guest@example.com",
    });
    expect(json.order).toMatchObject({ financial_status: "pending", customer: null });
    expect(topics()).toEqual(["orders/updated"]);
    expect((await api(`orders/${json.order.id}/paid?wait=1`, {})).json.order.financial_status).toBe("paid");
  });

  test("what is no order is said to be none", async () => {
    expect((await api("orders", { lines: [] })).status).toBe(400);
    expect((await api("orders", { customerId: 404, lines: [{ variantId: 1, quantity: 1 }] })).status).toBe(
      404,
    );
    expect((await api("orders/1")).status).toBe(404);
    expect((await api("orders", undefined, "nobody.myshopify.com")).status).toBe(404);
  });

  test("customers are created, merged and deleted; data protection asks are sent", async () => {
    const made = await api("customers?wait=1", {
      firstName: "Ada",
      lastName: "Moss",
      email: "ada@example.com",
    });
    const { id } = made.json.customer;
    await api(`customers/${id}/data-request?wait=1`, {});
    await api(`customers/${id}/redact?wait=1`, {});
    await api("customers/merge?wait=1", { keep: NASRIN, remove: id });
    const merge = sandbox.received.find(({ headers }) => headers["x-shopify-topic"] === "customers/merge");
    expect(JSON.parse(merge?.body ?? "{}")).toMatchObject({
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${NASRIN}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${id}`,
      status: "completed",
    });
    const other = await api("customers?wait=1", { firstName: "Ben" });
    await api(`customers/${other.json.customer.id}/delete?wait=1`, {});
    expect(topics()).toEqual([
      "customers/create",
      "customers/create",
      "customers/data_request",
      "customers/delete",
      "customers/merge",
      "customers/redact",
      "customers/update",
    ]);
  });

  test("an uninstall kills the tokens, is told, and ends all other messages", async () => {
    await api("uninstall?wait=1", {}, TEHRAN_SHOP);
    await api("customers?wait=1", { firstName: "Reza" }, TEHRAN_SHOP);
    expect(topics()).toEqual(["app/uninstalled"]);
    const { json } = await sandbox.ask("/sandbox/state.json");
    expect(json.shops[1].installed).toBe(false);
  });

  test("faults, the queue and the throttle have their knobs", async () => {
    expect(
      (await sandbox.ask("/sandbox/faults", { body: { kind: "500", next: 2 } })).json.faults,
    ).toHaveLength(1);
    expect((await sandbox.ask("/sandbox/faults", { body: { kind: "flood" } })).status).toBe(400);
    expect((await sandbox.ask("/sandbox/faults", { method: "DELETE" })).json.faults).toEqual([]);
    expect((await sandbox.ask("/sandbox/api/deliveries", { body: { action: "pause" } })).json.paused).toBe(
      true,
    );
    expect((await sandbox.ask("/sandbox/api/deliveries", { body: { action: "resume" } })).json.paused).toBe(
      false,
    );
    const limits = { maximumAvailable: 1_000, restoreRate: 50 };
    expect((await sandbox.ask("/sandbox/api/throttle", { body: limits })).json).toEqual(limits);
  });
});

describe("the app proxy", () => {
  const library = () =>
    shopifyApi({
      apiKey: sandbox.environment.SHOPIFY_API_KEY ?? "",
      apiSecretKey: sandbox.environment.SHOPIFY_API_SECRET ?? "",
      apiVersion: ApiVersion.July26,
      hostName: "localhost",
      isEmbeddedApp: true,
      logger: { log: () => undefined },
    });

  async function cookieOf(customerId: number | "guest"): Promise<string> {
    const { headers } = await sandbox.ask(`/sandbox/login/${DEMO_SHOP}/${customerId}`);
    return headers.get("set-cookie")?.split(";")[0] ?? "";
  }

  async function forwarded(path: string, options: Parameters<MountedForTest["ask"]>[1] = {}) {
    await sandbox.ask(`/sandbox/stores/${DEMO_SHOP}/${path}`, options);
    const [request] = sandbox.received;
    const url = new URL(request?.url ?? "", sandbox.origin);
    return { request, url, query: Object.fromEntries(url.searchParams) };
  }

  test("is signed as Shopify signs, with the customer who is logged in, whoever the browser says it is", async () => {
    const cookie = await cookieOf(EMMA);
    const { url, query, request } = await forwarded("apps/vafa/standing?locale=en&logged_in_customer_id=1", {
      cookie,
    });
    expect(url.pathname).toBe("/proxy/standing");
    expect(query).toMatchObject({
      locale: "en",
      shop: DEMO_SHOP,
      logged_in_customer_id: String(EMMA),
      path_prefix: "/apps/vafa",
    });
    expect(await library().utils.validateHmac(query, { signator: "appProxy" })).toBe(true);
    expect(request?.headers.cookie, "cookies do not leave the storefront").toBeUndefined();
  });

  test("a guest has a blank customer, in every language's root", async () => {
    const { query } = await forwarded("fa/apps/vafa/standing");
    expect(query.logged_in_customer_id).toBe("");
    expect(await library().utils.validateHmac(query, { signator: "appProxy" })).toBe(true);
  });

  test("forms arrive as they were sent", async () => {
    const { request } = await forwarded("apps/vafa/redemptions", {
      body: new URLSearchParams({ rewardId: "r", key: "k" }),
    });
    expect(request).toMatchObject({ method: "POST", body: "rewardId=r&key=k" });
  });

  test("a redirect to a path of the storefront stays in this storefront", async () => {
    const { headers, status } = await sandbox.ask(`/sandbox/stores/${DEMO_SHOP}/ar/apps/vafa/redirect`);
    expect(status).toBe(303);
    expect(headers.get("location")).toBe(`/sandbox/stores/${DEMO_SHOP}/ar/discount/CODE?redirect=/cart`);
  });
});

describe("the windows", () => {
  test.each([
    ["/sandbox", "Vafa at work"],
    ["/sandbox?locale=fa", "وفا در کار"],
    [`/sandbox/orders/${DEMO_SHOP}`, "Order desk"],
    [`/sandbox/orders/${TEHRAN_SHOP}`, "میز سفارش‌ها"],
    [`/sandbox/admin/${DEMO_SHOP}/members/42?locale=ar`, "إدارة المتجر"],
  ])("%s answers with the banner", async (path, title) => {
    const { status, text } = await sandbox.ask(path);
    expect(status).toBe(200);
    expect(text).toContain(title);
    expect(text).toContain('class="sb-banner"');
  });

  test("the store admin opens the app with a session token, at the deep link", async () => {
    const { text } = await sandbox.ask(`/sandbox/admin/${DEMO_SHOP}/members?search=emma`);
    const source = /<iframe[^>]* src="([^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const url = new URL(source, sandbox.origin);
    expect(url.pathname).toBe("/app/members");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      embedded: "1",
      shop: DEMO_SHOP,
      search: "emma",
      locale: "en",
    });
    expect(url.searchParams.get("id_token")).toMatch(/^ey/);
  });

  test("the app's pages may stand in this server's frames, and only here", async () => {
    const { headers } = await sandbox.ask("/app");
    expect(headers.get("content-security-policy")).toBe(`frame-ancestors 'self' https://${DEMO_SHOP};`);
    expect(headers.get("x-frame-options")).toBeNull();
  });

  test("an order's page posts to its acts and tells what happened", async () => {
    const order = await placed();
    const path = `/sandbox/orders/${DEMO_SHOP}/${order.id}`;
    expect((await sandbox.ask(path)).text).toContain(order.name);
    const body = new URLSearchParams({ [`line-${order.line_items[0].id}`]: "1", amount: "", note: "broken" });
    const { status, headers } = await sandbox.ask(`${path}/refund`, { body });
    expect([status, headers.get("location")]).toEqual([303, `${path}?done=Refunded.`]);
    const page = await sandbox.ask(headers.get("location") ?? "");
    expect(page.text).toContain("refunds/create");
    expect(
      (await sandbox.ask(`${path}/refund`, { body: new URLSearchParams() })).headers.get("location"),
    ).toContain("refused=");
  });
});
