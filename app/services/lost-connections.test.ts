/**
 * The connection to the database is lost at every statement of the services that move points, in turn, before it and after it, BEGIN and COMMIT too (laws 1 and 6): what was under way has happened
 * once or not at all, the books are right at once, and asked again it ends exactly where a day without faults ends. A real PostgreSQL ends the session.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { rememberTerms } from "../db/terms";
import { sqlOf } from "../db/transaction";
import type { Store } from "../stores/store";
import { type FaultyDatabase, faultyDatabase, type Moment } from "../testing/faulty-pool";
import type { PostgresDatabase } from "../testing/postgres";
import { type PostingService, postingServices } from "../testing/posting-services";
import { installTestShop, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { shopBooks } from "../testing/shop-books";
import { storeThat } from "../testing/store-that";
import { isInfrastructureError } from "./infrastructure-errors";
import { verifyLedger } from "./verify-ledger";

/** What the store has in the end, by code. A dead one never lives again. */
const living = new Map<string, boolean>();
const store: Store = storeThat({
  issueCode: async ({ code }) => {
    if (living.has(code)) expect(living.get(code)).toBe(true);
    living.set(code, true);
    return { status: "issued", storeRef: code };
  },
  killCode: async (code) => {
    living.set(code, false);
    return { used: false };
  },
  pushSnapshots: async () => ({ gone: [] }),
  pushProgram: async () => {},
  pushTierDiscounts: async () => {},
  changeTags: async () => {},
});

let db: PostgresDatabase;
let faulty: FaultyDatabase;
let shops = 0;
let losses = 0;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 4 });
  faulty = faultyDatabase(db.url);
});
afterAll(async () => {
  await faulty.close();
  await db.close();
});

async function prepare(service: PostingService) {
  shops += 1;
  const at = testContext(db, { store });
  const shop = await installTestShop(at, `lost-${shops}.myshopify.com`);
  const act = await service.prepare({ ctx: at, shop });
  return {
    act: () => act({ ...at, db: faulty.db, terms: rememberTerms() }),
    books: () => shopBooks(sqlOf(db), shop.shopId, { timeless: service.many ?? false }),
    faults: async () => (await verifyLedger(at, shop.shopId)).faults,
  };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;

/** How a day without faults ends, and by which statements. */
async function calmDay(service: PostingService) {
  const { act, books } = await prepare(service);
  const before = await books();
  faulty.watch();
  await act();
  const after = await books();
  expect(after).not.toEqual(before);
  return { before, after, statements: [...faulty.statements] };
}
type CalmDay = Awaited<ReturnType<typeof calmDay>>;

async function actWithLoss({ act }: Prepared, [statement, moment]: Loss): Promise<unknown> {
  faulty.loseAt(statement, moment);
  losses += 1;
  return act().then(
    () => "answered",
    // A failure must say that it was the connection, or an event would be parked for it.
    (error: unknown) => (isInfrastructureError(error) ? "lost" : error),
  );
}

type Loss = readonly [statement: number, moment: Moment];

/** Every place at which a connection can be lost, the one that leaves the work done at the end. */
const everyLoss = (statements: readonly string[]): Loss[] =>
  statements.flatMap((_, number): Loss[] => [
    [number, "before"],
    [number, "after"],
  ]);

const story = ([number, moment]: Loss, { statements }: CalmDay) =>
  `lost ${moment} statement ${number + 1} of ${statements.length}: ${statements[number]}`;

/** One transaction: every loss but the last one has done nothing, so the same shop is asked again and again. */
async function oneTransaction(service: PostingService, day: CalmDay): Promise<void> {
  const shop = await prepare(service);
  expect(await shop.faults()).toEqual([]);
  for (const loss of everyLoss(day.statements)) {
    const committed = loss[0] === day.statements.length - 1 && loss[1] === "after";
    expect(await actWithLoss(shop, loss), story(loss, day)).toBe("lost");
    expect(await shop.books(), story(loss, day)).toEqual(committed ? day.after : day.before);
  }
  faulty.watch();
  await shop.act();
  expect(await shop.books()).toEqual(day.after);
  expect(await shop.faults()).toEqual([]);
}

/** Many transactions: wherever the row of them breaks off, it is taken up again and ends the same. */
async function manyTransactions(service: PostingService, day: CalmDay): Promise<void> {
  for (const loss of everyLoss(day.statements)) {
    const shop = await prepare(service);
    const outcome = await actWithLoss(shop, loss);
    expect(["answered", "lost"], `${story(loss, day)}: ${outcome}`).toContain(outcome);
    expect(await shop.faults(), story(loss, day)).toEqual([]);
    await shop.act();
    expect(await shop.books(), story(loss, day)).toEqual(day.after);
    expect(await shop.faults(), story(loss, day)).toEqual([]);
  }
}

it.each(Object.entries(postingServices))(
  "%s happens once or not at all, wherever the connection is lost",
  {
    timeout: 120_000,
  },
  async (_, service) => {
    const day = await calmDay(service);
    await (service.many ? manyTransactions : oneTransaction)(service, day);
  },
);

it("lost hundreds of connections, and the store has the codes of open claims and no other", async () => {
  expect(losses).toBeGreaterThan(200);
  const claims = await sqlOf(db).query<{ code: string; state: string }>(
    `SELECT "code", "state" FROM "redemptions" WHERE "state" IN ('issued', 'released') AND "code" = ANY($1::text[])`,
    [[...living.keys()]],
  );
  expect(claims).toHaveLength(living.size);
  for (const { code, state } of claims) expect(living.get(code), code).toBe(state === "issued");
});
