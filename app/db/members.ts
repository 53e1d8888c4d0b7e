/**
 * Members: who is enrolled, and the sums that their ledger leads to. Writers lock members in id order, which is the only lock order there
 * is, so batches never deadlock. No personal data here (see member-profiles.ts).
 */
import { type CustomerId, customerId, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { type MemberRow, memberColumns, type RawMember, toMember } from "./member-row";
import { insertRows, updateRows } from "./rows";
import type { Sql } from "./transaction";

export type { MemberRow } from "./member-row";

/** Locks members, in id order, for the rest of the transaction. */
export async function lockMembers(
  sql: Sql,
  shopId: ShopId,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MemberRow>> {
  if (ids.length === 0) return new Map();
  const raw = await sql.query<RawMember>(
    `SELECT ${memberColumns} FROM "members" WHERE "shopId" = $1 AND "id" = ANY($2::bigint[]) ORDER BY "id" FOR UPDATE`,
    [shopId, [...new Set(ids)]],
  );
  return new Map(raw.map((row) => [memberId(row.id), toMember(row)]));
}

export async function readMember(sql: Sql, shopId: ShopId, id: MemberId): Promise<MemberRow | null> {
  const [raw] = await sql.query<RawMember>(
    `SELECT ${memberColumns} FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
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
    // A list that the planner can see is compared with the table's statistics name by name, which takes longer than finding them.
    `SELECT "customerId", "memberId" FROM "member_identities" WHERE "shopId" = $1 AND "customerId" = ANY((SELECT $2::text[])::text[])`,
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

/** Cuts the tie between a customer and the member they were. */
export async function forgetCustomer(sql: Sql, shopId: ShopId, customer: CustomerId): Promise<void> {
  await sql.query(`DELETE FROM "member_identities" WHERE "shopId" = $1 AND "customerId" = $2`, [
    shopId,
    customer,
  ]);
}

/** How and from when somebody is a member. */
export interface Joining {
  readonly at: Date;
  readonly via: string;
  /** When their orders count, as [from, until]; null for always. */
  readonly counting: readonly (readonly [from: number, until: number | null])[] | null;
  /** Guests' orders with their proved e-mail count from here; null for none. */
  readonly guestsFrom: Date | null;
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
  joining: Joining,
): Promise<CustomerId[]> {
  if (customers.length === 0) return [];
  const won = await sql.query<{ customerId: string; memberId: number }>(
    `INSERT INTO "member_identities" ("shopId", "customerId", "memberId")
     SELECT $1, customer, nextval(pg_get_serial_sequence('members', 'id'))
     FROM unnest($2::text[]) AS batch(customer) ORDER BY customer
     ON CONFLICT ("shopId", "customerId") DO NOTHING RETURNING "customerId", "memberId"`,
    [shopId, [...new Set(customers)].sort()],
  );
  const { at, via, counting, guestsFrom } = joining;
  const rows = won.map((row) => ({
    id: memberId(row.memberId),
    joinedAt: at.getTime(),
    joinedVia: via,
    periods: counting,
    guestsFrom: guestsFrom?.getTime() ?? null,
  }));
  await insertRows(sql, {
    table: "members",
    shopId,
    columns: {
      id: "bigint",
      joinedAt: "timestamptz",
      joinedVia: "text",
      periods: "jsonb",
      guestsFrom: "timestamptz",
    },
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
    tierId: member.standing.tierId,
    tierSince: member.standing.since,
    tierGraceUntil: member.standing.graceUntil,
    lostTierId: member.standing.lost?.tierId ?? null,
    lostTierAt: member.standing.lost?.at ?? null,
    pinnedTierId: member.standing.pin?.tierId ?? null,
    pinnedUntil: member.standing.pin?.until ?? null,
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
    lastActivityAt: member.lastActivityAt,
    lastOrderAt: member.lastOrderAt,
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
        tierSince: "timestamptz",
        tierGraceUntil: "timestamptz",
        lostTierId: "text",
        lostTierAt: "timestamptz",
        pinnedTierId: "text",
        pinnedUntil: "timestamptz",
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
        lastActivityAt: "timestamptz",
        lastOrderAt: "timestamptz",
        updatedAt: "timestamptz",
      },
      rows,
    },
    ["id"],
  );
}
