/** Who did what, newest first: the audit trail of one subject, such as `member:17`. */
import type { ShopId } from "../../loyalty/brand";
import type { Sql } from "../transaction";

export interface AuditRow {
  readonly id: number;
  readonly actor: string;
  readonly action: string;
  readonly details: unknown;
  readonly at: Date;
}

export async function readAuditTrail(
  sql: Sql,
  shopId: ShopId,
  { subject, limit }: { subject: string; limit: number },
): Promise<AuditRow[]> {
  return sql.query<AuditRow>(
    `SELECT "id", "actor", "action", "details", "at" FROM "audit_events" WHERE "shopId" = $1 AND "subject" = $2
     ORDER BY "id" DESC LIMIT $3`,
    [shopId, subject, limit],
  );
}
