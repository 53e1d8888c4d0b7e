/**
 * Everything a shop's ledger consists of, as sorted lines that can be held against those of another shop to which the same happened: numbers that a database
 * gives (members, claims) are told by the customer they belong to, and what says only when or how often something was tried is left out.
 */
import type { Sql } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";

const TABLES = [
  "members",
  "member_identities",
  "ledger_entries",
  "entry_notes",
  "lots",
  "allocations",
  "debts",
  "orders",
  "awards",
  "redemptions",
  "inbox",
  "outbox",
  "audit_events",
  "tier_changes",
  "campaign_spendings",
  "reward_stocks",
  "member_events",
  "activity_sums",
];

/** Given by the database, by chance, or by how often it was tried. */
const LEFT_OUT = [
  ..."shopId,id,code,digest,storeRef,createdAt,receivedAt,joinedAt,updatedAt,handledAt,startedAt".split(","),
  ..."dueAt,attempts,heldUntil,version,lastError,snapshotVersion".split(","),
];
const MOMENTS = "at,happenedAt,issuedAt,settledAt,lastActivityAt,quarter".split(",");

const MEMBER = /"(memberId|mergedInto|merged)": (\d+)/g;
/** Effects and the audit trail name members, one or several. */
const SUBJECT = /"subject": "(member:|)(\d[\d,]*)"/g;
/** What an entry is made of, for entries that belong to no order. */
const SOURCE = /"source": "(undo|member):(\d+)/g;
const CODE = /VAFA(-[A-Z0-9]{4}){3}/gi;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** @param options.timeless also leaves out when things happened, for what is tried again later */
export async function shopBooks(
  sql: Sql,
  shopId: ShopId,
  options: { readonly timeless?: boolean } = {},
): Promise<string[]> {
  const members = await sql.query<{ memberId: number; customerId: string }>(
    `SELECT "memberId", min("customerId") AS "customerId" FROM "member_identities" WHERE "shopId" = $1 GROUP BY "memberId"`,
    [shopId],
  );
  const names = new Map(members.map((row) => [String(row.memberId), `customer ${row.customerId}`]));
  const nameOf = (id: string) => names.get(id) ?? id;
  const all = TABLES.map(
    (table) =>
      `SELECT '${table}' AS "table", (to_jsonb(t) - $2::text[])::text AS "row" FROM "${table}" t WHERE t."shopId" = $1`,
  ).join(" UNION ALL ");
  const leftOut = options.timeless ? [...LEFT_OUT, ...MOMENTS] : LEFT_OUT;
  const rows = await sql.query<{ table: string; row: string }>(all, [shopId, leftOut]);
  const ids = await sql.query<{ id: number }>(
    `SELECT "id" FROM "members" WHERE "shopId" = $1 ORDER BY "id"`,
    [shopId],
  );
  for (const [index, { id }] of ids.entries())
    if (!names.has(String(id))) names.set(String(id), `member ${index}`);
  return rows
    .map(({ table, row }) => {
      const told = row
        .replace(UUID, "uuid")
        .replace(CODE, "code")
        .replace(SOURCE, (_, kind: string, id: string) => `"source": "${kind}:${nameOf(id)}`)
        .replace(MEMBER, (_, key: string, id: string) => `"${key}": "${nameOf(id)}"`)
        .replace(
          SUBJECT,
          (_, kind: string, ids: string) => `"subject": "${kind}${ids.replace(/\d+/g, nameOf)}"`,
        );
      return `${table} ${told}`;
    })
    .sort();
}
