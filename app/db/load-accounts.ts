/** Loading accounts of members whose rows the caller has locked: lots, allocations and debts, and of those only what a posting can touch. */
import type { MemberId, OrderId, ShopId } from "../loyalty/brand";
import type { Account } from "../loyalty/ledger/account";
import { accountFrom, groupByMember, type RawAllocation, type RawDebt, type RawLot } from "./account-rows";
import type { MemberRow } from "./members";
import type { Sql } from "./transaction";

/** What the postings at hand will touch beyond the member row itself. */
export interface AccountNeed {
  readonly member: MemberRow;
  /** Anything but a plain credit to a member without deficit. */
  readonly lots: boolean;
  /** Orders whose own lots a clawback takes from first. */
  readonly orders: readonly OrderId[];
  /** Debits that will be restored. */
  readonly debits: readonly number[];
  /** Lots, by the entry that opened them, which will be taken from first whatever is left of them. */
  readonly ownLots: readonly number[];
}

/**
 * The allocations of debits to be restored, of debits that still owe (a lot that gets points back pays them, on top of what it paid before), and
 * those that wrote off lots of the orders at hand.
 */
async function readAllocations(
  sql: Sql,
  shopId: ShopId,
  { needs, debts }: { needs: readonly AccountNeed[]; debts: readonly RawDebt[] },
): Promise<RawAllocation[]> {
  const restored = needs.flatMap((need) =>
    need.debits.map((debit) => [need.member.memberId as number, debit] as const),
  );
  const owing = debts.map((debt) => [debt.memberId, debt.debitSeq] as const);
  const pairs = [...restored, ...owing];
  const orders = needs.flatMap((need) => need.orders.map((order) => [need.member.memberId, order] as const));
  const own = ownLotsOf(needs);
  return sql.query<RawAllocation>(
    `SELECT a."memberId", a."debitSeq", a."lotSeq", a."debitKind", a."points", a."returned" FROM "allocations" a
       JOIN unnest($2::bigint[], $3::int[]) AS wanted(m, s) ON a."memberId" = m AND a."debitSeq" = s WHERE a."shopId" = $1
     UNION
     SELECT a."memberId", a."debitSeq", a."lotSeq", a."debitKind", a."points", a."returned" FROM "lots" l
       JOIN unnest($4::bigint[], $5::text[]) AS own(m, o) ON l."memberId" = m AND l."orderId" = o
       JOIN "allocations" a ON a."shopId" = l."shopId" AND a."memberId" = l."memberId" AND a."lotSeq" = l."seq"
       WHERE l."shopId" = $1 AND a."debitKind" = 'expire'
     UNION
     SELECT a."memberId", a."debitSeq", a."lotSeq", a."debitKind", a."points", a."returned" FROM "allocations" a
       JOIN unnest($6::bigint[], $7::int[]) AS own(m, s) ON a."memberId" = m AND a."lotSeq" = s
       WHERE a."shopId" = $1 AND a."debitKind" = 'expire'
     ORDER BY 1, 2, 3`,
    [
      shopId,
      pairs.map(([id]) => id),
      pairs.map(([, seq]) => seq),
      orders.map(([id]) => id),
      orders.map(([, order]) => order),
      own.map(([id]) => id),
      own.map(([, seq]) => seq),
    ],
  );
}

const ownLotsOf = (needs: readonly AccountNeed[]) =>
  needs.flatMap((need) => need.ownLots.map((seq) => [need.member.memberId as number, seq] as const));

async function readLots(
  sql: Sql,
  shopId: ShopId,
  { needs, touched }: { needs: readonly AccountNeed[]; touched: readonly RawAllocation[] },
): Promise<RawLot[]> {
  const named = [...touched.map((row) => [row.memberId, row.lotSeq] as const), ...ownLotsOf(needs)];
  const orders = needs.flatMap((need) => need.orders.map((order) => [need.member.memberId, order] as const));
  const columns = `l."memberId", l."seq", l."points", l."remaining", l."maturesAt", l."expiresAt", l."idleDays", l."orderId"`;
  return sql.query<RawLot>(
    `SELECT ${columns} FROM "lots" l WHERE l."shopId" = $1 AND l."memberId" = ANY($2::bigint[]) AND l."open"
     UNION SELECT ${columns} FROM "lots" l JOIN unnest($3::bigint[], $4::int[]) AS t(m, s) ON l."memberId" = m AND l."seq" = s
       WHERE l."shopId" = $1
     UNION SELECT ${columns} FROM "lots" l JOIN unnest($5::bigint[], $6::text[]) AS own(m, o) ON l."memberId" = m AND l."orderId" = o
       WHERE l."shopId" = $1
     ORDER BY 1, 2`,
    [
      shopId,
      needs.map((need) => need.member.memberId),
      named.map(([id]) => id),
      named.map(([, seq]) => seq),
      orders.map(([id]) => id),
      orders.map(([, order]) => order),
    ],
  );
}

async function readDebts(sql: Sql, shopId: ShopId, needs: readonly AccountNeed[]): Promise<RawDebt[]> {
  const owing = needs.filter((need) => need.member.deficit > 0).map((need) => need.member.memberId);
  if (owing.length === 0) return [];
  return sql.query<RawDebt>(
    `SELECT "memberId", "debitSeq", "debitKind", "owed" FROM "debts" WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[])
     ORDER BY "memberId", "debitSeq"`,
    [shopId, owing],
  );
}

/** Loads the accounts of locked members. */
export async function loadAccounts(
  sql: Sql,
  shopId: ShopId,
  needs: readonly AccountNeed[],
): Promise<Map<MemberId, Account>> {
  const heavy = needs.filter((need) => need.lots || need.member.deficit > 0);
  const owed = await readDebts(sql, shopId, heavy);
  const touched = heavy.length > 0 ? await readAllocations(sql, shopId, { needs: heavy, debts: owed }) : [];
  const lots = groupByMember(heavy.length > 0 ? await readLots(sql, shopId, { needs: heavy, touched }) : []);
  const debts = groupByMember(owed);
  const allocations = groupByMember(touched);
  const of = <Row>(groups: ReadonlyMap<number, Row[]>, id: MemberId) => groups.get(id) ?? [];
  return new Map(
    needs.map(({ member }) => {
      const id = member.memberId;
      const rows = { lots: of(lots, id), allocations: of(allocations, id), debts: of(debts, id) };
      return [id, accountFrom(member, rows)];
    }),
  );
}
