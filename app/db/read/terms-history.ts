/** The versions of a shop's terms, newest first: when each was saved, and by whom. */
import { type ShopId, type TermsVersion, termsVersion } from "../../loyalty/brand";
import type { Sql } from "../transaction";

export interface TermsVersionRow {
  readonly version: TermsVersion;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export async function readTermsHistory(sql: Sql, shopId: ShopId, limit: number): Promise<TermsVersionRow[]> {
  const rows = await sql.query<{ version: number; createdAt: Date; createdBy: string }>(
    `SELECT "version", "createdAt", "createdBy" FROM "terms" WHERE "shopId" = $1 ORDER BY "version" DESC LIMIT $2`,
    [shopId, limit],
  );
  return rows.map((row) => ({ ...row, version: termsVersion(row.version) }));
}
