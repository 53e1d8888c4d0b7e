/** Reading ledger entries back as the core's facts. Causes are parsed only as far as every reader needs them: they were written by the core itself. */
import { z } from "zod";
import { instant, type MemberId, memberId, orderId, type ShopId } from "../loyalty/brand";
import type { Cause, EntryKind, LedgerEntry } from "../loyalty/ledger/entry";
import { points } from "../loyalty/points";
import type { Sql } from "./transaction";

export interface RawEntry {
  memberId: number;
  seq: number;
  kind: EntryKind;
  points: number;
  source: string;
  at: Date;
  happenedAt: Date;
  cause: unknown;
  maturesAt: Date | null;
  expiresAt: Date | null;
  idleDays: number | null;
  orderId: string | null;
  balanceAfter: number;
}

export const entryColumns = `"memberId", "seq", "kind", "points", "source", "at", "happenedAt", "cause", "maturesAt", "expiresAt", "idleDays", "orderId", "balanceAfter"`;

const causeSchema = z.custom<Cause>(
  (value) => typeof value === "object" && value !== null && "why" in value && typeof value.why === "string",
);

export function toEntry(raw: RawEntry): LedgerEntry {
  const cause = causeSchema.parse(raw.cause);
  const opensLot = raw.points > 0 && !("of" in cause);
  return {
    seq: raw.seq,
    kind: raw.kind,
    points: points(raw.points),
    source: raw.source,
    at: instant(raw.at.getTime()),
    happenedAt: instant(raw.happenedAt.getTime()),
    cause,
    lot: opensLot
      ? {
          maturesAt: raw.maturesAt ? instant(raw.maturesAt.getTime()) : null,
          expiresAt: raw.expiresAt ? instant(raw.expiresAt.getTime()) : null,
          idleDays: raw.idleDays,
          orderId: raw.orderId === null ? null : orderId(raw.orderId),
        }
      : null,
    balanceAfter: points(raw.balanceAfter),
  };
}

export interface StoredEntry {
  readonly memberId: MemberId;
  readonly entry: LedgerEntry;
}

export async function findEntryBySource(
  sql: Sql,
  shopId: ShopId,
  source: string,
): Promise<StoredEntry | null> {
  const [raw] = await sql.query<RawEntry>(
    `SELECT ${entryColumns} FROM "ledger_entries" WHERE "shopId" = $1 AND "source" = $2`,
    [shopId, source],
  );
  return raw ? { memberId: memberId(raw.memberId), entry: toEntry(raw) } : null;
}

export async function readEntry(
  sql: Sql,
  shopId: ShopId,
  member: MemberId,
  seq: number,
): Promise<LedgerEntry | null> {
  const [raw] = await sql.query<RawEntry>(
    `SELECT ${entryColumns} FROM "ledger_entries" WHERE "shopId" = $1 AND "memberId" = $2 AND "seq" = $3`,
    [shopId, member, seq],
  );
  return raw ? toEntry(raw) : null;
}

/** A member's whole ledger, oldest first: for replay, export and verification. */
export async function readLedger(sql: Sql, shopId: ShopId, member: MemberId): Promise<LedgerEntry[]> {
  const raw = await sql.query<RawEntry>(
    `SELECT ${entryColumns} FROM "ledger_entries" WHERE "shopId" = $1 AND "memberId" = $2 ORDER BY "seq"`,
    [shopId, member],
  );
  return raw.map(toEntry);
}
