/** What each kind of effect does. Each may run twice without harm; each throws when it has to be tried again. */
import { parkNewEvent } from "../db/inbox";
import { readOrders } from "../db/orders";
import { cancelEffect, type EffectKind } from "../db/outbox";
import { readRedemption } from "../db/redemptions";
import { markIssued, noteError } from "../db/save-redemptions";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { memberId, orderId, redemptionId, type ShopId } from "../loyalty/brand";
import { codeOrderFor } from "./code-orders";
import { dateOf, type ServiceContext } from "./context";
import { evaluateTiers } from "./evaluate-tiers";
import { moveEverything } from "./merge-members";
import { programSummaryOf } from "./program-summary";
import { reconcileOrders } from "./reconcile-orders";
import { codeIsDead, releaseRedemption } from "./release-redemption";

/** Not a failure: something has to happen first. */
export class Postponed extends Error {
  override readonly name = "Postponed";
  constructor(
    message: string,
    readonly afterMs: number,
  ) {
    super(message);
  }
}

type Handler = (ctx: ServiceContext, shopId: ShopId, subject: string) => Promise<void>;

async function shopOf(ctx: ServiceContext, shopId: ShopId): Promise<ShopRow> {
  const shop = await findShop(sqlOf(ctx.db), shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  return shop;
}

const pushProgram: Handler = async (ctx, shopId) => {
  const shop = await shopOf(ctx, shopId);
  const terms = await ctx.terms(sqlOf(ctx.db), shopId, shop.termsVersion);
  const store = await ctx.storeFor(shopId);
  await store.pushProgram(programSummaryOf(terms, shop.termsVersion));
};

const issueCode: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const redemption = await readRedemption(sql, shopId, redemptionId(subject));
  if (redemption?.state !== "reserved" || redemption.releasing) return;
  const order = await codeOrderFor(ctx, sql, { shopId, redemption });
  if (!order) {
    await releaseRedemption(ctx, {
      shopId,
      redemptionId: redemption.redemptionId,
      memberId: null,
      reason: "refused-by-store",
    });
    return;
  }
  const answer = await (await ctx.storeFor(shopId)).issueCode(order);
  if (answer.status === "issued") {
    await markIssued(sql, shopId, {
      id: redemption.redemptionId,
      storeRef: answer.storeRef,
      at: dateOf(ctx.now()),
    });
    return;
  }
  await noteError(sql, shopId, { id: redemption.redemptionId, error: answer.detail });
  await releaseRedemption(ctx, {
    shopId,
    redemptionId: redemption.redemptionId,
    memberId: null,
    reason: "refused-by-store",
  });
};

const waitForIssueMs = 2_000;

/** The code must not be born after it was killed, so a waiting issue is taken back first, and one under way is waited for. */
const killCode: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const redemption = await readRedemption(sql, shopId, redemptionId(subject));
  if (!redemption || redemption.codeDead) return;
  const issuing = await cancelEffect(sql, shopId, { kind: "issue-code", subject, at: dateOf(ctx.now()) });
  if (issuing === "held") throw new Postponed("the code is being issued at this moment", waitForIssueMs);
  const { used } = await (await ctx.storeFor(shopId)).killCode(redemption.code, redemption.storeRef);
  await codeIsDead(ctx, { shopId, redemptionId: redemption.redemptionId, used });
};

/** A fetched state is as new as the moment it was asked for, so that it wins against a webhook of the same second that left before. */
const fetchOrder: Handler = async (ctx, shopId, subject) => {
  const triggeredAt = ctx.now();
  const fetched = await (await ctx.storeFor(shopId)).fetchOrder(orderId(subject));
  if (!fetched) return;
  const shop = await shopOf(ctx, shopId);
  if ("parked" in fetched || fetched.order.currency !== shop.currency) {
    const reason = "parked" in fetched ? fetched.parked : "wrong-currency";
    const detail =
      "parked" in fetched ? fetched.detail : `${fetched.order.currency} instead of ${shop.currency}`;
    await parkNewEvent(sqlOf(ctx.db), {
      shopId,
      topic: "orders/fetched",
      subject,
      reason,
      detail,
      at: dateOf(ctx.now()),
    });
    return;
  }
  await inTransaction(ctx.db, async (sql) => {
    const current = await findShop(sql, shopId);
    if (current)
      await reconcileOrders(ctx, sql, { shop: current, states: [{ received: fetched, triggeredAt }] });
  });
};

/** The stored state once more: what surrounds the order has changed. */
const settleOrder: Handler = async (ctx, shopId, subject) => {
  await inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    const stored = (await readOrders(sql, shopId, [orderId(subject)])).get(orderId(subject));
    if (!shop || !stored) return;
    const received = { order: stored.order, customer: null };
    await reconcileOrders(ctx, sql, {
      shop,
      states: [{ received, triggeredAt: stored.revision.triggeredAt, again: true }],
    });
  });
};

const forwardMerged: Handler = async (ctx, shopId, subject) => {
  await inTransaction(ctx.db, async (sql) => {
    const [row] = await sql.query<{ mergedInto: number | null }>(
      `SELECT "mergedInto" FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
      [shopId, Number(subject)],
    );
    if (row?.mergedInto)
      await moveEverything(ctx, sql, {
        shopId,
        keptId: memberId(row.mergedInto),
        mergedId: memberId(Number(subject)),
      });
  });
};

const reevaluate: Handler = async (ctx, shopId, subject) => {
  await evaluateTiers(ctx, shopId, Number(subject));
};

/** Snapshots are not here: they are pushed as a set (push-snapshots.ts). */
export const effectHandlers: Readonly<Record<Exclude<EffectKind, "push-snapshot">, Handler>> = {
  "push-program": pushProgram,
  "issue-code": issueCode,
  "kill-code": killCode,
  "fetch-order": fetchOrder,
  "settle-order": settleOrder,
  "forward-merged": forwardMerged,
  "evaluate-tiers": reevaluate,
};
