/** What a sweep finds, and that finding it twice changes nothing. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { instant } from "../loyalty/brand";
import { readEventWith } from "../stores/shopify/read-event";
import { type ChangedPage, type ReceivedOrder, StoreUnavailable } from "../stores/store";
import { freshDatabase } from "../testing/database";
import { testFingerprint } from "../testing/fingerprint";
import { type OrderFacts, orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import { sendEffects } from "./send-effects";
import { sweepOrders } from "./sweep-orders";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let down: boolean;
/** The store's orders in their present state. */
const orders = new Map<number, OrderFacts>();

function received(facts: OrderFacts): ReceivedOrder {
  const meaning = readEventWith({ fingerprint: testFingerprint })("orders/paid", orderPayload(facts));
  if (meaning.kind !== "order") throw new Error(`the payload means ${meaning.kind}`);
  return meaning.received;
}

/** Two to a page, as they changed. */
function changedPage(since: number, cursor: string | null): ChangedPage {
  const all = [...orders.values()]
    .map((facts) => received(facts).order)
    .filter((order) => order.updatedAt >= since)
    .sort((a, b) => a.updatedAt - b.updatedAt)
    .map((order) => ({ orderId: order.orderId, updatedAt: instant(order.updatedAt) }));
  const from = Number(cursor ?? 0);
  return { changed: all.slice(from, from + 2), cursor: from + 2 < all.length ? String(from + 2) : null };
}

const store = storeThat({
  listChanged: async ({ since, cursor }) => {
    if (down) throw new StoreUnavailable("down");
    return changedPage(since, cursor);
  },
  fetchOrder: async (id) => {
    const facts = orders.get(Number(id));
    return facts ? received(facts) : null;
  },
  pushSnapshots: async () => ({ gone: [] }),
  pushProgram: async () => {},
});

beforeEach(async () => {
  orders.clear();
  down = false;
  db = await freshDatabase();
  ctx = testContext(db, { store });
  shop = await installTestShop(ctx);
});
afterEach(() => db.close());

const balance = async () =>
  (
    await sqlOf(db).query<{ sum: number }>(
      `SELECT COALESCE(sum("balance"), 0)::bigint AS "sum" FROM "members"`,
    )
  )[0]?.sum;

async function sweep(): Promise<number> {
  const found = await sweepOrders(ctx, shop.shopId);
  while ((await sendEffects(ctx, shop.shopId)) > 0);
  return found;
}

const minute = (minutes: number) =>
  new Date(Date.parse(shop.installedAt.toISOString()) + minutes * 60_000).toISOString();
const happens = (facts: OrderFacts) => orders.set(facts.id, facts);

describe("field lesson 12: a sweep finds what never arrived", () => {
  it("awards orders whose webhooks were lost, and takes back what lost refunds should have", async () => {
    for (const id of [1, 2, 3]) happens({ id, updatedAt: minute(id) });
    await deliver(ctx, shop, [orderPayload({ id: 1, updatedAt: minute(1) })]);
    await workOff(ctx, shop);
    expect(await sweep()).toBe(2);
    expect(await balance()).toBe(1_500);
    happens({
      id: 1,
      status: "refunded",
      returned: { quantity: 1, subtotal: "100.00" },
      updatedAt: minute(9),
    });
    expect(await sweep()).toBe(1);
    expect(await balance()).toBe(1_000);
  });

  it("finds nothing where everything has arrived, however often it looks", async () => {
    happens({ id: 1, updatedAt: minute(1) });
    expect(await sweep()).toBe(1);
    expect(await sweep()).toBe(0);
    expect(await balance()).toBe(500);
  });

  it("looks from where it last got to an end, also after days of silence", async () => {
    happens({ id: 1, updatedAt: minute(1) });
    down = true;
    await expect(sweep()).rejects.toThrow(StoreUnavailable);
    ctx.pass(5 * 86_400_000);
    happens({ id: 2, updatedAt: minute(3) });
    down = false;
    expect(await sweep()).toBe(2);
    expect(await balance()).toBe(1_000);
  });
});
