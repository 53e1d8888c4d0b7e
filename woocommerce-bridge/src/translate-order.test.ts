/** Orders of a running store, as recorded, and the cases that a store can put before us: states, taxes, coupons, fees, currencies, contradictions. */
import { describe, expect, it } from "vitest";
import { discountByCode, netOf, type Order, unknownBuyer } from "../../app/loyalty/order";
import { item, plainOrder } from "./testing/plain-order";
import { readRecorded, recordedDelivery } from "./testing/recorded";
import { translateOrder } from "./translate-order";

const fingerprint = (text: string) => `#${text}`;

function translated(body: unknown, refunds: unknown = []) {
  const answer = translateOrder(body, { fingerprint, refunds });
  if ("parked" in answer) throw new Error(`${answer.parked}: ${answer.detail}`);
  return answer;
}
const orderOf = (body: unknown): Order => translated(body).order;
const plain = (changes: Readonly<Record<string, unknown>>): Order => orderOf(plainOrder(changes));
const parkedAs = (changes: Readonly<Record<string, unknown>>) => {
  const answer = translateOrder(plainOrder(changes), { fingerprint });
  return "parked" in answer ? answer.parked : "translated";
};
const recorded = (file: string) => JSON.parse(recordedDelivery(file).rawBody);

describe("a recorded order", () => {
  it("of a guest is nobody's, but its buyer is marked", () => {
    const { order, customer } = translated(recorded("order.created.guest.json"));
    expect(order).toMatchObject({
      orderId: "21",
      name: "#21",
      customerId: null,
      currency: "EUR",
      paidCurrency: "EUR",
      channel: "other",
      status: "paid",
      placedAt: Date.parse("2026-11-22T01:13:56Z"),
      updatedAt: Date.parse("2026-11-22T01:13:57Z"),
      paidAt: Date.parse("2026-11-22T01:13:56Z"),
      fulfilledAt: null,
      codes: [],
    });
    expect(order.lines).toMatchObject([
      { lineId: "6", productId: "13", variantId: null, quantity: 2, gross: 8_000, refunded: 0 },
    ]);
    expect(order.buyer).toMatchObject({
      email: "#email:ana+mwr56wvh@example.com",
      phone: null,
      device: null,
    });
    expect(order.buyer.address).toContain("10115");
    expect(customer).toBeNull();
  });

  it("goes from processing to completed, partly refunded and refunded", () => {
    const states = [
      "order.created.processing",
      "order.updated.completed",
      "order.updated.partially_refunded",
      "order.updated.refunded",
    ].map((file) => orderOf(recorded(`${file}.json`)));
    expect(states.map(({ status }) => status)).toEqual(["paid", "paid", "paid", "paid"]);
    expect(states.map(({ lines }) => lines.map((line) => [line.gross, line.refunded]))).toEqual([
      [[8_000, 0]],
      [[8_000, 0]],
      [[8_000, 3_000]],
      [[8_000, 8_000]],
    ]);
    expect(states[0]?.fulfilledAt).toBeNull();
    expect(states[2]?.fulfilledAt).toBe(Date.parse("2026-11-22T01:12:47Z"));
    expect(states.every(({ customerId }) => customerId === states[0]?.customerId)).toBe(true);
  });

  it("gives back the same with its recorded refund in full", () => {
    const body = recorded("order.updated.partially_refunded.json");
    const refund = readRecorded("rest.refund.partial.json");
    expect(translated(body, [refund])).toEqual({ ...translated(body), refundsUnnamed: false });
    expect(translated(body).refundsUnnamed).toBe(true);
  });

  it("with a coupon tells what its code took off", () => {
    const order = orderOf(readRecorded("rest.order.with_coupon.json"));
    expect(order.codes).toEqual(["LOYAL-MWR5ALUE-AB12"]);
    expect(discountByCode(order, "LOYAL-MWR5ALUE-AB12")).toBe(1_000);
    expect(order.lines.map((line) => [line.gross, netOf(line)])).toEqual([[5_000, 4_000]]);
  });
});

describe("how an order stands", () => {
  it.each([
    ["pending", "unpaid"],
    ["on-hold", "unpaid"],
    ["failed", "unpaid"],
    ["checkout-draft", "unpaid"],
    ["processing", "paid"],
    ["completed", "paid"],
    ["refunded", "paid"],
    ["cancelled", "cancelled"],
    ["trash", "cancelled"],
    ["wc-processing", "paid"],
    ["ready-to-ship", "paid"],
  ])("%s is %s", (status, wanted) => {
    expect(plain({ status }).status).toBe(wanted);
  });

  it("is unpaid while no money has come: at the door, or in a plugin's own status", () => {
    expect(plain({ status: "processing", date_paid_gmt: null })).toMatchObject({
      status: "unpaid",
      paidAt: null,
    });
    expect(plain({ status: "ready-to-ship", date_paid_gmt: null }).status).toBe("unpaid");
    const done = { status: "completed", date_paid_gmt: null, date_completed_gmt: "2026-11-23T10:00:00" };
    expect(plain(done)).toMatchObject({ status: "paid", paidAt: Date.parse("2026-11-23T10:00:00Z") });
  });

  it("is fulfilled while it is completed, and not when it was taken back out", () => {
    const date_completed_gmt = "2026-11-23T10:00:00";
    expect(plain({ status: "completed", date_completed_gmt }).fulfilledAt).toBe(
      Date.parse("2026-11-23T10:00:00Z"),
    );
    expect(plain({ status: "processing", date_completed_gmt }).fulfilledAt).toBeNull();
  });

  it.each([
    ["checkout", "online"],
    ["store-api", "online"],
    ["pos-rest-api", "pos"],
    ["subscription", "subscription"],
    ["admin", "other"],
    [undefined, "other"],
  ])("made by %s came through %s", (created_via, channel) => {
    expect(plain({ created_via }).channel).toBe(channel);
  });
});

describe("what an order sold", () => {
  it("is told without tax where the store's prices are, and with it where they include it", () => {
    const figures = ({ lines }: Order) => lines.map(({ kind, gross, tax }) => [kind, gross, tax]);
    expect(figures(plain({}))).toEqual([
      ["product", 5_000, 950],
      ["shipping", 500, 95],
    ]);
    expect(figures(plain({ prices_include_tax: true }))).toEqual([
      ["product", 5_950, 950],
      ["shipping", 595, 95],
    ]);
  });

  it("has the whole coupon off, also where the store tells 4.20 and 0.80 for 5.00", () => {
    const order = plain({
      prices_include_tax: true,
      line_items: [item(1, "42.02", "37.82", ["7.98", "7.18"])],
      shipping_lines: [],
      coupon_lines: [{ code: "five", discount: "4.20", discount_tax: "0.80" }],
      total: "45.00",
      total_tax: "7.18",
    });
    expect(discountByCode(order, "FIVE")).toBe(500);
    expect(order.lines.map((line) => [line.gross, netOf(line)])).toEqual([[5_000, 4_500]]);
  });

  it("shares two coupons out between lines, and leaves staff's own change without a code", () => {
    const order = plain({
      line_items: [item(1, "30.00", "20.00"), item(2, "30.00", "25.00")],
      shipping_lines: [],
      coupon_lines: [
        { code: "a", discount: "6.00", discount_tax: "0.00" },
        { code: "b", discount: "3.00", discount_tax: "0.00" },
      ],
      total: "45.00",
      total_tax: "0.00",
    });
    expect([discountByCode(order, "A"), discountByCode(order, "B")]).toEqual([600, 300]);
    expect(order.lines.map(netOf)).toEqual([2_000, 2_500]);
    expect(
      order.lines.flatMap(({ discounts }) => discounts.filter(({ code }) => code === null)),
    ).toHaveLength(2);
  });

  it("keeps a code that only made the shipping free, and fees beside the goods", () => {
    const order = plain({
      coupon_lines: [{ code: "ship", discount: "0", discount_tax: "0" }],
      fee_lines: [{ id: 9, name: "Wrapping", total: "2.00", total_tax: "0.00" }],
      total: "67.45",
    });
    expect(order.codes).toEqual(["SHIP"]);
    expect(order.lines.at(-1)).toMatchObject({ lineId: "fee-9", kind: "shipping", gross: 200 });
  });

  it("is read in Rial, Toman, Yen and Dinar, whatever decimals the store prints", () => {
    const of = (currency: string, amount: string) =>
      plain({
        currency,
        line_items: [item(1, amount, amount)],
        shipping_lines: [],
        total: amount,
        total_tax: "0",
      });
    expect(of("IRR", "1250000").lines[0]?.gross).toBe(1_250_000);
    expect(of("IRT", "125000.00").lines[0]?.gross).toBe(125_000);
    expect(of("IRT", "1111.50").lines[0]?.gross).toBe(1_112);
    expect(of("KWD", "1.250").lines[0]?.gross).toBe(1_250);
    expect(of("JPY", "980").lines[0]?.gross).toBe(980);
  });

  it("adds up to the total to the unit, where the store rounded each part by itself", () => {
    for (const [total, nets] of [
      ["10.00", [500, 500]],
      ["9.97", [499, 498]],
      ["9.98", [499, 499]],
    ] as const) {
      const line_items = [item(1, "5.49", "4.99"), item(2, "4.99", "4.99")];
      const coupon_lines = [{ code: "x", discount: "0.50", discount_tax: "0" }];
      const order = plain({ line_items, coupon_lines, shipping_lines: [], total, total_tax: "0" });
      expect(order.lines.map(netOf).sort()).toEqual([...nets].sort());
      expect(discountByCode(order, "X")).toBe(50);
    }
  });

  it("counts a weight as units begun, and knows variations", () => {
    const line_items = [{ ...item(1, "50.00", "50.00", ["9.50", "9.50"]), quantity: 1.5, variation_id: 33 }];
    expect(plain({ line_items }).lines[0]).toMatchObject({ quantity: 2, variantId: "33", productId: "101" });
  });

  it("marks no buyer where nothing is told of one", () => {
    expect(plain({ billing: null, customer_id: 0 }).buyer).toEqual(unknownBuyer);
    expect(plain({ customer_ip_address: "1.2.3.4", customer_user_agent: "X" }).buyer.device).toBe(
      "#device:1.2.3.4|x",
    );
  });
});

describe("an order that contradicts itself", () => {
  it.each([
    ["lines that do not add up", { total: "99.00" }, "inconsistent-amounts"],
    ["taxes that do not add up", { total_tax: "20.45" }, "inconsistent-amounts"],
    [
      "two lines of one id",
      { line_items: [item(1, "25.00", "25.00"), item(1, "25.00", "25.00")] },
      "inconsistent-amounts",
    ],
    ["more refunded than paid", { refunds: [{ id: 1, total: "-65.46" }] }, "inconsistent-amounts"],
    ["a refund that takes", { refunds: [{ id: 1, total: "1.00" }] }, "negative-amount"],
    ["a negative line", { line_items: [item(1, "-5.00", "-5.00")] }, "negative-amount"],
    [
      "fees that take more than there is",
      { fee_lines: [{ id: 9, total: "-99.00", total_tax: "0" }] },
      "negative-amount",
    ],
    [
      "a coupon that took more than the lines lost",
      { coupon_lines: [{ code: "x", discount: "9.00", discount_tax: "0" }] },
      "inconsistent-amounts",
    ],
    ["a total that is a float", { total: 65.45 }, "malformed"],
    ["a total that is no amount", { total: "65,45" }, "malformed"],
    ["no currency", { currency: "€" }, "malformed"],
    ["no date", { date_created_gmt: null }, "malformed"],
    ["an impossible date", { date_created_gmt: "2026-13-41T01:13:56" }, "malformed"],
    ["amounts beyond counting", { total: "9007199254740993.00" }, "malformed"],
  ])("by %s is parked", (_what, changes, reason) => {
    expect(parkedAs(changes)).toBe(reason);
  });
});
