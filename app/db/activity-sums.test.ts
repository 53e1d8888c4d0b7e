/** Laws of the sums: they are the entries', whoever adds them, however often they are folded, in every period, also while somebody is still adding. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MemberId, ShopId } from "../loyalty/brand";
import type { PostgresDatabase } from "../testing/postgres";
import { sharedPostgres } from "../testing/shared-postgres";
import { foldActivity, quarterMs } from "./activity-sums";
import { type ActivityPeriod, readActivity } from "./read/activity";
import { noon, seedMember, seedShop } from "./testing/seed";
import { type Sql, sqlOf } from "./transaction";

let db: PostgresDatabase;
let sql: Sql;
beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 6 });
  sql = sqlOf(db);
});
afterAll(() => db.close());

interface Entry {
  readonly kind: string;
  readonly points: number;
  readonly at: number;
}
interface Place {
  readonly shop: ShopId;
  readonly member: MemberId;
}

const issues = ["earn", "clawback", "adjust"];
const spends = ["redeem", "restore"];
const spanMs = 10 * quarterMs;

const entries = fc.array(
  fc.record({
    kind: fc.constantFrom(...issues, ...spends, "expire"),
    points: fc.integer({ min: -1_000, max: 1_000 }).filter((points) => points !== 0),
    at: fc.nat(spanMs).map((ms) => noon + ms),
  }),
  { maxLength: 12 },
);

async function place(): Promise<Place> {
  const shop = await seedShop(sql);
  return { shop, member: await seedMember(sql, shop) };
}

let source = 0;
/** One statement, as postings are written. */
async function add(own: Sql, { shop, member }: Place, list: readonly Entry[]): Promise<void> {
  if (list.length === 0) return;
  const first = source + 1;
  source += list.length;
  await own.query(
    `INSERT INTO "ledger_entries" ("shopId", "memberId", "seq", "kind", "points", "source", "at", "happenedAt", "cause", "balanceAfter")
     SELECT $1, $2, $3 + n, kind, points, 'test:' || ($3 + n), happened, happened, '{}', 0
     FROM unnest($4::text[], $5::bigint[], $6::timestamptz[]) WITH ORDINALITY AS batch(kind, points, happened, n)`,
    [
      shop,
      member,
      first - 1,
      list.map(({ kind }) => kind),
      list.map(({ points }) => points),
      list.map(({ at }) => new Date(at)),
    ],
  );
}

function summed(list: readonly Entry[], bounds: readonly number[]): ActivityPeriod[] {
  return bounds.slice(1).map((end, index) => {
    const inside = list.filter(({ at }) => at >= (bounds[index] ?? 0) && at < end);
    const sum = (kinds: readonly string[]) =>
      inside.filter(({ kind }) => kinds.includes(kind)).reduce((all, { points }) => all + points, 0);
    return { issued: sum(issues), spent: 0 - sum(spends) };
  });
}

const bounds = (step: number) => [0, 1, 3, 6, 11].map((times) => noon + times * step);

describe("the sums of a shop", () => {
  test("are those of its entries in any period, folded or not, and nobody else's", async () => {
    const stranger = await place();
    await add(sql, stranger, [{ kind: "earn", points: 77, at: noon }]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(entries, fc.boolean()), { maxLength: 6 }), async (batches) => {
        const here = await place();
        const all: Entry[] = [];
        for (const [batch, fold] of batches) {
          await add(sql, here, batch);
          all.push(...batch);
          if (fold) await foldActivity(sql, here.shop);
          expect(await readActivity(sql, here.shop, bounds(quarterMs))).toEqual(
            summed(all, bounds(quarterMs)),
          );
        }
        // Periods that begin within a quarter are read from the entries.
        const crooked = bounds(quarterMs - 7);
        expect(await readActivity(sql, here.shop, crooked)).toEqual(summed(all, crooked));
      }),
      { numRuns: 40 },
    );
    const theirs = await readActivity(sql, stranger.shop, [noon, noon + quarterMs]);
    expect(theirs).toEqual([{ issued: 77, spent: 0 }]);
  });

  test("stay so while several add and several fold at once, and one row is left of each quarter", async () => {
    const here = await place();
    const all: Entry[] = [];
    const writer = async (offset: number) => {
      for (let turn = 0; turn < 15; turn += 1) {
        const batch = [0, 1, 2].map((n) => ({
          kind: n === 2 ? "redeem" : "earn",
          points: n === 2 ? -3 : 10 + n,
          at: noon + ((offset + turn + n) % 4) * quarterMs,
        }));
        await add(sql, here, batch);
        all.push(...batch);
      }
    };
    const folder = async () => {
      for (let turn = 0; turn < 10; turn += 1) await foldActivity(sql, here.shop);
    };
    await Promise.all([writer(0), writer(1), writer(2), folder(), folder()]);
    expect(await readActivity(sql, here.shop, bounds(quarterMs))).toEqual(summed(all, bounds(quarterMs)));
    await foldActivity(sql, here.shop);
    expect(await readActivity(sql, here.shop, bounds(quarterMs))).toEqual(summed(all, bounds(quarterMs)));
    const rows = await sql.query(`SELECT "id" FROM "activity_sums" WHERE "shopId" = $1`, [here.shop]);
    expect(rows).toHaveLength(4);
    expect(await foldActivity(sql, here.shop)).toBe(0);
  });

  test("of a statement that was taken back are none", async () => {
    const here = await place();
    const own = await db.pool.connect();
    await own.query("BEGIN");
    await own.query(
      `INSERT INTO "ledger_entries" ("shopId", "memberId", "seq", "kind", "points", "source", "at", "happenedAt", "cause", "balanceAfter")
       VALUES ($1, $2, 1, 'earn', 5, 'undone', now(), $3, '{}', 5)`,
      [here.shop, here.member, new Date(noon)],
    );
    await own.query("ROLLBACK");
    own.release();
    const none = await readActivity(sql, here.shop, [noon, noon + quarterMs]);
    expect(none).toEqual([{ issued: 0, spent: 0 }]);
  });
});
