/** Terms: immutable versions of a program's rules (law 2), so a version once read may be kept in memory. */
import type { ShopId, TermsVersion } from "../loyalty/brand";
import { type Terms, termsSchema } from "../loyalty/program";
import type { Sql } from "./transaction";

/** @throws Error when the shop has no such version. */
export async function readTerms(sql: Sql, shopId: ShopId, version: TermsVersion): Promise<Terms> {
  const [raw] = await sql.query<{ rules: unknown }>(
    `SELECT "rules" FROM "terms" WHERE "shopId" = $1 AND "version" = $2`,
    [shopId, version],
  );
  if (!raw) throw new Error(`shop ${shopId} has no terms ${version}`);
  return termsSchema.parse(raw.rules);
}

export type TermsReader = typeof readTerms;

const mostRemembered = 2_000;

/** A reader that keeps versions in memory. One for each open database, because a version is immutable only within one. */
export function rememberTerms(): TermsReader {
  const remembered = new Map<string, Terms>();
  return async (sql, shopId, version) => {
    const key = `${shopId}:${version}`;
    const known = remembered.get(key);
    if (known) return known;
    const terms = await readTerms(sql, shopId, version);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, terms);
    return terms;
  };
}

export interface NewTerms {
  readonly shopId: ShopId;
  readonly version: TermsVersion;
  readonly terms: Terms;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export async function insertTerms(sql: Sql, row: NewTerms): Promise<void> {
  await sql.query(
    `INSERT INTO "terms" ("shopId", "version", "rules", "createdBy", "createdAt") VALUES ($1, $2, $3::jsonb, $4, $5)
     ON CONFLICT ("shopId", "version") DO NOTHING`,
    [row.shopId, row.version, JSON.stringify(row.terms), row.createdBy, row.createdAt],
  );
}
