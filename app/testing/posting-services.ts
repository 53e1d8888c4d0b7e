/** The services that move points, each with a shop in which it has something to do, for tests that take the database away from them. */
import { membersOfCustomers } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId, type RedemptionId } from "../loyalty/brand";
import { adjustPoints } from "../services/adjust-points";
import type { ServiceContext } from "../services/context";
import { effectHandlers } from "../services/effects/registry";
import { expirePoints } from "../services/expire-points";
import { receiveEvent } from "../services/receive-event";
import { releaseRedemption } from "../services/release-redemption";
import { reserveRedemption } from "../services/reserve-redemption";
import { sendEffects } from "../services/send-effects";
import { undoEntry } from "../services/undo-entry";
import { workInbox } from "../services/work-inbox";
import { orderPayload } from "./order-payload";
import { deliver, type TestContext, workOff } from "./service-context";

interface Ground {
  readonly ctx: TestContext;
  readonly shop: ShopRow;
}
type Act = (ctx: ServiceContext) => Promise<unknown>;

/** A service, and a shop in which it has something to do. */
export interface PostingService {
  readonly prepare: (ground: Ground) => Promise<Act>;
  /** Many transactions in a row, each of them once or not at all, and tried again after a while. */
  readonly many?: true;
}

const buyer = customerId("501");

async function memberOf({ ctx, shop }: Ground, customer = buyer): Promise<MemberId> {
  const id = (await membersOfCustomers(sqlOf(ctx.db), shop.shopId, [customer])).get(customer);
  if (id === undefined) throw new Error(`${customer} is no member`);
  return id;
}

/** A member of 1,500 points in two lots, and another beside them. */
async function earn({ ctx, shop }: Ground): Promise<void> {
  const states = [
    orderPayload({ id: 1, price: "200.00" }),
    orderPayload({ id: 2, price: "100.00", placedAt: "2026-11-03T10:00:00Z" }),
    orderPayload({ id: 3, customer: 502 }),
  ];
  await deliver(ctx, shop, states);
  await workOff(ctx, shop);
}

async function reserve(
  ctx: ServiceContext,
  shop: ShopRow,
  { key = "key-1", points = 1_200 } = {},
): Promise<RedemptionId> {
  const asked = { shopId: shop.shopId, customerId: buyer, rewardId: "slider", points };
  const outcome = await reserveRedemption(ctx, { ...asked, key, channel: "proxy" });
  if (!outcome.done) throw new Error(outcome.reason);
  return outcome.value.redemptionId;
}

const release = (ctx: ServiceContext, { shopId }: ShopRow, id: RedemptionId) =>
  releaseRedemption(ctx, { shopId, redemptionId: id, memberId: null, reason: "deadline" });

async function codeOf({ ctx, shop }: Ground): Promise<string> {
  const sql = `SELECT "code" FROM "redemptions" WHERE "shopId" = $1`;
  return (await sqlOf(ctx.db).query<{ code: string }>(sql, [shop.shopId]))[0]?.code ?? "";
}

const adjustment = async (ground: Ground, points: number) => {
  const memberId = await memberOf(ground);
  const { shopId } = ground.shop;
  return (ctx: ServiceContext) =>
    adjustPoints(ctx, { shopId, memberId, points, reason: "other", note: "n", actor: "staff:1", key: "k" });
};

export const postingServices: Readonly<Record<string, PostingService>> = {
  "receive-event": {
    prepare: async ({ shop }) => {
      const event = {
        shopId: shop.shopId,
        topic: "orders/paid",
        deliveryId: "one",
        payload: orderPayload({ id: 1 }),
      };
      return (ctx) => receiveEvent(ctx, { ...event, triggeredAt: new Date(ctx.now()) });
    },
  },
  "work-inbox": {
    prepare: async (ground) => {
      const { ctx, shop } = ground;
      await earn(ground);
      await reserve(ctx, shop);
      const later = { updatedAt: "2026-11-05T10:00:00Z" };
      await deliver(ctx, shop, [
        orderPayload({ id: 2, price: "100.00", placedAt: "2026-11-03T10:00:00Z", ...later, cancelled: true }),
        orderPayload({ id: 3, customer: 502, ...later, returned: { quantity: 1, subtotal: "100.00" } }),
        orderPayload({ id: 4, price: "900.00", code: { code: await codeOf(ground), amount: "12.00" } }),
        orderPayload({ id: 5, customer: 503, price: "40.00", quantity: 3 }),
        "not an order",
      ]);
      const gid = (customer: number) => `gid://shopify/Customer/${customer}`;
      const merge = {
        admin_graphql_api_customer_kept_id: gid(502),
        admin_graphql_api_customer_deleted_id: gid(503),
      };
      await deliver(ctx, shop, [JSON.stringify({ ...merge, status: "completed" })], "customers/merge");
      return (faulty) => workInbox(faulty, shop.shopId);
    },
  },
  "reserve-redemption": {
    prepare: async (ground) => {
      await earn(ground);
      return (ctx) => reserve(ctx, ground.shop);
    },
  },
  "release-redemption": {
    prepare: async (ground) => {
      await earn(ground);
      const id = await reserve(ground.ctx, ground.shop);
      return (ctx) => release(ctx, ground.shop, id);
    },
  },
  "kill-code": {
    prepare: async (ground) => {
      const { ctx, shop } = ground;
      await earn(ground);
      const id = await reserve(ctx, shop);
      await sendAll(ctx, shop, ctx);
      await release(ctx, shop, id);
      return (faulty) => effectHandlers["kill-code"](faulty, shop.shopId, id);
    },
  },
  "adjust-points": {
    prepare: async (ground) => {
      await earn(ground);
      return adjustment(ground, -1_100);
    },
  },
  "undo-entry": {
    prepare: async (ground) => {
      await earn(ground);
      await (await adjustment(ground, -1_100))(ground.ctx);
      const undo = {
        shopId: ground.shop.shopId,
        memberId: await memberOf(ground),
        seq: 3,
        note: "",
        actor: "staff:1",
      };
      return (ctx) => undoEntry(ctx, undo);
    },
  },
  "expire-points": {
    prepare: async (ground) => {
      await earn(ground);
      ground.ctx.pass(366 * 86_400_000);
      return (ctx) => expirePoints(ctx, ground.shop.shopId);
    },
  },
  "send-effects": {
    many: true,
    prepare: async (ground) => {
      const { ctx, shop } = ground;
      await earn(ground);
      const first = await reserve(ctx, shop, { points: 700 });
      await sendAll(ctx, shop, ctx);
      await release(ctx, shop, first);
      await reserve(ctx, shop, { key: "key-2", points: 600 });
      return (faulty) => sendAll(faulty, shop, ctx);
    },
  },
};

/** Until nothing is left to send. What a sender that was lost still holds is free once its hold has run out. */
async function sendAll(sender: ServiceContext, { shopId }: ShopRow, clock: TestContext): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    while ((await sendEffects(sender, shopId)) > 0);
    const [left] = await sqlOf(clock.db).query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "outbox" WHERE "shopId" = $1 AND "state" = 'new'`,
      [shopId],
    );
    if (left?.count === 0) return;
    clock.pass(130_000);
  }
  throw new Error("effects are left over");
}
