/**
 * Issue 3, point 6: the same code space is guessed 10,000 times from many addresses, by many members at once, on a real server. It gains nothing, it is visible to the
 * merchant, and a member who mistypes meanwhile still gets in. And: one code entered by fifty at once is worth its points to one.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { readGuesses } from "../db/code-attempts";
import { enrollCustomers } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { printCode } from "../loyalty/codes";
import { codeRule, useRules } from "../testing/earning";
import type { PostgresDatabase } from "../testing/postgres";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { sharedPostgres } from "../testing/shared-postgres";
import { createCodeBatch, listCodes } from "./code-batches";
import { guessLimits, redeemCode } from "./redeem-code";

let db: PostgresDatabase;
let ctx: TestContext;
let shop: ShopRow;
let codes: string[];

const guesses = 10_000;
const guessers = 250;
const addresses = 400;

beforeAll(async () => {
  db = await (await sharedPostgres()).freshDatabase({ poolSize: 20 });
  ctx = testContext(db);
  shop = await useRules(ctx, { shop: await installTestShop(ctx), rules: [codeRule] });
  const { shopId } = shop;
  const customers = ["honest", ...Array.from({ length: guessers }, (_, n) => `guesser-${n}`)];
  await enrollCustomers(sqlOf(db), shopId, customers.map(customerId), {
    at: new Date(ctx.now()),
    via: "order",
    counting: null,
    guestsFrom: null,
  });
  const batch = {
    name: "Tins",
    points: 500,
    quantity: 1_000,
    prefix: "TEA",
    expiresAt: null,
    actor: "staff:1",
  };
  const batchId = await createCodeBatch(ctx, { shopId, ...batch });
  const list = await listCodes(ctx, { shopId, batchId, actor: "staff:1" });
  codes = list.done ? list.value.codes.map((one) => one.code) : [];
});
afterAll(() => db.close());

const enter = (customer: string, code: string, address: string) =>
  redeemCode(ctx, {
    shopId: shop.shopId,
    customerId: customerId(customer),
    code,
    address,
    channel: "online",
  });

/** Well-formed codes of the batch's own space, as somebody who has seen one would try them. */
const guess = (n: number): string =>
  printCode("TEA", Uint8Array.from([0, 0, 0, 0, n >> 8, n & 255, n & 15, 7]));

async function sums() {
  const [row] = await sqlOf(db).query<{ balance: number; entries: number }>(
    `SELECT COALESCE(sum("balance"), 0)::bigint AS "balance", (SELECT count(*) FROM "ledger_entries")::bigint AS "entries" FROM "members"`,
  );
  return row;
}

it("gains nothing by 10,000 guesses from many addresses, shows them to the merchant, and lets the honest in", async () => {
  const reasons = new Map<string, number>();
  const queue = Array.from({ length: guesses }, (_, n) => n);
  const worker = async () => {
    for (let n = queue.pop(); n !== undefined; n = queue.pop()) {
      const outcome = await enter(`guesser-${n % guessers}`, guess(n), `address-${n % addresses}`);
      const reason = outcome.done ? "gained" : outcome.reason;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  expect([...reasons.keys()].sort()).toEqual(["no-such-code", "too-many-requests"]);
  expect(await sums()).toEqual({ balance: 0, entries: 0 });

  const looked = reasons.get("no-such-code") ?? 0;
  expect(looked).toBeLessThanOrEqual(guessLimits.attackFrom + guessers * guessLimits.underAttack.member);
  const [hour] = await readGuesses(sqlOf(db), shop.shopId, new Date(0));
  expect(hour).toMatchObject({ wrong: looked, turnedAway: guesses - looked });
  expect(hour?.members).toBe(guessers);
  expect(hour?.addresses).toBeGreaterThan(100);

  const slip = await enter("honest", "TEA-0000-0000-0000X", "home");
  expect(slip.done ? "done" : slip.reason).toBe("no-such-code");
  expect(await enter("honest", codes[0] ?? "", "home")).toEqual({ done: true, value: { points: 500 } });
}, 120_000);

it("is worth its points to one of fifty who enter the same code at once", async () => {
  ctx.pass(3_600_000);
  const before = await sums();
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, n) => enter(`guesser-${n}`, codes[1] ?? "", `address-${n}`)),
  );
  expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(1);
  expect((await sums())?.balance).toBe((before?.balance ?? 0) + 500);
});
