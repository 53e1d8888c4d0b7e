/** Laws of fetching orders: complete to the last line and refund, page after page, and one unreadable order hides no other. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { instant, orderId } from "../../loyalty/brand";
import { type Answer, adminApi, data, json, testLine } from "../../testing/admin-api-line";
import { graphqlShape } from "../../testing/shopify-graphql-shape";
import type { TestOrder } from "../../testing/shopify-orders";
import { type ListPlace, nextPlace, placeOf, textOf } from "./list-place";
import { shopifyStore } from "./shopify-store";

const api = adminApi();
beforeAll(() => api.server.listen({ onUnhandledRequest: "error" }));
afterEach(() => api.server.resetHandlers());
afterAll(() => api.server.close());

const store = shopifyStore(testLine());
const since = instant(Date.parse("2026-09-23T00:00:00Z"));

const sold = (id: string, lines = 1, refunds = 0): TestOrder => ({
  id,
  currency: "GBP",
  taxesIncluded: false,
  status: refunds > 0 ? "partially_refunded" : "paid",
  cancelled: false,
  customer: 7001,
  applications: [],
  lines: Array.from({ length: lines }, (_, at) => ({
    id: at + 1,
    price: 100,
    quantity: 1,
    current: 1,
    tax: 0,
    discounts: [],
  })),
  shipping: [],
  refunds: Array.from({ length: refunds }, (_, at) => ({
    id: at + 100,
    lines: [{ line: at + 1, quantity: 1, subtotal: 100, tax: 0 }],
    money: 100,
  })),
});

const nameOf = (query: string) => /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
const asked = () => api.calls.map(({ query }) => nameOf(query));

/** Answers by the operation's name; lines and refunds are cut to the sizes that were asked for. */
function shopify(orders: readonly TestOrder[], more: Readonly<Record<string, Answer>> = {}) {
  const nodes = orders.map(graphqlShape);
  const cut = (node: (typeof nodes)[number], lines: number, refunds: number) => ({
    ...node,
    lineItems: {
      nodes: node.lineItems.nodes.slice(0, lines),
      pageInfo: { hasNextPage: node.lineItems.nodes.length > lines, endCursor: String(lines) },
    },
    refunds: node.refunds.slice(0, refunds),
  });
  const find = (id: unknown) => nodes.find((node) => node.id === id) ?? null;
  api.answers((call) => {
    const { variables } = call;
    const [lines, refunds] = [Number(variables.lines), Number(variables.refunds)];
    const name = nameOf(call.query);
    const own = more[name];
    if (own) return own(call);
    const node = find(variables.id);
    if (name === "ListOrders") {
      const from = Number(variables.after ?? 0);
      const to = from + Number(variables.first);
      return data({
        orders: {
          nodes: nodes.slice(from, to).map((one) => cut(one, lines, refunds)),
          pageInfo: { hasNextPage: to < nodes.length, endCursor: String(to) },
        },
      });
    }
    if (name === "CountOrders") return data({ ordersCount: { count: nodes.length, precision: "EXACT" } });
    if (name === "FetchOrder") return data({ order: node && cut(node, lines, refunds) });
    if (name === "RefundIds")
      return data({ order: node && { refunds: node.refunds.map(({ id }) => ({ id })) } });
    if (name === "FetchRefund")
      return data({
        refund: nodes.flatMap((one) => one.refunds).find(({ id }) => id === variables.id) ?? null,
      });
    const from = Number(variables.after ?? 0);
    const rest = node?.lineItems.nodes.slice(from, from + 50) ?? [];
    const pageInfo = {
      hasNextPage: (node?.lineItems.nodes.length ?? 0) > from + 50,
      endCursor: String(from + 50),
    };
    return data({ order: { lineItems: { nodes: rest, pageInfo } } });
  });
}

async function all() {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.listOrders({ since, cursor });
    ids.push(...page.received.map(({ order }) => order.orderId));
    cursor = page.cursor;
  } while (cursor !== null);
  return ids;
}

describe("one order", () => {
  test("comes with all of its lines and refunds, however many", async () => {
    shopify([sold("6001", 130, 12)]);
    const fetched = await store.fetchOrder(orderId("6001"));
    if (!fetched || "parked" in fetched) throw new Error("not fetched");
    expect(fetched.order.lines).toHaveLength(130);
    expect(fetched.order.lines.filter(({ refunded }) => refunded === 100)).toHaveLength(12);
    expect(asked().filter((name) => name === "FetchRefund")).toHaveLength(12);
  });

  test("that Shopify does not have is null", async () => {
    shopify([]);
    expect(await store.fetchOrder(orderId("1"))).toBeNull();
  });

  test("that contradicts itself is parked with its reason", async () => {
    const [line] = sold("1").lines;
    if (!line) throw new Error("no line");
    shopify([{ ...sold("6001"), lines: [{ ...line, price: -100 }] }]);
    expect(await store.fetchOrder(orderId("6001"))).toMatchObject({ parked: "negative-amount" });
  });
});

describe("past orders", () => {
  test("come page by page, oldest first, each once, with how many there are", async () => {
    const orders = Array.from({ length: 60 }, (_, at) => sold(String(6_000 + at)));
    shopify(orders);
    const first = await store.listOrders({ since, cursor: null });
    expect(first.expected).toBe(60);
    expect(api.calls[0]?.variables).toMatchObject({
      query: "created_at:>='2026-09-23T00:00:00.000Z'",
      after: null,
    });
    expect(await all()).toEqual(orders.map(({ id }) => id));
  });

  test("that are larger than a page's sizes are fetched by themselves", async () => {
    shopify([sold("6001", 40), sold("6002"), sold("6003", 4, 4)]);
    const { received } = await store.listOrders({ since, cursor: null });
    expect(received.map(({ order }) => order.lines.length)).toEqual([40, 1, 4]);
    expect(received[2]?.order.lines.every(({ refunded }) => refunded === 100)).toBe(true);
  });

  test("that cannot be read are parked by themselves", async () => {
    const broken = { ...graphqlShape(sold("6002")), lineItems: null };
    const nodes = [graphqlShape(sold("6001")), broken, graphqlShape({ ...sold("6003"), currency: "GBP" })];
    const answer: Answer = () =>
      data({ orders: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } });
    shopify([], { ListOrders: answer });
    const { received, parked } = await store.listOrders({ since, cursor: null });
    expect(received.map(({ order }) => order.orderId)).toEqual(["6001", "6003"]);
    expect(parked).toMatchObject([{ orderId: "6002", reason: "malformed" }]);
  });

  test("come in smaller pages where a large one costs too much, from then on", async () => {
    const orders = Array.from({ length: 8 }, (_, at) => sold(String(6_000 + at)));
    const tooMuch = () =>
      json({ errors: [{ message: "too much", extensions: { code: "MAX_COST_EXCEEDED" } }] });
    const answer: Answer = ({ variables }) => {
      if (Number(variables.first) > 4) return tooMuch();
      const from = Number(variables.after ?? 0);
      const nodes = orders.slice(from, from + 4).map(graphqlShape);
      return data({
        orders: { nodes, pageInfo: { hasNextPage: from + 4 < orders.length, endCursor: String(from + 4) } },
      });
    };
    shopify(orders, { ListOrders: answer });
    expect(await all()).toEqual(orders.map(({ id }) => id));
    const sizes = api.calls
      .filter(({ query }) => query.includes("ListOrders"))
      .map(({ variables }) => variables.first);
    expect(sizes).toEqual([25, 10, 4, 4]);
  });
});

describe("the place in a long walk", () => {
  const place: ListPlace = { from: "2026-09-23T00:00:00.000Z", first: 25, passed: 19_990, after: "abc|d" };

  test("survives being kept as text", () => {
    expect(placeOf(textOf(place))).toEqual(place);
    expect(() => placeOf("nonsense")).toThrow();
  });

  test("begins a new question before Shopify's last page, from the newest order seen", () => {
    const step = { first: 25, after: "next", passed: 25, newest: "2026-10-01T00:00:00Z" };
    expect(nextPlace(place, step)).toEqual({ from: step.newest, first: 25, passed: 0, after: null });
    expect(nextPlace(place, { ...step, newest: place.from })).toMatchObject({
      from: place.from,
      after: "next",
    });
    expect(nextPlace({ ...place, passed: 0 }, step)).toMatchObject({
      from: place.from,
      after: "next",
      passed: 25,
    });
  });
});
