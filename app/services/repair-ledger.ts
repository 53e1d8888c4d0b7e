/**
 * Mends what `verify-ledger` found, as far as the entries tell what is right: rows that have parted from the entries are made anew from them, and an award that has parted
 * is reconciled again, which posts the difference like any change of its order (laws 1 and 3). A dry run does all of it in a transaction that is taken back, so what
 * it says is what would be posted. Entries that do not follow from each other are nobody's to guess: they need a backup or a person.
 */
import { recordAudit } from "../db/audit";
import { readLedger } from "../db/entries";
import { lockMembers } from "../db/members";
import { readOrders } from "../db/orders";
import { rebuildAccount, rebuildAward } from "../db/rebuild-accounts";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { type MemberId, orderId, type ShopId } from "../loyalty/brand";
import { replay } from "../loyalty/ledger/replay";
import { derivedKinds, type Fault, type FaultKind } from "../loyalty/ledger/verify";
import { noSums, sumsAfter } from "../loyalty/member-sums";
import type { ServiceContext } from "./context";
import { knowingGroups } from "./product-groups";
import { reconcileOrders } from "./reconcile-orders";
import { verifyLedger } from "./verify-ledger";

export type Repair =
  | { readonly do: "rebuild-rows"; readonly memberId: MemberId; readonly faults: readonly FaultKind[] }
  | {
      readonly do: "reconcile-award";
      readonly memberId: MemberId | null;
      readonly orderId: string;
      /** What is posted to the ledger by it; empty when only the award's own row was wrong. */
      readonly posted: readonly { readonly kind: string; readonly points: number; readonly source: string }[];
    }
  | { readonly do: "by-hand"; readonly fault: Fault };

export interface RepairReport {
  readonly dryRun: boolean;
  readonly found: number;
  readonly repairs: readonly Repair[];
  /** What is still wrong afterwards; of a dry run, what would be. */
  readonly left: number;
}

/** Rows that are made from the entries; `award` is reconciled, everything else is for a person. */
const rebuilt: ReadonlySet<FaultKind> = new Set(derivedKinds);

/** Takes the transaction of a dry run back. */
class TakenBack extends Error {
  override readonly name = "TakenBack";
}

async function rebuildRows(sql: Sql, shopId: ShopId, memberId: MemberId): Promise<void> {
  await lockMembers(sql, shopId, [memberId]);
  const entries = await readLedger(sql, shopId, memberId);
  const sums = entries.reduce(sumsAfter, noSums);
  await rebuildAccount(sql, shopId, { memberId, account: replay(entries), sums });
}

async function reconcileAward(
  ctx: ServiceContext,
  sql: Sql,
  { shop, order }: { shop: ShopRow; order: string },
): Promise<{ kind: string; points: number; source: string }[]> {
  const { shopId } = shop;
  await rebuildAward(sql, shopId, order);
  const stored = (await readOrders(sql, shopId, [orderId(order)])).get(orderId(order));
  if (!stored) return [];
  const entriesOf = () =>
    sql.query<{ kind: string; points: number; source: string }>(
      `SELECT "kind", "points", "source" FROM "ledger_entries" WHERE "shopId" = $1 AND "cause"->>'orderId' = $2 ORDER BY "memberId", "seq"`,
      [shopId, order],
    );
  const before = new Set((await entriesOf()).map(({ source }) => source));
  const received = { order: stored.order, customer: null };
  const state = { received, triggeredAt: stored.revision.triggeredAt, again: true };
  await reconcileOrders(ctx, sql, { shop, states: [state] });
  return (await entriesOf()).filter(({ source }) => !before.has(source));
}

/** Rows first, because a reconciliation stands on them; members whose entries are broken are left alone altogether. */
async function mend(
  ctx: ServiceContext,
  sql: Sql,
  { shop, faults }: { shop: ShopRow; faults: readonly Fault[] },
): Promise<Repair[]> {
  const broken = new Set(faults.filter(({ kind }) => kind === "entries").map(({ memberId }) => memberId));
  const mendable = faults.filter(({ kind, memberId }) => kind !== "entries" && !broken.has(memberId));
  const byMember = new Map<MemberId, Set<FaultKind>>();
  for (const { kind, memberId } of mendable)
    if (rebuilt.has(kind) && memberId !== null)
      byMember.set(memberId, (byMember.get(memberId) ?? new Set()).add(kind));
  const repairs: Repair[] = [];
  for (const [memberId, kinds] of [...byMember].sort(([a], [b]) => a - b)) {
    await rebuildRows(sql, shop.shopId, memberId);
    repairs.push({ do: "rebuild-rows", memberId, faults: [...kinds] });
  }
  for (const { memberId, subject } of mendable.filter(({ kind }) => kind === "award")) {
    const posted = await reconcileAward(ctx, sql, { shop, order: subject });
    repairs.push({ do: "reconcile-award", memberId, orderId: subject, posted });
  }
  for (const fault of faults) {
    const done = mendable.includes(fault) && (rebuilt.has(fault.kind) || fault.kind === "award");
    if (!done) repairs.push({ do: "by-hand", fault });
  }
  return repairs;
}

/**
 * Mends one shop, all of it or nothing. @param request.actor who asked, for the audit trail.
 * @returns what was done, or what would be; at most as many faults as a proof tells are handled at once.
 */
export async function repairLedger(
  ctx: ServiceContext,
  request: { readonly shopId: ShopId; readonly dryRun: boolean; readonly actor: string },
): Promise<RepairReport> {
  const { shopId, dryRun, actor } = request;
  const { faults, found } = await verifyLedger(ctx, shopId);
  if (faults.length === 0) return { dryRun, found, repairs: [], left: 0 };
  let repairs: Repair[] = [];
  const work = async (sql: Sql): Promise<void> => {
    const shop = await findShop(sql, shopId);
    if (!shop) return;
    repairs = await mend(ctx, sql, { shop, faults });
    const details = { found, repairs: repairs.length };
    await recordAudit(sql, shopId, {
      actor,
      action: "ledger-repaired",
      subject: "ledger",
      details,
      at: ctx.now(),
    });
    if (dryRun) throw new TakenBack();
  };
  try {
    await knowingGroups(ctx, shopId, () => inTransaction(ctx.db, work));
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  const byHand = repairs.filter((repair) => repair.do === "by-hand").length;
  if (dryRun) return { dryRun, found, repairs, left: byHand };
  ctx.nudge();
  return { dryRun, found, repairs, left: (await verifyLedger(ctx, shopId)).found };
}
