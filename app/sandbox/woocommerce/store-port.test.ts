/** The product's store port against the emulated WooCommerce, over HTTP: what it asks is understood there, and what comes back is what was done. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { customerId, instant, orderId } from "../../loyalty/brand";
import { currency, minor } from "../../loyalty/money";
import { outlineOf } from "../../stores/outline";
import type { AuditPage, CodeOrder, Store } from "../../stores/store";
import {
  tryAccess,
  type WoocommerceSite,
  woocommerceSiteFor,
  woocommerceStoreFor,
} from "../../stores/woocommerce.server";
import { testFingerprint as fingerprint } from "../../testing/fingerprint";
import { createCoupon } from "./state/change-coupon";
import { deleteOrder, setStatus, trashOrder } from "./state/change-order";
import { newKey, revokeKey } from "./state/keys";
import { type OrderWish, placeOrder } from "./state/place-order";
import { deleteRefund, refundOrder } from "./state/refund-order";
import { type RunningShop, runShop } from "./testing/running-shop";

const START = Date.UTC(2026, 10, 22, 10);
const deps = { fingerprint, allowPrivate: true };
let now = START;
let running: RunningShop;
let store: Store;
let site: WoocommerceSite;

beforeEach(async () => {
  now = START;
  running = await runShop({ now: () => now });
  const { url, key } = running;
  const connection = { storeUrl: url, keys: key, signing: "oauth" } as const;
  store = woocommerceStoreFor(connection, deps);
  site = woocommerceSiteFor(connection, deps);
});
afterEach(() => running.close());

const mug = { productId: 201, variationId: 0, quantity: 1 };
function placed(wish: Partial<OrderWish> = {}) {
  const result = placeOrder(running.shop, { lines: [mug], userId: 11, billing: {}, ...wish });
  if (!result.ok) throw new Error(result.message);
  return result.order;
}

/** A page may bring an order again. */
async function audited(): Promise<AuditPage["orders"]> {
  const orders = new Map<string, AuditPage["orders"][number]>();
  let cursor: string | null = null;
  do {
    const page: AuditPage | undefined = await store.audit?.(cursor);
    for (const order of page?.orders ?? []) orders.set(order.orderId, order);
    cursor = page?.cursor ?? null;
  } while (cursor !== null);
  return [...orders.values()];
}

describe("a store", () => {
  test("lets right keys in, says who it is, and is changed by none of it", async () => {
    const { url, shop, key } = running;
    const found = await tryAccess({ storeUrl: url, keys: key }, deps);
    expect(found).toMatchObject({
      signing: "oauth",
      facts: { name: shop.settings.title, currency: "EUR", timeZone: "Europe/Berlin" },
    });
    expect(await store.describeShop()).toEqual("facts" in found ? found.facts : null);
    expect([shop.couponTable.rows(), shop.webhooks.rows()]).toEqual([[], []]);
    const reading = newKey(shop, { userId: 1, description: "", permissions: "read" });
    expect(await tryAccess({ storeUrl: url, keys: reading }, deps)).toMatchObject({
      problem: "keys-read-only",
    });
    revokeKey(shop, key.id);
    expect(await tryAccess({ storeUrl: url, keys: key }, deps)).toMatchObject({ problem: "keys-refused" });
    await expect(store.fetchOrder(orderId("1"))).rejects.toMatchObject({ name: "StoreClosed" });
  });

  test("that believes to be elsewhere is signed for as it believes", async () => {
    await running.close();
    running = await runShop({ home: "http://shop.example/de" });
    const found = await tryAccess({ storeUrl: running.url, keys: running.key }, deps);
    expect(found).toMatchObject({ signing: "oauth-as:http://shop.example/de" });
  });

  test("has each webhook of ours once, and none after us", async () => {
    const wanted = { deliverTo: "http://127.0.0.1:9/webhooks/woocommerce/1-x", secret: "s".repeat(40) };
    const care = await site.ensureWebhooks(wanted);
    const hooks = () => running.shop.webhooks.rows();
    expect(
      hooks()
        .map(({ topic }) => topic)
        .sort(),
    ).toEqual([...care.created].sort());
    for (const hook of hooks()) running.shop.webhooks.put({ ...hook, status: "disabled" });
    expect([...(await site.ensureWebhooks(wanted)).enabled].sort()).toEqual([...care.created].sort());
    expect(hooks().every(({ status, secret }) => status === "active" && secret === wanted.secret)).toBe(true);
    await site.removeWebhooks(wanted.deliverTo);
    expect(hooks()).toEqual([]);
  });

  test("takes the plugin's connection, members' standings and what is sold", async () => {
    const handover = { appUrl: "http://127.0.0.1:3000", shopId: "7", secret: "s".repeat(40) };
    expect(await site.connectPlugin(handover)).toMatchObject({ connected: true, shopId: "7" });
    await site.disconnectPlugin();
    expect(await site.readPlugin()).toMatchObject({ connected: false });
    const standing = { version: 1, tier: null, benefits: { percentOffBp: 0, freeShipping: false } };
    const more = { progress: null, grace: null, comeback: null, reserved: 0, nextExpiry: null };
    const snapshot = { balance: 120, pending: 0, standing: { ...standing, ...more } };
    const [known, gone] = ["11", "999999"].map(customerId);
    if (!known || !gone) throw new Error("no customers");
    const pushed = [known, gone].map((id) => ({ customerId: id, snapshot }));
    expect(await store.pushSnapshots(pushed)).toEqual({ gone: ["999999"] });
    const kept = running.shop.users.get("11")?.meta.find(({ key }) => key === "vafa_standing")?.value;
    expect(JSON.parse(String(kept))).toEqual(snapshot);
    const products = await store.searchCatalogue({ kind: "product", words: "" });
    expect(products.length).toBeGreaterThan(0);
    const first = products.slice(0, 1).map(({ id }) => id);
    expect(await store.describeCatalogue({ kind: "product", ids: first })).toEqual(products.slice(0, 1));
    const collections = await store.readCollections(first);
    const categories = await store.describeCatalogue({
      kind: "collection",
      ids: [...collections.values()].flat(),
    });
    expect(categories.length).toBeGreaterThan(0);
  });
});

describe("orders", () => {
  test("are the same fetched, listed and in outline, with their refunds, and the trash is cancelled", async () => {
    const orders = Array.from({ length: 130 }, () => {
      now += 700;
      return placed();
    });
    for (const order of orders.slice(0, 9)) {
      now += 5_000;
      refundOrder(running.shop, order, { amount: "1.00" });
    }
    const trashed = orders[20];
    if (trashed) trashOrder(running.shop, trashed);
    const listed = new Map<string, unknown>();
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Store["listOrders"]>> = await store.listOrders({
        since: instant(START),
        cursor,
      });
      expect(page.parked).toEqual([]);
      for (const { order } of page.received) listed.set(order.orderId, order);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(listed.size).toBe(129);
    const outlines = await audited();
    expect(outlines).toHaveLength(130);
    for (const outline of outlines.slice(0, 12).concat(outlines.slice(-2))) {
      const fetched = await store.fetchOrder(outline.orderId);
      if (fetched === null || "parked" in fetched) throw new Error("an order was not read");
      expect(outlineOf(fetched.order)).toEqual(outline);
      if (outline.status !== "cancelled") expect(listed.get(outline.orderId)).toEqual(fetched.order);
    }
    expect(outlines.filter(({ status }) => status === "cancelled")).toHaveLength(1);
    const changed = await store.listChanged({ since: instant(now - 20_000), cursor: null });
    expect(changed.changed.length).toBeGreaterThanOrEqual(4);
  });

  test("that are gone, and refunds that are gone, are missing from the audit and from nothing else", async () => {
    const [kept, gone] = [placed(), placed()];
    const refunded = refundOrder(running.shop, kept, { amount: "2.00" });
    if (!refunded.ok) throw new Error(refunded.message);
    const before = await audited();
    now += 60_000;
    deleteRefund(running.shop, refunded.refund);
    deleteOrder(running.shop, gone);
    const [after, ...others] = await audited();
    expect(others).toEqual([]);
    expect(after).toEqual({ ...before.find((one) => one.orderId === String(kept.id)), refunded: 0 });
    expect((await store.listChanged({ since: instant(START + 1_000), cursor: null })).changed).toEqual([]);
    expect(await store.fetchOrder(orderId(String(gone.id)))).toBeNull();
  });
});

describe("a redemption's coupon", () => {
  const email = () => running.shop.users.get("11")?.email ?? "";
  const wanted = (changes: Partial<CodeOrder> = {}): CodeOrder => ({
    code: "VAFA-7K3M-9Q2D",
    title: `"Tea" & Bo's <cake> (Vafa VAFA-7K3M-9Q2D)`,
    customerId: customerId("11"),
    worth: { kind: "amount-off", value: minor(500) },
    currency: currency("EUR"),
    startsAt: instant(START),
    endsAt: instant(START + 7 * 86_400_000),
    minimumSubtotal: minor(0),
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
    ...changes,
  });
  const coupons = () => running.shop.couponTable.rows();

  test("is made once under retries and races, bound to its holder", async () => {
    const first = await store.issueCode(wanted());
    expect(first).toMatchObject({ status: "issued" });
    expect(await Promise.all([1, 2, 3].map(() => store.issueCode(wanted())))).toEqual([first, first, first]);
    expect(coupons().map(({ emailRestrictions }) => emailRestrictions)).toEqual([[email()]]);
    const { id: _id, ...twin } = coupons()[0] ?? {};
    createCoupon(running.shop, { ...twin, meta: [] }, true);
    expect(coupons()).toHaveLength(2);
    expect(await store.issueCode(wanted())).toEqual(first);
    expect(coupons()).toHaveLength(1);
  });

  test("asked for by many at one moment is one in the end", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => store.issueCode(wanted())));
    const refs = new Set(
      answers.map((answer) => (answer.status === "issued" ? answer.storeRef : answer.detail)),
    );
    expect([refs.size, coupons().length]).toEqual([1, 1]);
  });

  test("that was used is dead for good: cancelling its order does not bring it back", async () => {
    const issued = await store.issueCode(wanted());
    const ref = issued.status === "issued" ? issued.storeRef : null;
    const order = placed({ codes: ["vafa-7k3m-9q2d"], billing: { email: email() } });
    expect(await store.killCode("VAFA-7K3M-9Q2D", ref)).toEqual({ used: true });
    setStatus(running.shop, order, { to: "cancelled" });
    expect(coupons()[0]?.usageCount).toBe(0);
    const again = placeOrder(running.shop, {
      lines: [mug],
      userId: 11,
      billing: { email: email() },
      codes: ["vafa-7k3m-9q2d"],
    });
    expect(again.ok).toBe(false);
  });

  test("that was not used is gone, and its combinations are the merchant's while it lives", async () => {
    const issued = await store.issueCode(wanted());
    const ref = issued.status === "issued" ? issued.storeRef : null;
    const anything = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };
    expect(coupons()[0]?.individualUse).toBe(true);
    await store.recombineCode("VAFA-7K3M-9Q2D", ref, anything);
    expect(coupons()[0]?.individualUse).toBe(false);
    for (const _ of [1, 2]) expect(await store.killCode("VAFA-7K3M-9Q2D", ref)).toEqual({ used: false });
    expect(coupons()).toEqual([]);
  });
});
