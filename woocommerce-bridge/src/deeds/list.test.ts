/** Lists walked to their end while they change: nothing is left out, whatever comes, goes or moves, and the walk ends. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../../app/loyalty/brand";
import { listChanged } from "./list-changed";
import { listOrders } from "./list-orders";
import { outlineOf, outlineOrders } from "./outline-orders";
import { afterText, beginning, nextPlace, placeOf, textOf } from "./place";
import { type Kept, OrderList } from "./testing/order-list";
import { fingerprint, refusal, storeLine } from "./testing/store-line";

const store = storeLine();
const line = () => ({ client: store.client(), fingerprint });
const START = Date.parse("2026-11-01T00:00:00Z") / 1_000;
const since = instant(START * 1_000);

const kept = (id: number, created: number, more: Partial<Kept> = {}): Kept => ({
  id,
  created: START + created,
  modified: START + created,
  status: "processing",
  ...more,
});

function serve(orders: Kept[], meanwhile?: (list: OrderList) => void): OrderList {
  const list = new OrderList(orders, meanwhile);
  store.answers([/^GET wc\/v3\/orders/, list.answer]);
  return list;
}

async function walk<Page extends { readonly cursor: string | null }>(
  next: (cursor: string | null) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await next(cursor);
    pages.push(page);
    cursor = page.cursor;
    expect(pages.length).toBeLessThan(60);
  } while (cursor !== null);
  return pages;
}

const imported = async () => walk((cursor) => listOrders(line(), { since, cursor }));
const idsOf = (pages: Awaited<ReturnType<typeof imported>>) =>
  pages.flatMap(({ read }) => read.map(({ order }) => Number(order.orderId)));

describe("past orders", () => {
  it("come oldest first, each once, with refunds named, drafts left out, and how many there are", async () => {
    const orders = Array.from({ length: 230 }, (_, index) => kept(index + 1, Math.floor(index / 3)));
    const list = serve([
      kept(900, -5),
      ...orders,
      kept(901, 10, { status: "checkout-draft" }),
      kept(902, 11, { refunded: "5.00" }),
    ]);
    const pages = await imported();
    expect(pages[0]?.expected).toBe(232);
    expect(pages.slice(1).every(({ expected }) => expected === null)).toBe(true);
    const ids = idsOf(pages);
    expect([...ids].sort((a, b) => a - b)).toEqual([...orders.map(({ id }) => id), 902]);
    expect(pages.flatMap(({ read }) => read).every(({ refundsUnnamed }) => !refundsUnnamed)).toBe(true);
    const lists = list.questions.filter(({ path }) => path === "wc/v3/orders");
    expect(lists.every(({ params }) => params.per_page === "100" && params.order === "asc")).toBe(true);
    expect(lists.every(({ params }) => params.after?.endsWith("Z") && !("dates_are_gmt" in params))).toBe(
      true,
    );
  });

  it("are complete although orders before the place are deleted while they are walked", async () => {
    const orders = Array.from({ length: 350 }, (_, index) => kept(index + 1, index));
    const list = serve(orders, (now) => {
      now.orders = now.orders.filter(({ id }) => id > 40 || now.questions.length < 2);
    });
    const ids = idsOf(await imported());
    expect(ids).toEqual(orders.map(({ id }) => id));
    expect(list.orders).toHaveLength(310);
  });

  it("are complete where hundreds were made in one second, as an import of another tool makes them", async () => {
    const orders = Array.from({ length: 420 }, (_, index) =>
      kept(index + 1, index < 20 ? index : index < 390 ? 50 : 60),
    );
    serve(orders);
    const ids = idsOf(await imported());
    expect([...ids].sort((a, b) => a - b)).toEqual(orders.map(({ id }) => id));
  });

  it("are each once on any list", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 260 }), async (seconds) => {
        serve(seconds.map((second, index) => kept(index + 1, second)));
        const ids = idsOf(await imported());
        expect([...ids].sort((a, b) => a - b)).toEqual(seconds.map((_, index) => index + 1));
      }),
      { numRuns: 15 },
    );
  });

  it("that cannot be read hide no others", async () => {
    const list = serve([kept(1, 1), kept(2, 2)]);
    store.answers([
      /orders$/,
      async (asked) => {
        const [first] = await list.answer(asked).json();
        return [first, { ...first, id: 2, total: "1.00" }, { ...first, id: 3, date_created_gmt: "never" }, 7];
      },
    ]);
    const [page] = await imported();
    expect(page?.read.map(({ order }) => order.orderId)).toEqual(["1"]);
    expect(page?.parked.map(({ orderId, parked }) => [orderId, parked])).toEqual([
      ["2", "inconsistent-amounts"],
      ["3", "malformed"],
      ["without an id", "malformed"],
    ]);
  });
});

describe("a store that is too slow for a hundred orders at once", () => {
  it("is asked for fewer from then on, and nothing is left out", async () => {
    const orders = Array.from({ length: 230 }, (_, index) => kept(index + 1, index < 120 ? index : 130));
    const list = new OrderList(orders);
    store.answers([
      /orders$/,
      (asked) => (Number(asked.params.per_page) > 25 ? refusal(504, "gateway") : list.answer(asked)),
    ]);
    const ids = idsOf(await imported());
    expect([...ids].sort((a, b) => a - b)).toEqual(orders.map(({ id }) => id));
    const sizes = store.asked.map(({ params }) => params.per_page);
    expect(sizes.filter((size) => size === "100").length).toBeLessThanOrEqual(2);
    store.answers([/orders$/, () => refusal(504, "gateway")]);
    await expect(imported()).rejects.toMatchObject({ name: "StoreUnavailable" });
  });
});

describe("changed orders", () => {
  const changed = async () =>
    (await walk((cursor) => listChanged(store.client(), { since, cursor }))).flatMap((page) => page.changed);

  it("are all that changed since then, with those in the trash", async () => {
    serve([
      kept(1, -900, { modified: START - 1 }),
      kept(2, -900, { modified: START }),
      kept(3, 5),
      kept(4, 6, { status: "trash" }),
      kept(5, 7, { status: "checkout-draft" }),
    ]);
    expect((await changed()).map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(store.asked.every(({ params }) => params._fields !== undefined)).toBe(true);
  });

  it("are complete although orders change again while they are walked", async () => {
    const orders = Array.from({ length: 300 }, (_, index) => kept(index + 1, index));
    serve(orders, (now) => {
      if (now.questions.length > 4) return;
      for (const order of now.orders.slice(0, 30)) order.modified = START + 1_000 + now.questions.length;
    });
    const seen = new Set((await changed()).map(({ id }) => id));
    expect(seen.size).toBe(300);
  });
});

describe("every order in outline", () => {
  it("is told with the trash, from few fields, and what cannot be outlined is there all the same", async () => {
    const list = serve([
      kept(1, 1, { refunded: "5.00" }),
      kept(2, 2, { status: "trash" }),
      kept(3, 3, { status: "refunded" }),
      kept(4, 4, { status: "checkout-draft" }),
    ]);
    const pages = await walk((cursor) => outlineOrders(store.client(), cursor));
    const orders = pages.flatMap((page) => page.orders);
    expect(orders.map(({ orderId, status, refunded }) => [orderId, status, refunded])).toEqual([
      ["1", "paid", 500],
      ["3", "paid", 6_545],
      ["2", "cancelled", 0],
    ]);
    expect(list.questions.every(({ params }) => params._fields?.includes("refunds"))).toBe(true);
    expect(outlineOf({ id: 9, status: "processing" })).toEqual({ unread: "9" });
    expect(outlineOf("no order")).toBeNull();
  });
});

describe("a place in a list", () => {
  it("is kept as text; what is no place of ours begins anew", () => {
    const place = { ...beginning(since), page: 3, given: [4, 5] };
    expect(placeOf(textOf(place), instant(0))).toEqual(place);
    for (const broken of ["", "{}", "null", '{"from":-1}'])
      expect(placeOf(broken, since)).toEqual(beginning(since));
  });

  it("asks from its own second on, because 'after' leaves that out", () => {
    expect(afterText(beginning(since))).toBe("2026-10-31T23:59:59Z");
  });

  it("counts pages where the store does not sort as it was asked", () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({ id: index + 1, at: instant(1_000 - index) }));
    expect(nextPlace(beginning(instant(0)), rows, 150)).toMatchObject({ page: 2 });
    expect(nextPlace({ ...beginning(instant(0)), page: 2 }, rows.slice(50), 150)).toBeNull();
    expect(nextPlace(beginning(instant(0)), rows, null)).toMatchObject({ page: 2 });
  });
});
