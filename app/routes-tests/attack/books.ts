/** What a shop has, before and after: every row of it in every table, what of it nobody else may ever read, and the ids by which it could be asked for. */
import type { Sql } from "../../db/transaction";
import { shopTables } from "./fill-tables";
import type { Party } from "./ground";

export interface Books {
  /** Of each table, one word that changes with any row of this shop. */
  digest(party: Party): Promise<ReadonlyMap<string, string>>;
  /** Words that only this shop's rows hold. */
  secretsOf(party: Party): readonly string[];
  /** Everything that could be named to reach one of its rows. */
  idsOf(party: Party): readonly string[];
  readonly tables: readonly string[];
}

const ownColumn = (table: string) => (table === "shops" ? "id" : "shopId");

async function rowsOf(sql: Sql, table: string, shopId: number): Promise<readonly Record<string, unknown>[]> {
  const rows = await sql.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS "row" FROM "${table}" t WHERE t."${ownColumn(table)}" = $1`,
    [shopId],
  );
  return rows.map(({ row }) => row);
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null)
    for (const inner of Object.values(value)) yield* textsIn(inner);
}

const isMoment = (text: string) => /^\d{4}-\d\d-\d\d/.test(text);

export async function openBooks(sql: Sql, parties: readonly Party[]): Promise<Books> {
  const tables = ["shops", ...(await shopTables(sql))];
  const texts = new Map<Party, Set<string>>();
  const ids = new Map<Party, Set<string>>();
  for (const party of parties) {
    const [own, named] = [
      new Set<string>(),
      new Set([party.customer, party.order, party.member, party.redemption]),
    ];
    for (const table of tables) {
      for (const row of await rowsOf(sql, table, party.shop.shopId)) {
        for (const text of textsIn(row)) if (text.length >= 9 && !isMoment(text)) own.add(text);
        for (const [column, value] of Object.entries(row)) {
          // Codes and marks that a person could have seen; other words made for a table name nothing.
          if (String(value).startsWith("canary-") && !/^(code|email)$/.test(column)) continue;
          const names = /^id$|Id$|^(code|friend|advocate|seq|subject|digest|key)$/.test(column);
          if (names && column !== "shopId" && (typeof value === "string" || typeof value === "number"))
            named.add(String(value));
        }
      }
    }
    texts.set(party, own);
    ids.set(party, named);
  }
  const digestOf = tables
    .map(
      (table) =>
        `SELECT '${table}' AS "table", coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS "digest" FROM "${table}" t WHERE t."${ownColumn(table)}" = $1`,
    )
    .join(" UNION ALL ");
  const ofOthers = (party: Party) =>
    parties.filter((other) => other !== party).map((other) => texts.get(other) ?? new Set());
  return {
    tables,
    digest: async ({ shop }) => {
      const rows = await sql.query<{ table: string; digest: string }>(digestOf, [shop.shopId]);
      return new Map(rows.map(({ table, digest }) => [table, digest]));
    },
    secretsOf: (party) =>
      [...(texts.get(party) ?? [])].filter((text) => !ofOthers(party).some((other) => other.has(text))),
    idsOf: (party) => [...(ids.get(party) ?? [])],
  };
}
