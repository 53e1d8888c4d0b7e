/** Fills a shop with members, each with five entries over a year, lots, orders, awards, a profile and the words they are found by. By SQL alone, because a million is many. */
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";

const fills = [
  `INSERT INTO "members" ("shopId", "id", "tierId", "lastSeq", "balance", "earned", "qualifyingSpend", "qualifyingPoints", "qualifyingOrders", "joinedAt")
   SELECT $1, m, 'bronze', 5, 250, 250, 5000, 250, 5, now() - m * interval '1 second' FROM generate_series(1, $2::int) m`,
  `INSERT INTO "member_identities" ("shopId", "customerId", "memberId") SELECT $1, (7000000000 + m)::text, m FROM generate_series(1, $2::int) m`,
  `INSERT INTO "member_profiles" ("shopId", "memberId", "name", "email") SELECT $1, m, 'Casey No' || m, 'c' || m || '@example.com' FROM generate_series(1, $2::int) m`,
  `INSERT INTO "member_words" ("shopId", "word", "memberId") SELECT $1, word, m FROM generate_series(1, $2::int) m,
     LATERAL (VALUES ('casey'), ('no' || m), ('c' || m || '@example.com')) AS words(word)`,
  `INSERT INTO "ledger_entries" ("shopId", "memberId", "seq", "kind", "points", "source", "at", "happenedAt", "cause", "expiresAt", "orderId", "balanceAfter")
   SELECT $1, m, s, 'earn', 50, 'order:' || m || '-' || s || ':award:1', moment, moment,
     jsonb_build_object('why', 'order-awarded', 'orderId', m || '-' || s, 'orderName', '#' || m || '-' || s), now() + interval '1 year', m || '-' || s, s * 50
   FROM generate_series(1, $2::int) m, generate_series(1, 5) s, LATERAL (SELECT now() - s * interval '60 days' - m * interval '4 seconds' AS moment) times`,
  `INSERT INTO "lots" ("shopId", "memberId", "seq", "points", "remaining", "expiresAt", "orderId")
   SELECT $1, m, s, 50, 50, now() + interval '1 year', m || '-' || s FROM generate_series(1, $2::int) m, generate_series(1, 5) s`,
  `INSERT INTO "awards" ("shopId", "orderId", "memberId", "termsVersion", "tierId", "multiplierBp", "points", "eligible", "postings", "breakdown", "awardedAt", "updatedAt")
   SELECT $1, m || '-' || s, m, 1, 'bronze', 10000, 50, 1000, 1,
     '{"none": null, "lines": [{"lineId": "1", "title": "Mug", "eligible": 1000, "points": 50, "excluded": null}], "rules": [{"ruleId": "spend", "kind": "spend", "eligible": 1000, "points": 50}]}', now(), now()
   FROM generate_series(1, $2::int) m, generate_series(1, 5) s`,
];

export async function fillMembers(db: Database, shop: ShopRow, members: number): Promise<void> {
  for (const fill of fills) await db.pool.query(fill, [shop.shopId, members]);
  await db.pool.query("VACUUM ANALYZE");
}
