/** The connection of a WooCommerce shop in words for its owner, and what they can wish for it: a look at the store, new keys, its end. */
import { z } from "zod";
import type { Answer } from "../../components/announce";
import { sweptUntil } from "../../db/shops";
import { type ConnectionState, findConnection } from "../../db/woocommerce-connections";
import type { Instant } from "../../loyalty/brand";
import { type Declined, declined } from "../../loyalty/outcome";
import { checkWoocommerce } from "../../services/check-woocommerce";
import { connectWoocommerce } from "../../services/connect-woocommerce";
import { disconnectWoocommerce, type Remained } from "../../services/disconnect-woocommerce";
import { missing } from "../app/missing";
import type { Staff } from "../app/staff.server";

export interface StoreView {
  readonly address: string;
  readonly state: ConnectionState;
  /** What is wrong and what to do. */
  readonly problem: string | null;
  readonly plugin: string | null;
  readonly webhooks: number;
  /** "3 minutes ago"; null when it has not been done yet. */
  readonly swept: string | null;
  readonly audited: string | null;
  readonly checked: string | null;
}

/** @throws Response for a shop that has no connection of this kind */
export async function readStore({ sql, shop, translator, services }: Staff): Promise<StoreView> {
  const { shopId } = shop;
  const [known, swept] = await Promise.all([findConnection(sql, shopId), sweptUntil(sql, shopId)]);
  if (!known) throw missing();
  const { t, knows, relativeTime } = translator;
  const ago = (at: Date | null) => at && relativeTime(at.getTime(), services.now());
  const problem = `declined.${known.problem ?? ""}`;
  return {
    address: known.storeUrl,
    state: known.state,
    problem: knows(problem) ? t(problem) : null,
    plugin: known.pluginVersion,
    webhooks: Object.keys(known.webhooks).length,
    swept: ago(swept),
    audited: ago(known.auditedAt),
    checked: ago(known.checkedAt),
  };
}

const key = z.string().trim().min(1).max(200);
const wishSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("check") }),
  z.object({ intent: z.literal("keys"), key, secret: key }),
  z.object({ intent: z.literal("disconnect") }),
]);

export type StoreAnswer = Answer & { readonly remained?: readonly string[] };

function refusal({ translator: { t } }: Staff, { reason, details }: Declined): StoreAnswer {
  return { done: false, reason, message: t(`declined.${reason}`, details) };
}

async function check(staff: Staff): Promise<StoreAnswer> {
  const { services, shop, translator } = staff;
  const found = await checkWoocommerce(services, shop.shopId);
  if (found?.state === "connected") return { done: true, message: translator.t("connection.checked-well") };
  const { problem } = await readStore(staff);
  return {
    done: false,
    reason: found?.state ?? "no-such-store",
    message: problem ?? translator.t("declined.no-such-store"),
  };
}

async function giveKeys(staff: Staff, keys: { key: string; secret: string }): Promise<StoreAnswer> {
  const { services, shop, actor, sql, translator } = staff;
  const known = await findConnection(sql, shop.shopId);
  if (!known) throw missing();
  const connected = await connectWoocommerce(services, {
    address: known.storeUrl,
    keys: { consumerKey: keys.key, consumerSecret: keys.secret },
    deliverTo: known.deliverTo,
    importDays: null,
    actor,
    onlyShop: shop.shopId,
  });
  return connected.done
    ? { done: true, message: translator.t("connection.keys.saved") }
    : refusal(staff, connected);
}

function whatRemained({ translator: { t } }: Staff, { coupons, webhooks, plugin }: Remained): string[] {
  return [
    ...(coupons > 0 ? [t("connection.remained.coupons", { count: coupons })] : []),
    ...(webhooks ? [t("connection.remained.webhooks")] : []),
    ...(plugin ? [t("connection.remained.plugin")] : []),
    t("connection.remained.keys"),
  ];
}

async function disconnect(staff: Staff): Promise<StoreAnswer> {
  const { services, shop, actor, translator } = staff;
  const ended = await disconnectWoocommerce(services, { shopId: shop.shopId, actor });
  if (!ended.done) return refusal(staff, ended);
  return {
    done: true,
    message: translator.t("connection.disconnected"),
    remained: whatRemained(staff, ended.value),
  };
}

export async function grantStoreWish(staff: Staff, form: FormData): Promise<StoreAnswer> {
  const wish = wishSchema.safeParse(Object.fromEntries(form));
  if (!wish.success) return refusal(staff, declined("bad-request"));
  if (wish.data.intent === "check") return check(staff);
  return wish.data.intent === "keys" ? giveKeys(staff, wish.data) : disconnect(staff);
}

export interface StoreTrouble {
  readonly state: "keys-refused" | "unreachable" | "misspeaking";
  readonly since: string;
  readonly problem: string | null;
}

/** A store that is slow for a moment is no news; after this it is. */
const patienceMs = 10 * 60_000;

/** What every page has to say of the store, if anything. */
export async function storeTrouble({ sql, shop, translator, services }: Staff): Promise<StoreTrouble | null> {
  if (shop.platform !== "woocommerce") return null;
  const known = await findConnection(sql, shop.shopId);
  if (!known || known.state === "connected" || known.state === "disconnected") return null;
  const now: Instant = services.now();
  const since = known.problemSince?.getTime() ?? now;
  if (known.state !== "keys-refused" && now - since < patienceMs) return null;
  const problem = `declined.${known.problem ?? ""}`;
  return {
    state: known.state,
    since: translator.relativeTime(since, now),
    problem: translator.knows(problem) ? translator.t(problem) : null,
  };
}
