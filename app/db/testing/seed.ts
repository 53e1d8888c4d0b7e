/** Rows for tests of reading, inserted as they stand: a shop, a member, an entry, an event. What a test does not name gets a plain value. */
import { type MemberId, memberId, type ShopId, shopId } from "../../loyalty/brand";
import type { Sql } from "../transaction";

export const noon = Date.UTC(2026, 10, 22, 12);

async function insert(sql: Sql, table: string, row: Readonly<Record<string, unknown>>): Promise<number> {
  const names = Object.keys(row);
  const columns = names.map((name) => `"${name}"`).join(", ");
  const places = names.map((_, index) => `$${index + 1}`).join(", ");
  const [first] = await sql.query<{ id?: number }>(
    `INSERT INTO "${table}" (${columns}) VALUES (${places}) RETURNING *`,
    Object.values(row),
  );
  return first?.id ?? 0;
}

export type Row = Readonly<Record<string, unknown>>;

export async function seedShop(sql: Sql, row: Row = {}): Promise<ShopId> {
  const id = await insert(sql, "shops", {
    platform: "shopify",
    domain: `shop-${Math.random().toString(36).slice(2)}.myshopify.com`,
    name: "Shop",
    currency: "GBP",
    timeZone: "Europe/London",
    locale: "en",
    termsVersion: 1,
    ...row,
  });
  return shopId(id);
}

export interface SeededProfile {
  readonly name: string;
  readonly email?: string;
  readonly words: readonly string[];
}

export async function seedMember(
  sql: Sql,
  shop: ShopId,
  row: Row = {},
  profile?: SeededProfile,
): Promise<MemberId> {
  const id = memberId(await insert(sql, "members", { shopId: shop, joinedAt: new Date(noon), ...row }));
  if (!profile) return id;
  const { name, email = null, words } = profile;
  await insert(sql, "member_profiles", { shopId: shop, memberId: id, name, email });
  for (const word of words) await insert(sql, "member_words", { shopId: shop, memberId: id, word });
  return id;
}

export async function seedEntry(sql: Sql, shop: ShopId, row: Row): Promise<void> {
  const cause = row.cause ?? { why: "order-awarded", orderId: "1", orderName: "#1001" };
  await insert(sql, "ledger_entries", {
    shopId: shop,
    kind: "earn",
    points: 100,
    source: `test:${Math.random()}`,
    at: new Date(noon),
    happenedAt: row.at ?? new Date(noon),
    balanceAfter: 100,
    ...row,
    cause: JSON.stringify(cause),
  });
}

export async function seedRow(sql: Sql, table: string, row: Row): Promise<number> {
  return insert(sql, table, row);
}
