/**
 * What an operator does with WooCommerce stores without a browser: the same services as the pages use, with answers for a terminal. No answer holds a key.
 */
import { latestImport } from "../db/imports";
import { type Backlog, readBacklog, readFailedEffects } from "../db/read/deliveries";
import { findShop, findShopByDomain, type ShopRow, sweptUntil } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { findConnection, listConnections, type WoocommerceFacts } from "../db/woocommerce-connections";
import { shopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { readStoreAddress } from "../stores/woocommerce.server";
import { auditOrders } from "./audit-orders";
import { checkWoocommerce } from "./check-woocommerce";
import { connectWoocommerce } from "./connect-woocommerce";
import type { ServiceContext } from "./context";
import { disconnectWoocommerce, type Remained } from "./disconnect-woocommerce";
import { stateBehind } from "./note-store-state";
import { sweepStore } from "./sweep-store";

export interface StoreStanding extends Backlog {
  readonly shopId: number;
  readonly name: string;
  readonly store: string;
  readonly state: WoocommerceFacts["state"];
  /** The reason: `declined.<problem>` says it. */
  readonly problem: string | null;
  readonly signing: string;
  readonly webhooks: number;
  readonly plugin: string | null;
  readonly orders: {
    readonly state: string;
    readonly imported: number;
    readonly expected: number | null;
  } | null;
  readonly sweptUntil: string | null;
  readonly auditedAt: string | null;
  /** What the store said to the last thing that it was asked in vain. */
  readonly lastError: string | null;
}

async function standingOf(ctx: ServiceContext, connection: WoocommerceFacts): Promise<StoreStanding> {
  const sql = sqlOf(ctx.db);
  const { shopId: id, storeUrl, state, problem, signing, webhooks, pluginVersion, auditedAt } = connection;
  const [shop, orders, swept, backlog, failed] = await Promise.all([
    findShop(sql, id),
    latestImport(sql, id),
    sweptUntil(sql, id),
    readBacklog(sql, id),
    readFailedEffects(sql, id, 1),
  ]);
  return {
    shopId: id,
    name: shop?.name ?? "",
    store: storeUrl,
    state,
    problem,
    signing,
    webhooks: Object.keys(webhooks).length,
    plugin: pluginVersion,
    orders: orders && { state: orders.state, imported: orders.orders, expected: orders.expected },
    sweptUntil: swept?.toISOString() ?? null,
    auditedAt: auditedAt?.toISOString() ?? null,
    lastError: failed[0]?.lastError ?? null,
    ...backlog,
  };
}

/** By its address, or by its number here; the only one there is needs no name. */
async function storeNamed(ctx: ServiceContext, named: string | undefined): Promise<ShopRow | null> {
  const sql = sqlOf(ctx.db);
  if (named === undefined) {
    const [only, ...others] = (await listConnections(sql)).filter(({ state }) => state !== "disconnected");
    return only && others.length === 0 ? findShop(sql, only.shopId) : null;
  }
  if (/^\d{1,9}$/.test(named)) return findShop(sql, shopId(Number(named)));
  // Also one whose address would be refused now: an operator may let go of it.
  const address = readStoreAddress(named, { allowPrivate: true });
  return "problem" in address ? null : findShopByDomain(sql, address.domain);
}

export interface OperatorConnect {
  readonly store: string;
  readonly key: string;
  readonly secret: string;
  readonly deliverTo?: string | undefined;
  readonly importDays: number | null;
}

async function standingAfter(ctx: ServiceContext, shop: ShopRow): Promise<Outcome<StoreStanding>> {
  const connection = await findConnection(sqlOf(ctx.db), shop.shopId);
  return connection ? done(await standingOf(ctx, connection)) : declined("no-such-store");
}

type Deed<Value> = (ctx: ServiceContext, shop: ShopRow) => Promise<Outcome<Value>>;

/** A store that does not answer is a refusal like any other. */
async function atStore<Value>(
  ctx: ServiceContext,
  named: string | undefined,
  deed: Deed<Value>,
): Promise<Outcome<Value>> {
  const shop = await storeNamed(ctx, named);
  if (shop?.platform !== "woocommerce") return declined("no-such-store");
  try {
    return await deed(ctx, shop);
  } catch (error) {
    const state = stateBehind(error);
    if (state === null) throw error;
    const detail = error instanceof Error ? error.message : "";
    return declined(state === "misspeaking" ? "store-not-woocommerce" : `store-${state}`, { detail });
  }
}

export const operatorDeeds = {
  async connect(ctx: ServiceContext, wish: OperatorConnect): Promise<Outcome<StoreStanding>> {
    const connected = await connectWoocommerce(ctx, {
      address: wish.store,
      keys: { consumerKey: wish.key, consumerSecret: wish.secret },
      deliverTo: wish.deliverTo ?? ctx.woocommerce.appUrl,
      importDays: wish.importDays,
      actor: "operator",
    });
    if (!connected.done) return connected;
    return atStore(ctx, String(connected.value.shopId), standingAfter);
  },

  async list(ctx: ServiceContext): Promise<Outcome<readonly StoreStanding[]>> {
    const connections = await listConnections(sqlOf(ctx.db));
    return done(await Promise.all(connections.map((one) => standingOf(ctx, one))));
  },

  /** @param wish `look`: asks the store, instead of telling what is known */
  status: (ctx: ServiceContext, wish: { store?: string | undefined; look: boolean }) =>
    atStore(ctx, wish.store, async (_, shop) => {
      if (wish.look) await checkWoocommerce(ctx, shop.shopId);
      return standingAfter(ctx, shop);
    }),

  sweep: (ctx: ServiceContext, wish: { store?: string | undefined }) =>
    atStore<{ readonly found: number }>(ctx, wish.store, async (_, { shopId: id }) => {
      const { found, webhooks } = await sweepStore(ctx, id);
      const { created = [], enabled = [] } = webhooks ?? {};
      return done({ found, created: created.length, enabled: enabled.length });
    }),

  audit: (ctx: ServiceContext, wish: { store?: string | undefined }) =>
    atStore<object>(ctx, wish.store, async (_, { shopId: id }) => done({ ...(await auditOrders(ctx, id)) })),

  disconnect: (ctx: ServiceContext, wish: { store?: string | undefined }) =>
    atStore<Remained>(ctx, wish.store, (_, { shopId: id }) =>
      disconnectWoocommerce(ctx, { shopId: id, actor: "operator" }),
    ),
};
