/** Orders fetched: always with their refunds in full, so that a fetched state never leaves open which lines were refunded. */
import { describe, expect, it } from "vitest";
import { plainOrder } from "../testing/plain-order";
import { readRecorded, recordedDelivery } from "../testing/recorded";
import { translateOrder } from "../translate-order";
import { fetchOrder } from "./orders";
import { fingerprint, notThere, refusal, storeLine, withTotal } from "./testing/store-line";

const store = storeLine();
const line = () => ({ client: store.client(), fingerprint });

describe("an order that is fetched", () => {
  it("has its refunds named, as they were recorded", async () => {
    const body = JSON.parse(recordedDelivery("order.updated.partially_refunded.json").rawBody);
    const refund = readRecorded("rest.refund.partial.json");
    store.answers([/orders\/\d+\/refunds$/, () => withTotal([refund])], [/orders\/\d+$/, () => body]);
    const found = await fetchOrder(line(), String(body.id));
    expect(found).toEqual(translateOrder(body, { fingerprint, refunds: [refund] }));
    expect(found).toMatchObject({ refundsUnnamed: false });
    // The sums alone would have been shared out over all lines.
    const unnamed = translateOrder(body, { fingerprint });
    expect(unnamed).toMatchObject({ refundsUnnamed: true });
    expect(found).not.toEqual(unnamed);
    expect(store.asked.map(({ path }) => path)).toEqual([
      `wc/v3/orders/${body.id}`,
      `wc/v3/orders/${body.id}/refunds`,
    ]);
  });

  it("as it was recorded with a coupon asks for no refunds where there are none", async () => {
    store.answers([/orders\/27$/, () => readRecorded("rest.order.with_coupon.json")]);
    const found = await fetchOrder(line(), "27");
    expect(found).toMatchObject({ order: { orderId: "27", status: "paid" }, refundsUnnamed: false });
    expect(store.asked).toHaveLength(1);
  });

  it("with more refunds than a page holds has them all", async () => {
    const refunds = Array.from({ length: 130 }, (_, index) => ({ id: 500 + index, total: "-0.10" }));
    const body = plainOrder({ refunds });
    const full = refunds.map(({ id }) => ({ id, amount: "0.10", line_items: [] }));
    store.answers(
      [
        /refunds$/,
        ({ params }) => {
          const from = (Number(params.page) - 1) * Number(params.per_page);
          return withTotal(full.slice(from, from + Number(params.per_page)), full.length);
        },
      ],
      [/orders\/71$/, () => body],
    );
    const found = await fetchOrder(line(), "71");
    expect(found).toMatchObject({ refundsUnnamed: false });
    expect(store.asked.filter(({ path }) => path.endsWith("refunds"))).toHaveLength(2);
  });

  it("whose refund goes while it is read is read anew, so that no refund is without its lines", async () => {
    const refund = { id: 81, amount: "5.00", line_items: [] };
    let deleted = false;
    store.answers(
      [
        /refunds$/,
        () => {
          deleted = true;
          return withTotal([]);
        },
      ],
      [/orders\/71$/, () => plainOrder({ refunds: deleted ? [] : [{ id: refund.id, total: "-5.00" }] })],
    );
    const found = await fetchOrder(line(), "71");
    expect(found).toMatchObject({ refundsUnnamed: false });
    expect(found).toEqual(translateOrder(plainOrder(), { fingerprint, refunds: [] }));
  });

  it("is none when the store has none, when it is a checkout in the making, or when it was never its number", async () => {
    store.answers([/orders\/71$/, notThere]);
    expect(await fetchOrder(line(), "71")).toBeNull();
    store.answers([/orders\/71$/, () => plainOrder({ status: "checkout-draft" })]);
    expect(await fetchOrder(line(), "71")).toBeNull();
    expect(await fetchOrder(line(), "../customers/1")).toBeNull();
    expect(store.asked).toHaveLength(2);
  });

  it("in the trash is cancelled, and one that cannot be read is parked", async () => {
    store.answers([/orders\/71$/, () => plainOrder({ status: "trash" })]);
    expect(await fetchOrder(line(), "71")).toMatchObject({ order: { status: "cancelled" } });
    store.answers([/orders\/71$/, () => plainOrder({ total: "1.00" })]);
    expect(await fetchOrder(line(), "71")).toMatchObject({ parked: "inconsistent-amounts" });
    store.answers([/orders\/71$/, () => []]);
    expect(await fetchOrder(line(), "71")).toMatchObject({ parked: "malformed" });
  });

  it("is not taken for gone by a 404 that is not WooCommerce's: switched off, plain permalinks, a firewall", async () => {
    const page = () => new Response("<html>Not found</html>", { status: 404 });
    for (const answer of [() => refusal(404, "rest_no_route"), () => refusal(410, "gone"), page]) {
      store.answers([/orders\/71$/, answer]);
      await expect(fetchOrder(line(), "71")).rejects.toThrow(/not WooCommerce|page instead of data/);
    }
  });

  it("is not taken for gone when the store fails or does not let us in", async () => {
    store.answers([/orders\/71$/, () => refusal(500, "internal")]);
    await expect(fetchOrder(line(), "71")).rejects.toMatchObject({ name: "StoreUnavailable" });
    store.answers([/orders\/71$/, () => refusal(401, "woocommerce_rest_cannot_view")]);
    await expect(fetchOrder(line(), "71")).rejects.toMatchObject({ name: "StoreClosed" });
    store.answers(
      [/refunds$/, () => refusal(503, "busy")],
      [/orders\/71$/, () => plainOrder({ refunds: [{ id: 1, total: "-1.00" }] })],
    );
    await expect(fetchOrder(line(), "71")).rejects.toMatchObject({ name: "StoreUnavailable" });
  });
});
