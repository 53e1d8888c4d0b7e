/** What is done to a shop with many stored orders while its growth is measured: first awards, refunds, standings, redemptions. */

import type { Database } from "../db/database";
import { readLedgerSlice } from "../db/read/ledger-slice";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { faultsOf } from "../loyalty/ledger/verify";
import { standingFor } from "../services/read-standing";
import { reserveRedemption } from "../services/reserve-redemption";
import { workInbox } from "../services/work-inbox";
import { readEventWith } from "../stores/shopify/read-event";
import { orderPayload } from "../testing/order-payload";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { deliverOrders } from "./deliver-orders";
import {
  buyerOfStored,
  storedCustomerId,
  storedEmail,
  storedFingerprint,
  storedMembers,
  storedOrderId,
  storeOrders,
} from "./stored-orders";

const firstOrders = 1_000;
const refunds = 150;
const visits = 40;
const redemptions = 20;
const yearOfOrdersMs = 300 * 86_400_000;

/** The same draws in every run. */
function stream(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export interface House {
  readonly db: Database;
  readonly ctx: TestContext;
  readonly shop: ShopRow;
  readonly orders: number;
  readonly draw: (below: number) => number;
  /** How many orders and customers were added. */
  readonly added: { orders: number; customers: number; refunded: number; redeemed: number };
}

/** A shop with so many orders stored; one that was measured before goes on where it was left. */
export async function houseOn(db: Database, orders: number): Promise<House> {
  const ctx = { ...testContext(db), readEvent: () => readEventWith({ fingerprint: storedFingerprint }) };
  const shop = await installTestShop(ctx);
  await storeOrders(db, { shop, orders, until: new Date(ctx.now()) });
  const [before] = await sqlOf(db).query<House["added"]>(
    `SELECT first AS "orders", first / 2 AS "customers", refunded, redeemed FROM
       (SELECT count(*)::int AS first FROM "inbox" WHERE "shopId" = $1 AND "deliveryId" >= 'first-' AND "deliveryId" < 'first.') f,
       (SELECT count(*)::int AS refunded FROM "inbox" WHERE "shopId" = $1 AND "topic" = 'orders/updated') u,
       (SELECT count(*)::int AS redeemed FROM "redemptions" WHERE "shopId" = $1 AND "state" IN ('reserved', 'issued')) r`,
    [shop.shopId],
  );
  const added = before ?? { orders: 0, customers: 0, refunded: 0, redeemed: 0 };
  return { db, ctx, shop, orders, draw: stream(orders + added.orders), added };
}

async function deliverChanges({ db, shop, ctx }: House, payloads: readonly string[]): Promise<void> {
  await sqlOf(db).query(
    `INSERT INTO "inbox" ("shopId", "topic", "deliveryId", "payload", "triggeredAt")
     SELECT $1, 'orders/updated', gen_random_uuid()::text, payload, $3 FROM unnest($2::text[]) AS batch(payload)`,
    [shop.shopId, payloads, new Date(ctx.now())],
  );
}

async function msPer(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / count;
}

const workOff = async ({ ctx, shop }: House) => {
  while ((await workInbox(ctx, shop.shopId)) > 0);
};

const someMember = ({ draw, orders }: House) => 1 + draw(storedMembers(orders));

async function award(house: House): Promise<number> {
  const { added, db, shop } = house;
  const orders = Array.from({ length: firstOrders }, (_, index) => {
    added.orders += 1;
    const isNew = index % 2 === 0;
    if (isNew) added.customers += 1;
    const customer = isNew ? 8_000_000_000_000 + added.customers : storedCustomerId(someMember(house));
    return { id: 6_000_000_000_000 + added.orders, customer };
  });
  await deliverOrders(db, shop, orders);
  return msPer(firstOrders, () => workOff(house));
}

/** Of the last sixty days, which is when goods come back; each once at most, because the number goes through all of them in great steps. */
function nextRefunded({ orders, added }: House): number {
  added.refunded += 1;
  const recent = Math.floor(orders / 5);
  return orders - recent + 1 + ((added.refunded * 7_368_787) % recent);
}

async function refund(house: House): Promise<number> {
  const { orders, ctx } = house;
  const payloads = Array.from({ length: refunds }, () => {
    const number = nextRefunded(house);
    const placedAt = ctx.now() - (orders - number) * (yearOfOrdersMs / orders);
    const buyer = buyerOfStored(number, orders);
    return orderPayload({
      id: storedOrderId(number),
      customer: storedCustomerId(buyer),
      email: storedEmail(buyer),
      price: "10.00",
      quantity: 2,
      placedAt: new Date(placedAt).toISOString(),
      updatedAt: new Date(ctx.now()).toISOString(),
      returned: { quantity: 1, subtotal: "10.00" },
    });
  });
  await deliverChanges(house, payloads);
  return msPer(refunds, () => workOff(house));
}

async function visit(house: House): Promise<number> {
  const { ctx, shop } = house;
  const who = Array.from({ length: visits }, () => customerId(String(storedCustomerId(someMember(house)))));
  return msPer(visits, async () => {
    for (const one of who) {
      const standing = await standingFor(ctx, { shopId: shop.shopId, customerId: one, locale: "en" });
      if (!standing.member) throw new Error("a stored shopper has no standing");
    }
  });
}

/** By members that have not spent yet: their numbers leave 1 when divided by 5. */
async function redeem(house: House): Promise<number> {
  const { ctx, shop, added, orders } = house;
  const who = Array.from({ length: redemptions }, () => {
    added.redeemed += 1;
    return 1 + 5 * ((added.redeemed * 104_729) % Math.floor(storedMembers(orders) / 5));
  });
  return msPer(redemptions, async () => {
    for (const member of who) {
      const customer = customerId(String(storedCustomerId(member)));
      const wish = { shopId: shop.shopId, customerId: customer, rewardId: "slider", points: 100 };
      const outcome = await reserveRedemption(ctx, { ...wish, key: ctx.uuid(), channel: "proxy" });
      if (!outcome.done) throw new Error(`a stored shopper could not redeem: ${outcome.reason}`);
    }
  });
}

export const deeds = [
  { what: "an order's first award", deed: award },
  { what: "a refund of a stored order", deed: refund },
  { what: "a shopper's standing", deed: visit },
  { what: "a redemption", deed: redeem },
] as const;

/** Faults in the books of some members, old and new: the rows that were made up must be a ledger, before and after. */
export async function faultsIn({ db, shop, orders }: House): Promise<number> {
  let found = 0;
  for (const part of [0, 0.3, 0.7, 0.999]) {
    const after = Math.floor(storedMembers(orders) * part);
    const slice = await readLedgerSlice(sqlOf(db), shop.shopId, { after, limit: 500 });
    for (const { member, books, entries } of slice) found += faultsOf(member.memberId, books, entries).length;
  }
  return found;
}
