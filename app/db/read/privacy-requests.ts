/** The requests under privacy law that the store passed on, newest first, with what was put together for the customer. */
import type { ShopId } from "../../loyalty/brand";
import type { Sql } from "../transaction";

export interface PrivacyRequestRow {
  readonly id: number;
  readonly kind: "data-request" | "customer-redact";
  readonly customerId: string | null;
  readonly receivedAt: Date;
  readonly doneAt: Date | null;
  /** What we hold of the customer; only for a data request. */
  readonly result: unknown;
}

const most = 100;

export async function readPrivacyRequests(sql: Sql, shopId: ShopId): Promise<PrivacyRequestRow[]> {
  return sql.query<PrivacyRequestRow>(
    `SELECT "id", "kind", "customerId", "receivedAt", "doneAt", "result" FROM "compliance_requests"
     WHERE "shopId" = $1 ORDER BY "id" DESC LIMIT $2`,
    [shopId, most],
  );
}
