/**
 * Connects a WooCommerce store: the keys are tried, the shop is installed, what has to be made in the store is asked for, and its past orders begin to come in. With new keys
 * for a shop that is there already it is the same deed, and makes nothing twice. Two at once end in one connection.
 */
import { randomBytes } from "node:crypto";
import { recordAudit } from "../db/audit";
import { addEffects, type NewEffect } from "../db/outbox";
import { findShopByDomain, lockTermsVersion } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import {
  findConnection,
  openConnection,
  saveConnection,
  type WoocommerceSecrets,
} from "../db/woocommerce-connections";
import type { ShopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { type Access, type Keys, readStoreAddress, tryAccess } from "../stores/woocommerce.server";
import { dateOf, type ServiceContext } from "./context";
import { type ImportSpan, importProgress, startImport } from "./import-orders";
import { installShop } from "./install-shop";
import { deliveriesAddress } from "./woocommerce-store";

export interface ConnectRequest {
  /** As somebody typed it. */
  readonly address: string;
  readonly keys: Keys;
  /** Our own address as this store reaches it. */
  readonly deliverTo: string;
  readonly importDays: ImportSpan;
  readonly actor: string;
  /** Only this shop: new keys for it, and not for another one. */
  readonly onlyShop?: ShopId;
}

export interface Connected {
  readonly shopId: ShopId;
  readonly storeUrl: string;
  readonly signing: string;
  /** Of WooCommerce, where it tells. */
  readonly version: string | null;
}

const secret = (): string => randomBytes(32).toString("base64url");

type Found = Extract<Access, { signing: unknown }>;

type Address = Parameters<typeof deliveriesAddress>[0];

/** What has to be made in the store, and what delivers where nobody listens any more. */
function effectsOf(known: Address | null, connection: Address): NewEffect[] {
  const former = known && deliveriesAddress(known);
  const moved = former !== null && former !== deliveriesAddress(connection);
  return [
    { kind: "ensure-webhooks", subject: "store" },
    { kind: "connect-plugin", subject: "store" },
    ...(moved ? [{ kind: "remove-webhooks" as const, subject: former }] : []),
  ];
}

/** A secret that the store knows already stays: its webhooks and its plugin go on with it. */
async function save(
  ctx: ServiceContext,
  request: ConnectRequest & { readonly shopId: ShopId; readonly storeUrl: string; readonly found: Found },
): Promise<void> {
  const { shopId, storeUrl, deliverTo, keys, found, actor } = request;
  const at = ctx.now();
  await inTransaction(ctx.db, async (sql) => {
    await lockTermsVersion(sql, shopId);
    const known = await findConnection(sql, shopId);
    const opened = await openConnection(sql, ctx.cipher, shopId).catch(() => null);
    const secrets: WoocommerceSecrets = {
      ...keys,
      webhookSecret: opened?.secrets.webhookSecret ?? secret(),
      pluginSecret: opened?.secrets.pluginSecret ?? secret(),
    };
    // What a store that was out of reach kept of a former connection knows neither the new secret nor the new door.
    const doorId = opened?.doorId ?? randomBytes(16).toString("hex");
    const connection = {
      shopId,
      storeUrl,
      doorId,
      deliverTo,
      signing: found.signing,
      secrets,
      at: dateOf(at),
    };
    await saveConnection(sql, ctx.cipher, connection);
    await addEffects(sql, shopId, effectsOf(known, connection), dateOf(at));
    await recordAudit(sql, shopId, {
      actor,
      action: "store-connected",
      subject: "store",
      details: { address: storeUrl, again: known !== null },
      at,
    });
  });
}

/** The first import, or the rest of one that broke off; a shop whose past is here already gets what it missed from the sweep. */
async function bringPastOrders(ctx: ServiceContext, request: Parameters<typeof startImport>[1]) {
  const latest = await importProgress(ctx, request);
  if (latest?.state !== "done") await startImport(ctx, request);
}

export async function connectWoocommerce(
  ctx: ServiceContext,
  request: ConnectRequest,
): Promise<Outcome<Connected>> {
  const { allowPrivate } = ctx.woocommerce;
  const address = readStoreAddress(request.address, { allowPrivate });
  if ("problem" in address) return declined("store-address-refused", { detail: address.detail });
  const { storeUrl, domain } = address;
  const there = await findShopByDomain(sqlOf(ctx.db), domain);
  const another = request.onlyShop !== undefined && there?.shopId !== request.onlyShop;
  if (another || (there && there.platform !== "woocommerce"))
    return declined("store-address-refused", { detail: "it is another shop's" });
  const { keys, deliverTo, importDays, actor } = request;
  const found = await tryAccess(
    { storeUrl, keys },
    { fingerprint: ctx.fingerprint, allowPrivate, patience: connectingPatience },
  );
  if ("problem" in found) return declined(`store-${found.problem}`, { detail: found.detail });
  const { shopId } = await installShop(ctx, {
    platform: "woocommerce",
    domain,
    ...found.facts,
    scopes: "read_write",
  });
  await save(ctx, { ...request, shopId, storeUrl, found, deliverTo: deliverTo.replace(/\/+$/, "") });
  await bringPastOrders(ctx, { shopId, days: importDays, actor });
  ctx.nudge();
  return done({ shopId, storeUrl, signing: found.signing, version: found.version });
}

/** Somebody watches: a store that does not answer is said soon, and tried again by whoever wants it. */
const connectingPatience = { attempts: 2, requestMs: 15_000, longestWaitMs: 3_000, firstPauseMs: 300 };
