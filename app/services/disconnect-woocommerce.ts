/**
 * Disconnects a store: what we made there is taken back, open claims end, the keys are forgotten. A store out of reach does not keep itself connected: then it is said what remained
 * there. Codes die before points return (law 5): the points of a coupon that is left behind stay reserved, and return when the same store is connected again.
 */
import { setTimeout as pause } from "node:timers/promises";
import { recordAudit } from "../db/audit";
import { readOpenClaims } from "../db/open-claims";
import { findShop, markUninstalled } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { eraseSecrets, findConnection } from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { isGift } from "../loyalty/rewards";
import { StoreClosed, StoreUnavailable } from "../stores/store";
import { dateOf, type ServiceContext } from "./context";
import { releaseRedemption } from "./release-redemption";
import { sendNow } from "./send-effects";
import { deliveriesAddress, type OpenedWoocommerce, openWoocommerce } from "./woocommerce-store";

/** What could not be taken back. */
export interface Remained {
  readonly coupons: number;
  readonly webhooks: boolean;
  readonly plugin: boolean;
}

/** A code that is being made at this moment is waited for; longer than this nobody waits. */
const rounds = 4;
const betweenRoundsMs = 700;

/** Coupons only: a gift is a gift. */
const openClaims = async (ctx: ServiceContext, shopId: ShopId) =>
  (await readOpenClaims(sqlOf(ctx.db), shopId)).filter(({ kind }) => !isGift(kind));

interface Ending {
  readonly shopId: ShopId;
  readonly opened: OpenedWoocommerce | null;
  readonly actor: string;
}

/** Ends every open claim. @returns how many codes may live on */
async function endClaims(ctx: ServiceContext, { shopId, opened, actor }: Ending): Promise<number> {
  // The shop is no longer installed, so that nobody begins anything new: its store is opened here for the last time.
  const closing: ServiceContext = {
    ...ctx,
    storeFor: async () => {
      if (!opened) throw new StoreClosed(`shop ${shopId} is not connected`);
      return opened.store;
    },
  };
  for (let round = 1; ; round += 1) {
    const open = await openClaims(ctx, shopId);
    const reason = "shop-disconnected";
    for (const { redemptionId } of open) {
      await releaseRedemption(ctx, { shopId, redemptionId, memberId: null, reason, actor });
      if (opened) await sendNow(closing, shopId, { kind: "kill-code", subject: redemptionId });
    }
    const left = (await openClaims(ctx, shopId)).length;
    if (left === 0 || !opened || round >= rounds || !(await answers(opened))) return left;
    await pause(betweenRoundsMs);
  }
}

/** Whether it is worth asking the store for more. */
async function answers({ site }: OpenedWoocommerce): Promise<boolean> {
  return (await tried(() => site.readPlugin())) !== "failed";
}

async function tried(deed: () => Promise<unknown>): Promise<"done" | "failed"> {
  try {
    await deed();
    return "done";
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof StoreClosed) return "failed";
    throw error;
  }
}

async function takeBack(ctx: ServiceContext, ending: Ending): Promise<Remained> {
  const { opened } = ending;
  const reached = opened !== null && (await answers(opened));
  const coupons = await endClaims(ctx, reached ? ending : { ...ending, opened: null });
  if (!opened || !reached) return { coupons, webhooks: true, plugin: true };
  const { site, connection } = opened;
  const webhooks = await tried(() => site.removeWebhooks(deliveriesAddress(connection)));
  const plugin = await tried(() => site.disconnectPlugin());
  return { coupons, webhooks: webhooks === "failed", plugin: plugin === "failed" };
}

/** Asked again, it goes on where it was broken off. */
export async function disconnectWoocommerce(
  ctx: ServiceContext,
  { shopId, actor }: { readonly shopId: ShopId; readonly actor: string },
): Promise<Outcome<Remained>> {
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  const known = await findConnection(sql, shopId);
  if (!shop || !known || known.state === "disconnected") return declined("no-such-store");
  if (!shop.uninstalledAt) await markUninstalled(sql, shopId, dateOf(ctx.now()));
  const opened = await openWoocommerce(ctx, shopId).catch((error: unknown) => {
    if (error instanceof StoreClosed) return null;
    throw error;
  });
  const remained = await takeBack(ctx, { shopId, opened, actor });
  const at = ctx.now();
  await inTransaction(ctx.db, async (tx) => {
    await eraseSecrets(tx, shopId, dateOf(at));
    await recordAudit(tx, shopId, {
      actor,
      action: "store-disconnected",
      subject: "store",
      details: { address: known.storeUrl, ...remained },
      at,
    });
  });
  return done(remained);
}
