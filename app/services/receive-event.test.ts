/** Laws of recording (law 6): an answer is given once the row is committed, each delivery is one row, and what cannot be recorded fails alone and may come again. */
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { eventsReceived } from "../metrics.server";
import type { PostgresDatabase } from "../testing/postgres";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { receiveEvent } from "./receive-event";

let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;
beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  ctx = testContext(db);
  shop = await installTestShop(ctx);
});
afterAll(() => db.close());

const send = (deliveryId: string, payload = `{"delivery":${JSON.stringify(deliveryId)}}`) =>
  receiveEvent(ctx, {
    shopId: shop.shopId,
    topic: "orders/updated",
    deliveryId,
    payload,
    triggeredAt: new Date("2026-11-10T11:00:00Z"),
  });

const recorded = async (prefix: string) =>
  (
    await sqlOf(db).query<{ deliveryId: string; payload: string }>(
      `SELECT "deliveryId", "payload" FROM "inbox" WHERE "shopId" = $1 AND "deliveryId" LIKE $2 ORDER BY "deliveryId"`,
      [shop.shopId, `${prefix}%`],
    )
  ).map((row) => [row.deliveryId, row.payload]);

async function counted(result: "stored" | "known"): Promise<number> {
  const { values } = await eventsReceived.get();
  return values.find((one) => one.labels.result === result)?.value ?? 0;
}

/** A name that no index takes. */
const unstorable = () => `x-${randomBytes(9_000).toString("base64url")}`;

test("bursts of deliveries, some of them twice and thrice, are each one row with its own payload, answered as stored once, and counted so", async () => {
  let run = 0;
  const burst = fc.array(fc.record({ id: fc.nat(60), payload: fc.string({ unit: "grapheme" }) }), {
    minLength: 1,
    maxLength: 400,
  });
  await fc.assert(
    fc.asyncProperty(burst, async (raw) => {
      run += 1;
      const prefix = `burst-${run}-`;
      const sent = raw.map(({ id, payload }) => [
        `${prefix}${String(id).padStart(2, "0")}`,
        payload.replaceAll("\0", ""),
      ]);
      const before = [await counted("stored"), await counted("known")];
      const answers = await Promise.all(sent.map(([id = "", payload]) => send(id, payload)));
      const names = new Set(sent.map(([id]) => id));
      const rows = await recorded(prefix);
      expect(rows.map(([id]) => id)).toEqual([...names].sort());
      for (const row of rows) expect(sent).toContainEqual(row);
      expect(answers.filter((answer) => answer === "stored")).toHaveLength(names.size);
      const after = [await counted("stored"), await counted("known")];
      expect(after).toEqual([(before[0] ?? 0) + names.size, (before[1] ?? 0) + answers.length - names.size]);
    }),
    { numRuns: 30 },
  );
});

test("a delivery that the database refuses fails alone: those that came in the same moment are recorded", async () => {
  const bad = unstorable();
  const names = Array.from({ length: 60 }, (_, n) => (n % 20 === 7 ? `${bad}${n}` : `alone-${100 + n}`));
  const outcomes = await Promise.allSettled(names.map((name) => send(name)));
  expect(outcomes.map((one) => one.status === "fulfilled")).toEqual(
    names.map((name) => !name.startsWith(bad)),
  );
  expect((await recorded("alone-")).map(([id]) => id)).toEqual(
    names.filter((name) => name.startsWith("alone-")),
  );
});

test("when the database goes away nothing is answered as stored that is not, and what failed may come again", async () => {
  const names = Array.from({ length: 300 }, (_, n) => `away-${100 + n}`);
  const cut = sqlOf(db).query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  const outcomes = await Promise.allSettled([cut.catch(() => []), ...names.map((name) => send(name))]);
  const there = new Set((await recorded("away-")).map(([id]) => id));
  outcomes.slice(1).forEach((one, at) => {
    if (one.status === "fulfilled") expect(there).toContain(names[at]);
  });
  await Promise.all(names.map((name) => send(name)));
  expect((await recorded("away-")).map(([id]) => id)).toEqual(names);
});
