/** A look into the books of the shared app, past its pages: the database itself, and whether it is what its ledger leads to. */
import { expect } from "vitest";
import { openDatabase } from "../../db/database";
import { findShopByDomain } from "../../db/shops";
import { inTransaction, type Sql, sqlOf } from "../../db/transaction";
import type { ShopId } from "../../loyalty/brand";
import { bothSides } from "../../testing/ledger-check";
import { sharedApp } from "../../testing/shared-app";

export interface Member {
  readonly id: number;
  readonly balance: number;
  readonly reserved: number;
  readonly deficit: number;
}

export interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly points: number;
  readonly why: string;
  readonly balanceAfter: number;
}

export interface KeptRedemption {
  readonly id: string;
  readonly state: string;
  readonly points: number;
  readonly code: string;
  readonly codeDead: boolean;
  readonly releasing: string | null;
  readonly usedByOrder: string | null;
}

export interface Books {
  readonly sql: Sql;
  shopId(domain: string): Promise<ShopId>;
  /** The member that a customer is; null for nobody yet. */
  member(domain: string, customerId: number): Promise<Member | null>;
  entries(domain: string, customerId: number): Promise<Entry[]>;
  redemptions(domain: string, customerId: number): Promise<KeptRedemption[]>;
  /** How many rows there are that a request could have written. */
  rows(): Promise<{ inbox: number; entries: number; redemptions: number; audit: number; members: number }>;
  /** Lets nobody else read a table while something happens: how slow a question over many rows can be. */
  lockedAway(table: string, happening: () => Promise<void>): Promise<void>;
  /** Holds every member of both shops against the replay of their entries. */
  balanced(): Promise<void>;
  close(): Promise<void>;
}

export async function openBooks(): Promise<Books> {
  const app = await sharedApp();
  const db = await openDatabase({ databaseUrl: app.databaseUrl, dataDir: app.dataDir, poolSize: 3 });
  const sql = sqlOf(db);
  const shopId = async (domain: string): Promise<ShopId> => {
    const shop = await findShopByDomain(sql, domain);
    if (!shop) throw new Error(`no shop ${domain}`);
    return shop.shopId;
  };
  /** Rows of one customer's member. */
  const own = async <Row extends object>(domain: string, customerId: number, text: string): Promise<Row[]> =>
    sql.query<Row>(
      `WITH own AS (SELECT "memberId" FROM "member_identities" WHERE "shopId" = $1 AND "customerId" = $2) ${text}`,
      [await shopId(domain), String(customerId)],
    );
  return {
    sql,
    shopId,
    async member(domain, customerId) {
      const rows = await own<Member>(
        domain,
        customerId,
        `SELECT "id", "balance", "reserved", "deficit" FROM "members" WHERE "shopId" = $1 AND "id" IN (SELECT * FROM own)`,
      );
      return rows[0] ?? null;
    },
    entries: (domain, customerId) =>
      own<Entry>(
        domain,
        customerId,
        `SELECT "seq", "kind", "points", "cause"->>'why' AS why, "balanceAfter" FROM "ledger_entries"
         WHERE "shopId" = $1 AND "memberId" IN (SELECT * FROM own) ORDER BY "seq"`,
      ),
    redemptions: (domain, customerId) =>
      own<KeptRedemption>(
        domain,
        customerId,
        `SELECT "id", "state", "points", "code", "codeDead", "releasing", "usedByOrder" FROM "redemptions"
         WHERE "shopId" = $1 AND "memberId" IN (SELECT * FROM own) ORDER BY "reservedAt", "id"`,
      ),
    async rows() {
      const count = async (table: string): Promise<number> =>
        (await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`))[0]?.count ??
        Number.NaN;
      return {
        inbox: await count("inbox"),
        entries: await count("ledger_entries"),
        redemptions: await count("redemptions"),
        audit: await count("audit_events"),
        members: await count("members"),
      };
    },
    lockedAway: (table, happening) =>
      inTransaction(db, async (own) => {
        await own.query(`LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
        await happening();
      }),
    async balanced() {
      for (const { id } of await sql.query<{ id: ShopId }>(`SELECT "id" FROM "shops"`)) {
        const { kept, replayed } = await bothSides(sql, id);
        expect(kept).toEqual(replayed);
      }
    },
    close: () => db.close(),
  };
}
