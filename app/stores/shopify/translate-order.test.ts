/** Laws of the translation: both of Shopify's shapes give one Order; what came back is exact to the last unit; nonsense is parked. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { netOf, type Order } from "../../loyalty/order";
import { testFingerprint } from "../../testing/fingerprint";
import { graphqlShape } from "../../testing/shopify-graphql-shape";
import { plainOrder as plain, type TestOrder, type TestRefund } from "../../testing/shopify-orders";
import { restShape } from "../../testing/shopify-rest-shape";
import { readGraphqlOrder } from "./graphql-order";
import { orderNode } from "./operations/order-state";
import { readRestOrder, restOrder } from "./rest-order";
import { believing, translateOrder } from "./translate-order";

const fromRest = (order: TestOrder) =>
  believing(() => translateOrder(readRestOrder(restOrder.parse(restShape(order))), testFingerprint));
const fromGraphql = (order: TestOrder) =>
  believing(() => translateOrder(readGraphqlOrder(orderNode.parse(graphqlShape(order))), testFingerprint));

function translated(order: TestOrder): Order {
  const answer = fromRest(order);
  if (!("order" in answer)) throw new Error(`parked: ${answer.detail}`);
  return answer.order;
}

const money: TestRefund = { id: 50, lines: [], money: 0 };

describe("one order", () => {
  test("keeps gross, discounts by code, tax, kind and codes of every line", () => {
    const order = translated(plain);
    expect(order.codes).toEqual(["VAFA-7HK2"]);
    expect(order.status).toBe("paid");
    expect(order.lines.map(({ lineId, kind, gross, tax }) => [lineId, kind, gross, tax])).toEqual([
      ["1", "product", 5_000, 900],
      ["2", "product", 2_997, 599],
      ["3", "gift-card", 5_000, 0],
      ["shipping-9", "shipping", 450, 90],
    ]);
    expect(order.lines[0]?.discounts).toEqual([
      { code: null, amount: 200 },
      { code: "VAFA-7HK2", amount: 300 },
    ]);
    expect(order.placedAt).toBe(Date.parse("2026-11-20T06:30:00Z"));
  });

  test("counts as paid while it is refunded in part, and as unpaid while something is open", () => {
    const status = (text: string) => translated({ ...plain, status: text }).status;
    expect(["paid", "partially_refunded", "refunded"].map(status)).toEqual(["paid", "paid", "paid"]);
    expect(["pending", "authorized", "partially_paid", "voided", "expired"].map(status)).toEqual(
      Array(5).fill("unpaid"),
    );
    expect(translated({ ...plain, cancelled: true }).status).toBe("cancelled");
  });

  test("without a customer is a guest's", () => {
    expect(translated({ ...plain, customer: null }).customerId).toBeNull();
  });
});

describe("what came back", () => {
  const refunded = (order: TestOrder) => translated(order).lines.map((line) => line.refunded);

  test("is what the refund says of its lines", () => {
    const refund = { ...money, lines: [{ line: 2, quantity: 1, subtotal: 999, tax: 200 }], money: 1_199 };
    const order = translated({ ...plain, status: "partially_refunded", refunds: [refund] });
    expect(order.lines[1]).toMatchObject({ refunded: 999, refundedTax: 200, returnedQuantity: 1 });
  });

  test("of units that an edit removed is their share, and all of it when none is left", () => {
    const edited = (current: number) => ({
      ...plain,
      lines: plain.lines.map((line) => (line.id === 2 ? { ...line, current } : line)),
    });
    expect(translated(edited(2)).lines[1]).toMatchObject({ refunded: 998, returnedQuantity: 1 });
    expect(translated(edited(0)).lines[1]).toMatchObject({ refunded: 2_995, refundedTax: 599 });
  });

  test("for no line is shared over the lines to the last unit", () => {
    const refund = { ...money, adjustment: -1_000, money: 1_000 };
    const order = translated({ ...plain, status: "partially_refunded", refunds: [refund] });
    const all = order.lines.reduce((sum, line) => sum + line.refunded + line.refundedTax, 0);
    expect(all).toBe(1_000);
    expect(order.lines.every((line) => line.refunded > 0)).toBe(true);
  });

  test("first as units and later as money counts once", () => {
    const units = { ...money, lines: [{ line: 3, quantity: 1, subtotal: 5_000, tax: 0 }], adjustment: 5_000 };
    const later = { ...money, id: 60, adjustment: -5_000, money: 5_000 };
    expect(refunded({ ...plain, status: "partially_refunded", refunds: [units, later] })).toEqual([
      0, 0, 5_000, 0,
    ]);
  });

  test("of an edit's removal whose money follows without a word counts once", () => {
    const removal = { ...money, lines: [{ line: 3, quantity: 1, subtotal: 5_000, tax: 0 }] };
    const later = { ...money, id: 60, money: 5_000 };
    expect(refunded({ ...plain, status: "partially_refunded", refunds: [removal, later] })).toEqual([
      0, 0, 5_000, 0,
    ]);
  });

  test("of shipping is taken from shipping alone", () => {
    const refund = { ...money, shipping: { line: 9, subtotal: 450, tax: 90 }, money: 540 };
    const order = translated({ ...plain, status: "partially_refunded", refunds: [refund] });
    expect(order.lines.map((line) => line.refunded)).toEqual([0, 0, 0, 450]);
    expect(order.lines[3]).toMatchObject({ refundedTax: 90, returnedQuantity: 1 });
  });

  test("of an order that is refunded is everything, however it was booked", () => {
    const order = translated({ ...plain, status: "refunded", refunds: [{ ...money, money: 1 }] });
    expect(order.lines.map((line) => line.refunded)).toEqual(order.lines.map(netOf));
  });
});

describe("an order that contradicts itself is parked", () => {
  const parkedFor = (order: TestOrder) => {
    const answers = [fromRest(order), fromGraphql(order)];
    return answers.map((answer) => ("parked" in answer ? answer.parked : "translated"));
  };
  const lineTwo = (change: object): TestOrder => ({
    ...plain,
    lines: plain.lines.map((line) => (line.id === 2 ? { ...line, ...change } : line)),
  });
  const refund = (line: object): TestOrder => ({
    ...plain,
    refunds: [{ ...money, lines: [{ line: 2, quantity: 1, subtotal: 900, tax: 0, ...line }] }],
  });

  test.each([
    ["a negative price", lineTwo({ price: -1 }), "negative-amount"],
    ["a negative quantity", lineTwo({ quantity: -3 }), "negative-amount"],
    ["a negative tax", lineTwo({ tax: -1 }), "negative-amount"],
    ["a negative discount", lineTwo({ discounts: [[0, -5]] }), "negative-amount"],
    ["a negative refund", refund({ subtotal: -1 }), "negative-amount"],
    ["more off than it costs", lineTwo({ discounts: [[0, 3_000]] }), "inconsistent-amounts"],
    ["more units back than were sold", refund({ quantity: 4 }), "inconsistent-amounts"],
    ["more money back than was paid", refund({ subtotal: 3_100 }), "inconsistent-amounts"],
    ["more units left than were sold", lineTwo({ current: 4 }), "inconsistent-amounts"],
    ["a refund for a line it has not", refund({ line: 77 }), "inconsistent-amounts"],
    ["sums beyond whole numbers", lineTwo({ price: 9_007_199_254_740_991 }), "inconsistent-amounts"],
  ])("%s", (_what, order, reason) => {
    expect(parkedFor(order)).toEqual([reason, reason]);
  });
});

const amount = fc.integer({ min: 0, max: 500_000 });

const anyLine = (id: number, applications: number) =>
  fc
    .record({
      price: amount,
      quantity: fc.integer({ min: 1, max: 5 }),
      taxBp: fc.integer({ min: 0, max: 3_000 }),
      giftCard: fc.boolean(),
      off: fc.array(
        fc.tuple(fc.integer({ min: 0, max: applications - 1 }), fc.integer({ min: 0, max: 40 })),
        {
          maxLength: 2,
        },
      ),
    })
    .map(({ price, quantity, taxBp, giftCard, off }) => {
      const gross = price * quantity;
      const discounts = off.map(([at, percent]) => [at, Math.floor((gross * percent) / 100)] as const);
      const net = gross - discounts.reduce((sum, [, part]) => sum + part, 0);
      return {
        id,
        price,
        quantity,
        current: quantity,
        giftCard,
        tax: Math.floor((net * taxBp) / 10_000),
        discounts,
        net,
      };
    });

/** Any order with refunds of units, goodwill, refunded shipping and removed units, as Shopify could book them. */
const anyOrder = fc
  .record({
    lines: fc
      .integer({ min: 1, max: 4 })
      .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => anyLine(i + 1, 2)))),
    currency: fc.constantFrom("GBP", "IRR", "KWD"),
    taxesIncluded: fc.boolean(),
    shippingPrice: amount,
    returns: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 2 })), { maxLength: 3 }),
    removals: fc.array(fc.nat(3), { maxLength: 2 }),
    goodwill: fc.option(amount, { nil: undefined }),
    shippingBack: fc.nat(100),
    status: fc.constantFrom("paid", "partially_refunded", "refunded", "pending", "partially_paid"),
    cancelled: fc.boolean(),
    customer: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: null }),
    facts: fc.record({
      source: fc.constantFrom("web", "pos", "subscription_contract", null),
      paidIn: fc.constantFrom("", "EUR"),
      email: fc.option(fc.emailAddress(), { nil: null }),
      phone: fc.constantFrom(null, "+447700900101"),
      parcels: fc.record({
        whole: fc.boolean(),
        sent: fc.array(fc.record({ ok: fc.boolean(), at: fc.integer({ min: 1, max: 2e12 }) }), {
          maxLength: 3,
        }),
      }),
    }),
  })
  .map((wish): TestOrder => {
    const left = new Map(wish.lines.map((line) => [line.id, line.quantity]));
    const refunds: TestRefund[] = [];
    for (const [at, units] of wish.returns) {
      const line = wish.lines[at % wish.lines.length];
      if (!line) continue;
      const quantity = Math.min(units, left.get(line.id) ?? 0);
      if (quantity === 0) continue;
      left.set(line.id, (left.get(line.id) ?? 0) - quantity);
      const subtotal = Math.floor((line.net * quantity) / line.quantity);
      const tax = Math.floor((line.tax * quantity) / line.quantity);
      refunds.push({
        id: 100 + refunds.length,
        lines: [{ line: line.id, quantity, subtotal, tax }],
        money: subtotal + tax,
      });
    }
    for (const at of wish.removals) {
      const line = wish.lines[at % wish.lines.length];
      if (line) left.set(line.id, Math.max(0, (left.get(line.id) ?? 0) - 1));
    }
    if (wish.goodwill) refunds.push({ id: 190, lines: [], adjustment: -wish.goodwill, money: wish.goodwill });
    if (wish.shippingBack > 50)
      refunds.push({
        id: 195,
        lines: [],
        shipping: { line: 9, subtotal: wish.shippingPrice, tax: 0 },
        money: 0,
      });
    return {
      ...plain,
      ...wish,
      lines: wish.lines.map((line) => ({ ...line, current: left.get(line.id) ?? 0 })),
      shipping: [{ id: 9, price: wish.shippingPrice, tax: 0, removed: false }],
      refunds,
    };
  });

describe("any order", () => {
  test("is the same Order from a webhook and from GraphQL", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(fromRest(order)).toEqual(fromGraphql(order));
      }),
      { numRuns: 300 },
    );
  });

  test("never gives back more of a line than was paid for it, and no negative part", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        for (const line of translated(order).lines) {
          expect(line.refunded).toBeGreaterThanOrEqual(0);
          expect(line.refunded).toBeLessThanOrEqual(netOf(line));
          expect(line.refundedTax).toBeGreaterThanOrEqual(0);
          expect(line.refundedTax).toBeLessThanOrEqual(line.tax);
          expect(line.returnedQuantity).toBeLessThanOrEqual(line.quantity);
        }
      }),
    );
  });
});
