/** The coupon of a redemption in a store: made once under every race and lost answer, and dead before its points return (law 5). */
import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { currency } from "../../../app/loyalty/money";
import type { CouponInput } from "../coupon";
import { issueCoupon, killCoupon, recombineCoupon } from "./coupons";
import { CouponShelf } from "./testing/coupon-shelf";
import { type Answerer, storeLine } from "./testing/store-line";

const store = storeLine();

const wanted: CouponInput = {
  code: "vafa-7k3m",
  description: "Tea & cake (Vafa VAFA-7K3M)",
  discount_type: "fixed_cart",
  amount: "10.00",
  free_shipping: false,
  individual_use: true,
  usage_limit: 1,
  usage_limit_per_user: 1,
  date_expires: "2026-12-31T22:59:59Z",
  minimum_amount: "10.00",
  email_restrictions: ["bo@example.com"],
  product_ids: [],
  limit_usage_to_x_items: null,
};

function shelf(...before: readonly (readonly [RegExp, Answerer])[]): CouponShelf {
  const coupons = new CouponShelf();
  store.answers(...before, ...coupons.table());
  return coupons;
}

const issue = (input = wanted, code = "EUR") => issueCoupon(store.client(), input, currency(code));
const kill = (storeRef: string | null = null, code = "VAFA-7K3M") =>
  killCoupon(store.client(), code, storeRef);
const posts = () => store.asked.filter(({ method }) => method === "POST");

describe("a coupon that is issued", () => {
  it("is made once, however often it is asked for", async () => {
    const coupons = shelf();
    const first = await issue();
    expect(first).toEqual({ id: coupons.kept[0]?.id });
    expect(await issue()).toEqual(first);
    expect([coupons.kept.length, posts().length]).toEqual([1, 1]);
  });

  it("is found again when the answer to its making was lost", async () => {
    const coupons = shelf([
      /^POST/,
      ({ body }) => {
        coupons.put(Object(body));
        return HttpResponse.error();
      },
    ]);
    expect(await issue()).toEqual({ id: coupons.kept[0]?.id });
    expect(coupons.kept).toHaveLength(1);
  });

  it("is asked for later, and not made a second time, when nothing is known of its making", async () => {
    shelf([/^POST/, () => HttpResponse.error()]);
    await expect(issue()).rejects.toMatchObject({ name: "StoreUnavailable" });
    expect(posts()).toHaveLength(1);
  });

  it("that was made twice at one moment is the oldest of both, for everybody who asks", async () => {
    const coupons = shelf([
      /^POST/,
      ({ body }) => {
        // The check of both went before the making of either.
        coupons.put(Object(body));
        return { id: coupons.put(Object(body)).id };
      },
    ]);
    const oldest = { id: 21 };
    expect(await issue()).toEqual(oldest);
    expect(await issue()).toEqual(oldest);
    expect(coupons.kept.map(({ id }) => id)).toEqual([21]);
  });

  it("is the one of two that was used, so that nobody uses it twice", async () => {
    const coupons = shelf();
    coupons.put(wanted);
    coupons.put(wanted).usage_count = 1;
    expect(await issue()).toEqual({ id: 22 });
    expect(coupons.kept.map(({ id }) => id)).toEqual([22]);
  });

  it("is refused where somebody else's has its code, and that one is left alone", async () => {
    const coupons = shelf();
    coupons.put({ ...wanted, description: "Spring sale" });
    expect(await issue()).toEqual({ refused: expect.stringContaining("another coupon") });
    expect(coupons.kept).toHaveLength(1);
    expect(posts()).toHaveLength(0);
  });

  it("is known again in a currency of three decimals, though the store tells two", async () => {
    const coupons = shelf();
    coupons.put({ ...wanted, amount: "1.255" });
    expect(await issue({ ...wanted, amount: "1.255" }, "KWD")).toEqual({ id: 21 });
    expect(await issue({ ...wanted, amount: "1.265" }, "KWD")).toEqual({ refused: expect.any(String) });
  });

  it("that the store refuses is refused with its reason", async () => {
    shelf([/^POST/, () => HttpResponse.json({ code: "x", message: "Not today." }, { status: 400 })]);
    expect(await issue()).toEqual({ refused: expect.stringContaining("Not today.") });
  });
});

describe("a coupon that is killed", () => {
  it("is gone, with all that have its code, and had not been used", async () => {
    const coupons = shelf();
    coupons.put(wanted);
    coupons.put(wanted);
    coupons.put({ ...wanted, code: "vafa-7k3m-other" });
    expect(await kill("22")).toEqual({ used: false });
    expect(coupons.kept.map(({ code }) => code)).toEqual(["vafa-7k3m-other"]);
    expect(await kill("22")).toEqual({ used: false });
  });

  it("after it was used is over for good and says so, also to who asks again after a lost answer", async () => {
    let lost = true;
    const coupons = shelf([
      /^PUT/,
      (asked) => {
        const answer = coupons.change(asked);
        const first = lost;
        lost = false;
        return first ? HttpResponse.error() : answer;
      },
    ]);
    coupons.put(wanted).usage_count = 1;
    await expect(kill("21")).rejects.toMatchObject({ name: "StoreUnavailable" });
    expect(await kill("21")).toEqual({ used: true });
    expect(await kill()).toEqual({ used: true });
    expect(coupons.kept[0]?.date_expires).toBe("2000-01-01T00:00:00Z");
  });

  it("and used at that very moment was used", async () => {
    const coupons = shelf([
      /^DELETE/,
      (asked) => {
        for (const one of coupons.kept) one.usage_count = 1;
        return coupons.remove(asked);
      },
    ]);
    coupons.put(wanted);
    expect(await kill()).toEqual({ used: true });
  });

  it("by the number of another store's coupon leaves that one alone", async () => {
    const coupons = shelf();
    coupons.put({ ...wanted, code: "spring" });
    for (const ref of ["21", "gid://shopify/1", "0"]) expect(await kill(ref)).toEqual({ used: false });
    expect(coupons.kept).toHaveLength(1);
  });

  it("is not taken for dead while it lives on", async () => {
    const coupons = shelf([
      /^DELETE/,
      () => HttpResponse.json({ code: "woocommerce_rest_shop_coupon_invalid_id" }, { status: 404 }),
    ]);
    coupons.put(wanted);
    await expect(kill()).rejects.toMatchObject({ name: "StoreUnavailable" });
  });
});

describe("combinations of a coupon that lives", () => {
  it("are changed where they differ; one that is gone or used is left alone", async () => {
    const coupons = shelf();
    const change = (alone: boolean) => recombineCoupon(store.client(), "VAFA-7K3M", () => alone);
    await change(false);
    coupons.put(wanted);
    await change(true);
    expect(store.asked.some(({ method }) => method === "PUT")).toBe(false);
    await change(false);
    expect(coupons.kept[0]?.individual_use).toBe(false);
    for (const one of coupons.kept) one.usage_count = 1;
    await change(true);
    expect(coupons.kept[0]?.individual_use).toBe(false);
  });
});
