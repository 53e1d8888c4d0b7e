/** Laws of what an order tells beside its money: channel, currency, dates, and its buyer as fingerprints. */
import { describe, expect, test } from "vitest";
import type { Order } from "../../loyalty/order";
import { testFingerprint } from "../../testing/fingerprint";
import { plainOrder as plain, type TestFacts, type TestOrder } from "../../testing/shopify-orders";
import { restShape } from "../../testing/shopify-rest-shape";
import { readRestOrder, restOrder } from "./rest-order";
import { translateOrder } from "./translate-order";

function translated(order: TestOrder): Order {
  const answer = translateOrder(readRestOrder(restOrder.parse(restShape(order))), testFingerprint);
  if (!("order" in answer)) throw new Error(`parked: ${answer.detail}`);
  return answer.order;
}

describe("beside its money, an order", () => {
  const withFacts = (facts: Partial<TestFacts>) => translated({ ...plain, facts });

  test("tells the channel it came through, in words both platforms share", () => {
    const channel = (source: string | null) => withFacts({ source }).channel;
    expect(
      ["web", "pos", "subscription_contract", "shopify_draft_order", "1354745", null].map(channel),
    ).toEqual(["online", "pos", "subscription", "other", "other", "other"]);
  });

  test("tells what the buyer paid in, and keeps its amounts in the shop's currency", () => {
    expect(withFacts({ paidIn: "EUR" })).toMatchObject({ currency: "GBP", paidCurrency: "EUR" });
    expect(withFacts({}).paidCurrency).toBe("GBP");
  });

  test("names the variant of each line", () => {
    expect(translated(plain).lines.map(({ variantId }) => variantId)).toEqual(["9001", "9002", "9003", null]);
  });

  test("was paid when Shopify processed it, and not at all while money is open", () => {
    expect(translated(plain).paidAt).toBe(Date.parse("2026-11-20T06:30:00Z"));
    expect(translated({ ...plain, status: "partially_paid" }).paidAt).toBeNull();
  });

  test("is fulfilled when the last parcel of the whole order went out; one called off does not count", () => {
    const sent = [
      { ok: true, at: 1_000 },
      { ok: true, at: 5_000 },
      { ok: false, at: 9_000 },
    ];
    expect(withFacts({ parcels: { whole: true, sent } }).fulfilledAt).toBe(5_000);
    expect(withFacts({ parcels: { whole: false, sent } }).fulfilledAt).toBeNull();
    expect(translated(plain).fulfilledAt).toBeNull();
  });

  test("keeps fingerprints of its buyer and nothing personal", () => {
    const facts = {
      email: "Sara.K+vip@gmail.com",
      phone: "+44 7700 900101",
      address: { street: "1 High St.", zip: "N1 9GU", country: "GB" },
      card: { bin: "424242", last: "4242" },
    };
    const { buyer } = withFacts(facts);
    const sameByOtherWords = withFacts({
      email: "sara.k+vip@GMAIL.com",
      phone: "07700900101",
      address: { street: "1 high st", zip: "n1 9gu", country: "gb" },
      card: facts.card,
    }).buyer;
    expect(sameByOtherWords).toEqual(buyer);
    expect(withFacts({ email: "sarak@gmail.com" }).buyer).toMatchObject({ emailPattern: buyer.emailPattern });
    expect(withFacts({ email: "sarak@gmail.com" }).buyer.email).not.toBe(buyer.email);
    expect([buyer.email, buyer.phone, buyer.address, buyer.payment].every(Boolean)).toBe(true);
    expect(JSON.stringify(withFacts(facts))).not.toMatch(/sara|7700900|high|4242/i);
  });
});
