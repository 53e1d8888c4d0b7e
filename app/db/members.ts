/**
 * Members: who is enrolled, and the sums that their ledger leads to. Writers lock members in id order, which is the only lock order there
 * is, so batches never deadlock. No personal data here (see member-profiles.ts).
 */
import { type CustomerId, customerId, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { type Points, points } from "../loyalty/points";
import type { Qualification } from "../loyalty/tiers";
import { insertRows, updateRows } from "./rows";
import type { Sql } from "./transaction";

export interface MemberRow {
  readonly memberId: MemberId;
  readonly status: "active" | "closed" | "merged";
  readonly tierId: string | null;
  readonly lastSeq: number;
  readonly balance: Points;
  readonly deficit: Points;
  readonly reserved: Points;
  readonly earned: Points;
  readonly spent: Points;
  readonly expired: Points;
  readonly gathered: Qualification;
}

interface RawMember {
  id: number;
  status: MemberRow["status"];
  tierId: string | null;
  lastSeq: number;
  balance: number;
  deficit: number;
  reserved: number;
  earned: number;
  spent: number;
  expired: number;
  qualifyingSpend: number;
  qualifyingPoints: number;
  qualifyingOrders: number;
  qualifyingEngagement: number;
}

const columns = `"id", "status", "tierId", "lastSeq", "balance", "deficit", "reserved", "earned", "spent", "expired",
  "qualifyingSpend", "qualifyingPoints", "qualifyingOrders", "qualifyingEngagement"`;

function toMember(raw: RawMember): MemberRow {
  return {
    memberId: memberId(raw.id),
    status: raw.status,
    tierId: raw.tierId,
    lastSeq: raw.lastSeq,
    balance: points(raw.balance),
    deficit: points(raw.deficit),
    reserved: points(raw.reserved),
    earned: points(raw.earned),
    spent: points(raw.spent),
    expired: points(raw.expired),
    gathered: {
      spend: raw.qualifyingSpend,
      points: raw.qualifyingPoints,
      orders: raw.qualifyingOrders,
      engagement: raw.qualifyingEngagement,
    },
  };
}

/** Locks members, in id order, for the rest of the transaction. */
export async function lockMembers(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MemberRow>> {
  if (ids.length === 0) return new Map();
  const raw = await sql.query<RawMember>(
    `SELECT ${columns} FROM "members" WHERE "shopId" = $1 AND "id" = ANY($2::bigint[]) ORDER BY "id" FOR UPDATE`,
    [shopId, [...new Set(ids)]],
  );
  return new Map(raw.map((row) => [memberId(row.id), toMember(row)]));
}

export async function readMember(sql: Sql, shopId: ShopId, id: MemberId): Promise<MemberRow | null> {
  const [raw] = await sql.query<RawMember>(
    `SELECT ${columns} FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
    [shopId, id],
  );
  return raw ? toMember(raw) : null;
}

/** Who of our members these customers are. */
export async function membersOfCustomers(
  sql: Sql,
  shopId: ShopId,
  customers: readonly CustomerId[],
): Promise<Map<CustomerId, MemberId>> {
  if (customers.length === 0) return new Map();
  const raw = await sql.query<{ customerId: string; memberId: number }>(
    `SELECT "customerId", "memberId" FROM "member_identities" WHERE "shopId" = $1 AND "customerId" = ANY($2::text[])`,
    [shopId, [...new Set(customers)]],
  );
  return new Map(raw.map((row) => [customerId(row.customerId), memberId(row.memberId)]));
}

/** All customers a member is known by in the store. */
export async function customersOfMembers(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Map<MemberId, CustomerId[]>> {
  const raw = await sql.query<{ customerId: string; memberId: number }>(
    `SELECT "customerId", "memberId" FROM "member_identities" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "customerId"`,
    [shopId, ids],
  );
  const found = new Map<MemberId, CustomerId[]>();
  for (const row of raw) {
    const id = memberId(row.memberId);
    found.set(id, [...(found.get(id) ?? []), customerId(row.customerId)]);
  }
  return found;
}

/**
 * Enrolls customers who are not members yet. Two workers enrolling one customer at once end with one member: the identity's key
 * decides, and a member is made only for an identity that was won.
 * @returns the customers that were enrolled by this call.
 */
export async function enrollCustomers(
  sql: Sql,
  shopId: ShopId,
  customers: readonly CustomerId[],
  at: Date,
): Promise<CustomerId[]> {
  if (customers.length === 0) return [];
  const won = await sql.query<{ customerId: string; memberId: number }>(
    `INSERT INTO "member_identities" ("shopId", "customerId", "memberId")
     SELECT $1, customer, nextval(pg_get_serial_sequence('members', 'id'))
     FROM unnest($2::text[]) AS batch(customer) ORDER BY customer
     ON CONFLICT ("shopId", "customerId") DO NOTHING RETURNING "customerId", "memberId"`,
    [shopId, [...new Set(customers)].sort()],
  );
  const rows = won.map((row) => ({ id: memberId(row.memberId), joinedAt: at.getTime() }));
  await insertRows(sql, {
    table: "members",
    shopId,
    columns: { id: "bigint", joinedAt: "timestamptz" },
    rows,
  });
  return won.map((row) => customerId(row.customerId));
}

/** Writes the members' new sums. */
export async function saveMembers(
  sql: Sql,
  shopId: ShopId,
  members: readonly MemberRow[],
  at: Date,
): Promise<void> {
  const rows = members.map((member) => ({
    id: member.memberId,
    status: member.status,
    tierId: member.tierId,
    lastSeq: member.lastSeq,
    balance: member.balance,
    deficit: member.deficit,
    reserved: member.reserved,
    earned: member.earned,
    spent: member.spent,
    expired: member.expired,
    qualifyingSpend: member.gathered.spend,
    qualifyingPoints: member.gathered.points,
    qualifyingOrders: member.gathered.orders,
    qualifyingEngagement: member.gathered.engagement,
    updatedAt: at.getTime(),
  }));
  await updateRows(
    sql,
    {
      table: "members",
      shopId,
      columns: {
        id: "bigint",
        status: "text",
        tierId: "text",
        lastSeq: "int",
        balance: "bigint",
        deficit: "bigint",
        reserved: "bigint",
        earned: "bigint",
        spent: "bigint",
        expired: "bigint",
        qualifyingSpend: "bigint",
        qualifyingPoints: "bigint",
        qualifyingOrders: "int",
        qualifyingEngagement: "int",
        updatedAt: "timestamptz",
      },
      rows,
    },
    ["id"],
  );
}
