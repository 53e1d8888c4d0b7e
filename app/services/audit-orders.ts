/**
 * The audit: walks through everything the store has and finds what no message ever told: orders and refunds that were deleted without a word, and whatever the sweep could not
 * see. What differs is fetched like any change (law 1). An order that is missing from the list is only suspected, and asked for by its number; when far too many are
 * missing, something is wrong with the store or the list, and nothing is taken back until a person has decided.
 */
import { recordAudit } from "../db/audit";
import { latestImport } from "../db/imports";
import { countPlacedBefore } from "../db/order-windows";
import { addEffects } from "../db/outbox";
import { findShop, type ShopRow } from "../db/shops";
import { noteAudit, readWatch } from "../db/store-watches";
import { inTransaction, type Sql, sqlOf } from "../db/transaction";
import { findConnection, saveAuditPlace, type WoocommerceFacts } from "../db/woocommerce-connections";
import { type Instant, instant, type OrderId, type ShopId } from "../loyalty/brand";
import { type OrderAudit, StoreMisspeaks } from "../stores/store";
import { beginning, judgePage, type Place, placeSchema, type Walk } from "./audit-walk";
import { dateOf, type ServiceContext } from "./context";
import { noteFailure } from "./note-store-state";

/** So many may be gone without anybody asking; of more than these, so large a part may be. */
const plausibleOrders = 50;
const plausiblePart = 0.2;
const mostIdlePages = 10;
/** No store has that many more orders than we know of; a list without an end does. */
const mostLooked = 100_000;

export interface AuditReport {
  /** `paused`: the time was up, and the next audit goes on from there. `held`: a person has to decide about what is missing. */
  readonly state: "done" | "paused" | "held" | "nothing-to-audit";
  readonly looked: number;
  readonly changed: number;
  readonly missing: number;
}

const nothing: AuditReport = { state: "nothing-to-audit", looked: 0, changed: 0, missing: 0 };

const reportOf = (state: AuditReport["state"], { looked, changed, missing }: Place): AuditReport => ({
  state,
  looked,
  changed,
  missing: missing.length,
});

function placeOf({ auditCursor }: WoocommerceFacts): Place {
  if (auditCursor === null) return beginning;
  try {
    return placeSchema.parse(JSON.parse(auditCursor));
  } catch {
    // Written by another version of this code: the walk begins again.
    return beginning;
  }
}

const fetching = (orders: readonly OrderId[]) =>
  orders.map((subject) => ({ kind: "fetch-order" as const, subject }));

export const isImplausible = (missing: number, of: number): boolean =>
  missing > plausibleOrders && missing > of * plausiblePart;

async function isHeldAlready(sql: Sql, shopId: ShopId): Promise<boolean> {
  const watch = await readWatch(sql, shopId);
  return watch !== null && watch.held !== null;
}

/** The end of a walk: what is missing is asked for, or held for a person. */
async function endWalk(ctx: ServiceContext, { shop, since }: Walk, place: Place): Promise<AuditReport> {
  const { shopId } = shop;
  const at = ctx.now();
  const { looked, changed, missing } = place;
  return inTransaction(ctx.db, async (sql) => {
    const of = await countPlacedBefore(sql, shopId, since);
    const held = isImplausible(missing.length, of);
    const news = held ? !(await isHeldAlready(sql, shopId)) : changed + missing.length > 0;
    if (!held) await addEffects(sql, shopId, fetching(missing), dateOf(at));
    const found = { looked, changed, missing: missing.length };
    await noteAudit(sql, shopId, { ...found, held: held ? { orders: missing, of } : null, at: dateOf(at) });
    await saveAuditPlace(sql, shopId, { place: null, at: dateOf(at) });
    if (news)
      await recordAudit(sql, shopId, {
        actor: "vafa",
        action: held ? "audit-held" : "audit-found",
        subject: "orders",
        details: { ...found, of },
        at,
      });
    return reportOf(held ? "held" : "done", place);
  });
}

/** Whether a list can be believed to end. A store that repeats itself for ever is not WooCommerce. */
async function mustEnd(ctx: ServiceContext, shopId: ShopId, place: Place): Promise<void> {
  if (place.idle < mostIdlePages && place.looked < mostLooked) return;
  const of = await countPlacedBefore(sqlOf(ctx.db), shopId, ctx.now());
  if (place.idle < mostIdlePages && place.looked < 20 * of) return;
  await saveAuditPlace(sqlOf(ctx.db), shopId, { place: null, at: dateOf(ctx.now()) });
  const error = new StoreMisspeaks("the store's list of orders does not come to an end");
  await noteFailure(ctx, shopId, error);
  throw error;
}

interface Course extends Walk {
  readonly audit: OrderAudit;
  readonly until: Instant;
}

async function walkOn(ctx: ServiceContext, course: Course, begun: Place): Promise<AuditReport> {
  const { shopId } = course.shop;
  let place = begun;
  for (;;) {
    // The store is asked outside of any transaction.
    const page = await course.audit(place.store);
    place = await inTransaction(ctx.db, async (sql) => {
      const step = await judgePage(sql, course, { page, place });
      await addEffects(sql, shopId, fetching(step.changed), dateOf(ctx.now()));
      const cursor = JSON.stringify(step.place);
      const since = dateOf(course.since);
      await saveAuditPlace(sql, shopId, { place: { cursor, since }, at: dateOf(ctx.now()) });
      return step.place;
    });
    if (page.cursor === null) return endWalk(ctx, course, place);
    await mustEnd(ctx, shopId, place);
    if (ctx.now() >= course.until) return reportOf("paused", place);
  }
}

async function audited(ctx: ServiceContext, shopId: ShopId): Promise<[ShopRow, WoocommerceFacts] | null> {
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  const facts = await findConnection(sql, shopId);
  if (!shop || shop.uninstalledAt || !facts || facts.state === "disconnected") return null;
  // What an import has not come to yet is not missing.
  return (await latestImport(sql, shopId))?.state === "running" ? null : [shop, facts];
}

/**
 * Audits a shop, going on where an earlier audit was interrupted, until it is through or `until` has come.
 * @throws StoreUnavailable | StoreClosed
 */
export async function auditOrders(
  ctx: ServiceContext,
  shopId: ShopId,
  { until }: { readonly until?: Instant } = {},
): Promise<AuditReport> {
  const found = await audited(ctx, shopId);
  if (!found) return nothing;
  const [shop, facts] = found;
  const { audit } = await ctx.storeFor(shopId);
  if (!audit) return nothing;
  const goesOn = facts.auditCursor !== null && facts.auditSince !== null;
  const since = goesOn && facts.auditSince ? instant(facts.auditSince.getTime()) : ctx.now();
  const course = { shop, since, audit, until: until ?? instant(Number.MAX_SAFE_INTEGER) };
  const report = await walkOn(ctx, course, goesOn ? placeOf(facts) : beginning);
  ctx.nudge();
  return report;
}

const hourMs = 3_600_000;
/** A turn ends after this, so that a store with a million orders does not keep the others waiting. */
const turnMs = 5 * 60_000;

function hourAt(at: Instant, timeZone: string): number {
  const hour = new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone }).format(at);
  return Number(hour);
}

/** At night where the shop is, once in a night, and whenever it is late; at once where one was interrupted. */
export function isDue(
  facts: WoocommerceFacts,
  { timeZone }: Pick<ShopRow, "timeZone">,
  now: Instant,
): boolean {
  if (facts.auditCursor !== null) return true;
  const age = now - (facts.auditedAt ?? facts.connectedAt).getTime();
  const hour = hourAt(now, timeZone);
  return age > 30 * hourMs || (age > 12 * hourMs && hour >= 2 && hour < 6);
}

/** For the schedule, which goes through the shops of both platforms. */
export async function auditWhenDue(ctx: ServiceContext, shopId: ShopId): Promise<void> {
  const found = await audited(ctx, shopId);
  if (!found) return;
  const [shop, facts] = found;
  if (isDue(facts, shop, ctx.now())) await auditOrders(ctx, shopId, { until: instant(ctx.now() + turnMs) });
}
