/** What a member did that is no order, newest first: what it gave, or why nothing. */
import type { MemberId, ShopId } from "../../loyalty/brand";
import type { ActionKind } from "../../loyalty/earning-rules/action";
import type { DeclineReason } from "../../loyalty/outcome";
import type { Sql } from "../transaction";

export interface MemberAction {
  readonly id: number;
  readonly ruleId: string;
  readonly kind: ActionKind;
  readonly points: number;
  readonly declined: DeclineReason | null;
  readonly at: Date;
}

export async function readMemberActions(
  sql: Sql,
  shopId: ShopId,
  { memberId, limit }: { memberId: MemberId; limit: number },
): Promise<MemberAction[]> {
  return sql.query<MemberAction>(
    `SELECT "id", "ruleId", "kind", "points", "declined", "at" FROM "actions" WHERE "shopId" = $1 AND "memberId" = $2
     ORDER BY "id" DESC LIMIT $3`,
    [shopId, memberId, limit],
  );
}
