/** Shops: the tenants. The only table found without a shop id, because a request names its shop by domain. */

import { type ShopId, shopId, type TermsVersion, termsVersion } from "../loyalty/brand";
import { type Currency, currency } from "../loyalty/money";
import type { Sql } from "./transaction";

export type Platform = "shopify" | "woocommerce";

export interface ShopRow {
  readonly shopId: ShopId;
  readonly platform: Platform;
  readonly domain: string;
  readonly name: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly locale: string;
  readonly termsVersion: TermsVersion;
  readonly installedAt: Date;
  readonly uninstalledAt: Date | null;
  readonly scopes: string;
}

interface RawShop {
  id: number;
  platform: Platform;
  domain: string;
  name: string;
  currency: string;
  timeZone: string;
  locale: string;
  termsVersion: number;
  installedAt: Date;
  uninstalledAt: Date | null;
  scopes: string;
}

function toShop(raw: RawShop): ShopRow {
  const { id, ...rest } = raw;
  return {
    ...rest,
    shopId: shopId(id),
    currency: currency(raw.currency),
    termsVersion: termsVersion(raw.termsVersion),
  };
}

export async function findShopByDomain(sql: Sql, domain: string): Promise<ShopRow | null> {
  const [raw] = await sql.query<RawShop>(`SELECT * FROM "shops" WHERE "domain" = $1`, [domain]);
  return raw ? toShop(raw) : null;
}

export async function findShop(sql: Sql, id: ShopId): Promise<ShopRow | null> {
  const [raw] = await sql.query<RawShop>(`SELECT * FROM "shops" WHERE "id" = $1`, [id]);
  return raw ? toShop(raw) : null;
}

/** Up to when the store's list of changed orders has been looked through; null before the first sweep. */
export async function sweptUntil(sql: Sql, id: ShopId): Promise<Date | null> {
  const [raw] = await sql.query<{ sweptUntil: Date | null }>(
    `SELECT "sweptUntil" FROM "shops" WHERE "id" = $1`,
    [id],
  );
  return raw?.sweptUntil ?? null;
}

/** Never moves backwards, also when two sweeps meet. */
export async function markSwept(sql: Sql, id: ShopId, until: Date): Promise<void> {
  await sql.query(`UPDATE "shops" SET "sweptUntil" = GREATEST("sweptUntil", $2) WHERE "id" = $1`, [
    id,
    until,
  ]);
}

export async function listShops(sql: Sql): Promise<ShopRow[]> {
  const raw = await sql.query<RawShop>(`SELECT * FROM "shops" WHERE "uninstalledAt" IS NULL ORDER BY "id"`);
  return raw.map(toShop);
}

export interface NewShop {
  readonly platform: Platform;
  readonly domain: string;
  readonly name: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly locale: string;
  readonly scopes: string;
}

/** Inserts the shop, or brings an uninstalled one back. Two installs at once end in one row. */
export async function upsertShop(sql: Sql, shop: NewShop): Promise<ShopRow> {
  const [raw] = await sql.query<RawShop>(
    `INSERT INTO "shops" ("platform", "domain", "name", "currency", "timeZone", "locale", "scopes", "termsVersion")
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
     ON CONFLICT ("domain") DO UPDATE SET "name" = excluded."name", "timeZone" = excluded."timeZone",
       "locale" = excluded."locale", "scopes" = excluded."scopes", "uninstalledAt" = NULL
     RETURNING *`,
    [shop.platform, shop.domain, shop.name, shop.currency, shop.timeZone, shop.locale, shop.scopes],
  );
  if (!raw) throw new Error("upsert returned no shop");
  return toShop(raw);
}

/** What the store says of itself now. Its currency is the program's, and stays. */
export async function refreshShop(
  sql: Sql,
  id: ShopId,
  { name, timeZone, locale }: Pick<ShopRow, "name" | "timeZone" | "locale">,
): Promise<void> {
  await sql.query(
    `UPDATE "shops" SET "name" = $2, "timeZone" = $3, "locale" = $4 WHERE "id" = $1 AND ("name", "timeZone", "locale") <> ($2, $3, $4)`,
    [id, name, timeZone, locale],
  );
}

export async function markUninstalled(sql: Sql, id: ShopId, at: Date): Promise<void> {
  await sql.query(`UPDATE "shops" SET "uninstalledAt" = $2 WHERE "id" = $1`, [id, at]);
}

export async function setScopes(sql: Sql, id: ShopId, scopes: string): Promise<void> {
  await sql.query(`UPDATE "shops" SET "scopes" = $2 WHERE "id" = $1`, [id, scopes]);
}

/** Locks the shop's row, so that two changes of its terms cannot interleave. */
export async function lockTermsVersion(sql: Sql, id: ShopId): Promise<TermsVersion> {
  const [raw] = await sql.query<{ termsVersion: number }>(
    `SELECT "termsVersion" FROM "shops" WHERE "id" = $1 FOR UPDATE`,
    [id],
  );
  if (!raw) throw new Error(`no shop ${id}`);
  return termsVersion(raw.termsVersion);
}

export async function setTermsVersion(sql: Sql, id: ShopId, version: TermsVersion): Promise<void> {
  await sql.query(`UPDATE "shops" SET "termsVersion" = $2 WHERE "id" = $1`, [id, version]);
}
