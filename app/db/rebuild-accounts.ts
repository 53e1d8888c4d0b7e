/** Puts a member's derived rows back to what the entries lead to. The entries themselves are never touched (law 3); the member's row is locked by the caller. */
import type { MemberId, ShopId } from "../loyalty/brand";
import { type Account, deficitOf, emptyAccount } from "../loyalty/ledger/account";
import type { Sums } from "../loyalty/member-sums";
import { saveAccounts } from "./save-accounts";
import type { Sql } from "./transaction";

/** Lots, allocations and debts anew, and the sums on the member's row. What is reserved is the sum of the open redemptions. */
export async function rebuildAccount(
  sql: Sql,
  shopId: ShopId,
  { memberId, account, sums }: { memberId: MemberId; account: Account; sums: Sums },
): Promise<void> {
  for (const table of ["allocations", "debts", "lots"] as const)
    await sql.query(`DELETE FROM "${table}" WHERE "shopId" = $1 AND "memberId" = $2`, [shopId, memberId]);
  await saveAccounts(sql, shopId, [{ memberId, before: emptyAccount, after: account, entries: [] }]);
  await sql.query(
    `UPDATE "members" SET "lastSeq" = $3, "balance" = $4, "deficit" = $5, "earned" = $6, "spent" = $7, "expired" = $8, "lastActivityAt" = $9,
       "reserved" = (SELECT coalesce(sum("points"), 0) FROM "redemptions" r
         WHERE r."shopId" = $1 AND r."memberId" = $2 AND r."state" IN ('reserved', 'issued'))
     WHERE "shopId" = $1 AND "id" = $2`,
    [
      shopId,
      memberId,
      account.lastSeq,
      account.balance,
      deficitOf(account),
      sums.earned,
      sums.spent,
      sums.expired,
      account.lastActivityAt === null ? null : new Date(account.lastActivityAt),
    ],
  );
}

/** Sets an award to what was posted for it, so that the next reconciliation starts from the truth. @returns false when there is no such award. */
export async function rebuildAward(sql: Sql, shopId: ShopId, orderId: string): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "awards" a SET "points" = posted."points", "postings" = posted."postings" FROM (
       SELECT coalesce(sum(e."points"), 0)::bigint AS "points", count(*)::int AS "postings" FROM "ledger_entries" e
       WHERE e."shopId" = $1 AND e."cause"->>'orderId' = $2 AND e."cause"->>'why' IN ('order-awarded', 'order-changed')
         AND e."source" LIKE 'order:%:award:%') AS posted
     WHERE a."shopId" = $1 AND a."orderId" = $2 RETURNING a."orderId"`,
    [shopId, orderId],
  );
  return rows.length > 0;
}
