/**
 * Proves a shop's whole ledger in one pass, reading only: every member's books are replayed from their entries, every award is held against what was posted for it, every
 * redemption against what it holds or used. The shop goes on meanwhile: each slice is one snapshot.
 */
import {
  countMembers,
  type KeptMember,
  readAwardFaults,
  readLedgerSlice,
  readRedemptionFaults,
  readStrays,
} from "../db/read/ledger-slice";
import { inTransaction, type Sql } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { type Fault, faultsOf, type Proof } from "../loyalty/ledger/verify";
import type { ServiceContext } from "./context";

const membersAtATime = 2_000;
const rowsAtATime = 5_000;
/** So many are told one by one; more of them say nothing new. */
const mostTold = 200;

export interface Progress {
  readonly members: number;
  readonly of: number;
}

/** Reads in one snapshot: what another worker commits meanwhile is seen whole in the next slice, or not at all. */
const reading = <T>(ctx: ServiceContext, work: (sql: Sql) => Promise<T>): Promise<T> =>
  inTransaction(ctx.db, work, { isolation: "repeatable read" });

class Tally {
  members = 0;
  entries = 0;
  awards = 0;
  redemptions = 0;
  found = 0;
  readonly faults: Fault[] = [];

  add(faults: readonly Fault[]): void {
    this.found += faults.length;
    this.faults.push(...faults.slice(0, Math.max(0, mostTold - this.faults.length)));
  }
}

async function proveMembers(
  ctx: ServiceContext,
  shopId: ShopId,
  { tally, onProgress }: { tally: Tally; onProgress: (progress: Progress) => void },
): Promise<void> {
  const of = await reading(ctx, (sql) => countMembers(sql, shopId));
  let after = 0;
  for (;;) {
    const slice = await reading(ctx, (sql) => proveSlice(sql, shopId, { after, tally }));
    const last = slice.at(-1);
    if (!last) return;
    after = last.member.memberId;
    tally.members += slice.length;
    onProgress({ members: tally.members, of });
  }
}

async function proveSlice(
  sql: Sql,
  shopId: ShopId,
  { after, tally }: { after: number; tally: Tally },
): Promise<KeptMember[]> {
  const slice = await readLedgerSlice(sql, shopId, { after, limit: membersAtATime });
  for (const { member, books, entries } of slice) {
    tally.entries += entries.length;
    tally.add(faultsOf(member.memberId, books, entries));
  }
  return slice;
}

async function proveAwards(ctx: ServiceContext, shopId: ShopId, tally: Tally): Promise<void> {
  let after = "";
  for (;;) {
    const { faults, last, seen } = await reading(ctx, (sql) =>
      readAwardFaults(sql, shopId, { after, limit: rowsAtATime }),
    );
    tally.add(faults);
    tally.awards += seen;
    if (last === null) return;
    after = last;
  }
}

/**
 * Proves one shop. @param onProgress told after each slice of members.
 * @throws when the database is out of reach; nothing was changed, and it can be begun again.
 */
export async function verifyLedger(
  ctx: ServiceContext,
  shopId: ShopId,
  onProgress: (progress: Progress) => void = () => {},
): Promise<Proof> {
  const startedAt = ctx.now();
  const tally = new Tally();
  await proveMembers(ctx, shopId, { tally, onProgress });
  await proveAwards(ctx, shopId, tally);
  const redeemed = await reading(ctx, (sql) => readRedemptionFaults(sql, shopId));
  tally.redemptions = redeemed.seen;
  tally.add(redeemed.faults);
  tally.add(await reading(ctx, (sql) => readStrays(sql, shopId)));
  const { members, entries, awards, redemptions, found, faults } = tally;
  return { shopId, startedAt, finishedAt: ctx.now(), members, entries, awards, redemptions, found, faults };
}
