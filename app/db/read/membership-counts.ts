/** How many members there are by status, and how those of today came to be members. Whoever was merged into somebody is not counted. */
import type { ShopId } from "../../loyalty/brand";
import type { MemberStatus } from "../../loyalty/membership-standing";
import type { Sql } from "../transaction";

export type CountedStatus = Exclude<MemberStatus, "merged">;

export interface MembershipCounts {
  readonly byStatus: Readonly<Record<CountedStatus, number>>;
  /** Active members by how they joined, most first. */
  readonly byWay: readonly { readonly via: string; readonly members: number }[];
}

export async function countMemberships(sql: Sql, shopId: ShopId): Promise<MembershipCounts> {
  const rows = await sql.query<{ status: CountedStatus; joinedVia: string; members: number }>(
    `SELECT "status", "joinedVia", count(*)::int AS "members" FROM "members" WHERE "shopId" = $1 AND "status" <> 'merged'
     GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
    [shopId],
  );
  const byStatus = { active: 0, lapsed: 0, left: 0, closed: 0 };
  for (const row of rows) byStatus[row.status] += row.members;
  const active = rows.filter((row) => row.status === "active");
  return { byStatus, byWay: active.map(({ joinedVia, members }) => ({ via: joinedVia, members })) };
}
