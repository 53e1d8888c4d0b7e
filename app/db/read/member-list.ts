/** The members of a shop, newest first, page by page. Members who were merged into others are not listed. */
import { type MemberId, memberId, type ShopId } from "../../loyalty/brand";
import type { MemberStatus } from "../../loyalty/membership-standing";
import type { Sql } from "../transaction";
import { type Page, type PageWish, pageOf } from "./keyset";

export interface MemberListItem {
  readonly memberId: MemberId;
  readonly name: string;
  readonly email: string | null;
  readonly tierId: string | null;
  /** Sum of the ledger: active and pending, less what is owed. */
  readonly balance: number;
  readonly status: MemberStatus;
  readonly joinedAt: Date;
}

export interface RawListItem extends Omit<MemberListItem, "memberId" | "name"> {
  id: number;
  name: string | null;
}

export const toListItem = ({ id, name, ...rest }: RawListItem): MemberListItem => ({
  ...rest,
  memberId: memberId(id),
  name: name ?? "",
});

export const listColumns = `m."id", m."tierId", m."balance", m."status", m."joinedAt", p."name", p."email"`;
/** $1 is the shop. */
export const joinProfile = `LEFT JOIN "member_profiles" p ON p."shopId" = $1 AND p."memberId" = m."id"`;

export async function listMembers(
  sql: Sql,
  shopId: ShopId,
  wish: PageWish<MemberId>,
): Promise<Page<MemberListItem, MemberId>> {
  const backwards = wish.before !== undefined;
  const order = backwards ? "ASC" : "DESC";
  const rows = await sql.query<RawListItem>(
    `SELECT ${listColumns} FROM (
       SELECT * FROM "members" WHERE "shopId" = $1 AND "status" <> 'merged' AND "id" ${backwards ? ">" : "<"} $2
       ORDER BY "id" ${order} LIMIT $3) m
     ${joinProfile} ORDER BY m."id" ${order}`,
    [shopId, wish.before ?? wish.after ?? Number.MAX_SAFE_INTEGER, wish.limit + 1],
  );
  return pageOf(rows.map(toListItem), wish, (item) => item.memberId);
}
