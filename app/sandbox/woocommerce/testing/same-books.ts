/** What the ledger of a shop comes to, told without numbers that two shops would give differently: points net by order in the order they were placed, members, redemptions. */
import type { Database } from "../../../db/database";
import { sqlOf } from "../../../db/transaction";

export interface Books {
  /** Index of the order → points it comes to, by kind of entry; orders that come to nothing are left out. */
  readonly byOrder: Readonly<Record<string, number>>;
  /** Customer → balance, deficit and tier. */
  readonly members: Readonly<Record<string, string>>;
  /** Key → state, what was given back, and which order used it. */
  readonly redemptions: Readonly<Record<string, string>>;
}

export async function readBooks(db: Database, orders: readonly number[]): Promise<Books> {
  const sql = sqlOf(db);
  const indexOf = new Map(orders.map((id, index) => [String(id), index]));
  const named = (orderId: string | null) =>
    orderId === null ? "-" : `order ${String(indexOf.get(orderId) ?? `unknown ${orderId}`).padStart(5, "0")}`;
  const entries = await sql.query<{ orderId: string; customerId: string; points: number }>(
    `SELECT e."orderId", m."customerId", sum(e."points")::float8 AS "points" FROM "ledger_entries" e
       JOIN "member_identities" m ON m."shopId" = e."shopId" AND m."memberId" = e."memberId"
      WHERE e."orderId" IS NOT NULL GROUP BY 1, 2 HAVING sum(e."points") <> 0`,
  );
  const members = await sql.query<{
    customerId: string;
    balance: number;
    deficit: number;
    tierId: string | null;
  }>(
    `SELECT c."customerId", m."balance"::float8 AS "balance", m."deficit"::float8 AS "deficit", m."tierId"
       FROM "members" m JOIN "member_identities" c ON c."shopId" = m."shopId" AND c."memberId" = m."id"`,
  );
  const redemptions = await sql.query<{
    key: string;
    state: string;
    restored: number;
    usedByOrder: string | null;
  }>(`SELECT "key", "state", "restored"::float8 AS "restored", "usedByOrder" FROM "redemptions"`);
  return {
    byOrder: sorted(entries.map((one) => [`${named(one.orderId)} of ${one.customerId}`, one.points])),
    members: sorted(
      members.map((one) => [
        one.customerId,
        `${one.balance} points, ${one.deficit} owed, ${one.tierId ?? "no tier"}`,
      ]),
    ),
    redemptions: sorted(
      redemptions.map((one) => [
        one.key,
        `${one.state}, ${one.restored} given back, used by ${named(one.usedByOrder)}`,
      ]),
    ),
  };
}

const sorted = <Value>(pairs: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Where two books part, a few lines of it: the first differences, and how many there are. */
export function differences(one: Books, other: Books, most = 12): readonly string[] {
  const found = (["members", "byOrder", "redemptions"] as const).flatMap((part) => {
    const [left, right]: readonly Readonly<Record<string, unknown>>[] = [one[part], other[part]];
    const names = [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])].sort();
    return names
      .filter((name) => left?.[name] !== right?.[name])
      .map((name) => `${part} ${name}: ${left?.[name] ?? "nothing"} | ${right?.[name] ?? "nothing"}`);
  });
  return found.length > most ? [...found.slice(0, most), `and ${found.length - most} more`] : found;
}
