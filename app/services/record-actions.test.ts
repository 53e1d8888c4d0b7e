/** Actions in the database: told twice is told once, limits hold whatever comes at once, and every refusal is kept with its reason. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readLedger } from "../db/entries";
import { membersOfCustomers, readMember } from "../db/members";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { customerId, type MemberId, memberId } from "../loyalty/brand";
import { replay } from "../loyalty/ledger/replay";
import type { Outcome } from "../loyalty/outcome";
import type { TermsInput } from "../loyalty/program";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { type NewAction, type Recorded, recordAction, recordActions } from "./record-actions";
import { saveTerms } from "./save-terms";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let member: MemberId;

const named = (id: string) => ({ id, name: { en: id } });
const reviews = {
  ...named("reviews"),
  kind: "review" as const,
  arguments: { points: 50, limit: { times: 2, per: "day" as const } },
};
const quiz = {
  ...named("quiz"),
  kind: "event" as const,
  arguments: { event: "quiz.finished", points: 30, limit: { times: 100, per: "lifetime" as const } },
};

async function useRules(rules: TermsInput["earningRules"], change: Partial<TermsInput> = {}): Promise<void> {
  const terms = await ctx.terms(sqlOf(db), shop.shopId, shop.termsVersion);
  const saved = await saveTerms(ctx, {
    shopId: shop.shopId,
    terms: { ...terms, ...change, earningRules: [...terms.earningRules, ...rules] },
    basedOn: shop.termsVersion,
    actor: "staff:1",
  });
  if (!saved.done) throw new Error(saved.reason);
  const found = await findShop(sqlOf(db), shop.shopId);
  if (found) shop = found;
}

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  await deliver(ctx, shop, [orderPayload({ id: 1 })]);
  await workOff(ctx, shop);
  const found = (await membersOfCustomers(sqlOf(db), shop.shopId, [customerId("501")])).get(
    customerId("501"),
  );
  if (found === undefined) throw new Error("nobody was enrolled");
  member = found;
});
afterEach(() => db.close());

const told = (change: Partial<NewAction> = {}): NewAction => ({
  memberId: member,
  kind: "review",
  key: "review-1",
  at: ctx.now(),
  channel: "online",
  ...change,
});
const tell = (change: Partial<NewAction> = {}) => recordAction(ctx, shop.shopId, told(change));
const word = (outcome: Outcome<Recorded>) => (outcome.done ? outcome.value.points : outcome.reason);
const rowsOf = () =>
  sqlOf(db).query<{ key: string; points: number; declined: string | null; seq: number | null }>(
    `SELECT "key", "points", "declined", "seq" FROM "actions" ORDER BY "id"`,
  );

describe("an action", () => {
  it("posts its points once for its key, tells of them once, and counts as engagement", async () => {
    await useRules([reviews]);
    expect(await tell()).toEqual({ done: true, value: { points: 50, known: false } });
    expect(await tell()).toEqual({ done: true, value: { points: 50, known: true } });
    const row = await readMember(sqlOf(db), shop.shopId, member);
    expect([row?.balance, row?.gathered.engagement, row?.gathered.orders]).toEqual([550, 1, 1]);
    const ledger = await readLedger(sqlOf(db), shop.shopId, member);
    expect(replay(ledger).balance).toBe(550);
    expect(ledger.at(-1)).toMatchObject({
      kind: "earn",
      points: 50,
      source: `action:reviews:${member}:review-1`,
      cause: { why: "action", ruleId: "reviews", termsVersion: shop.termsVersion, action: "review" },
      lot: { orderId: null, expiresAt: expect.any(Number) },
    });
    const events = await sqlOf(db).query(
      `SELECT "kind", "key" FROM "member_events" WHERE "kind" = 'points-earned'`,
    );
    expect(events).toEqual([{ kind: "points-earned", key: "action:reviews:review-1" }]);
    expect(await rowsOf()).toEqual([{ key: "review-1", points: 50, declined: null, seq: ledger.length }]);
  });

  it("beyond the rule's limit is refused, kept with its reason, and stays refused", async () => {
    await useRules([reviews]);
    for (const key of ["r1", "r2"]) expect(word(await tell({ key }))).toBe(50);
    expect(word(await tell({ key: "r3" }))).toBe("action-limit");
    ctx.pass(86_400_000);
    expect(word(await tell({ key: "r3" }))).toBe("action-limit");
    expect(word(await tell({ key: "r4" }))).toBe(50);
    expect((await rowsOf()).map((row) => row.declined)).toEqual([null, null, "action-limit", null]);
  });

  it("keeps its limit when a hundred are told in one breath, one by one or as a set", async () => {
    await useRules([reviews]);
    const keys = Array.from({ length: 50 }, (_, index) => `many-${index}`);
    const single = keys.slice(0, 20).map((key) => tell({ key }));
    const set = inTransaction(db, (sql) =>
      recordActions(ctx, sql, { shop, actions: keys.slice(20).map((key) => told({ key })) }),
    );
    await Promise.all([...single, set]);
    const again = await inTransaction(db, (sql) =>
      recordActions(ctx, sql, { shop, actions: [...keys, ...keys].map((key) => told({ key })) }),
    );
    expect(again.filter((outcome) => outcome.done).length).toBe(4);
    expect((await readMember(sqlOf(db), shop.shopId, member))?.balance).toBe(600);
    expect((await rowsOf()).length).toBe(50);
  });

  it("is nothing without a rule, a member, or a rule's segment", async () => {
    expect(word(await tell())).toBe("no-such-rule");
    expect(word(await tell({ memberId: memberId(999) }))).toBe("not-a-member");
    const regulars = {
      ...named("regulars"),
      tests: [{ field: "orders" as const, is: "at-least" as const, value: 2 }],
    };
    await useRules([{ ...quiz, conditions: { segmentIds: ["regulars"] } }], { segments: [regulars] });
    const finished = { kind: "event" as const, event: "quiz.finished" };
    expect(word(await tell({ ...finished, event: "other" }))).toBe("no-such-rule");
    expect(word(await tell({ ...finished, key: "first" }))).toBe("action-not-for-member");
    await deliver(ctx, shop, [orderPayload({ id: 2 })]);
    await workOff(ctx, shop);
    expect(word(await tell({ ...finished, key: "second" }))).toBe(30);
  });

  it("told for the same member by two rules earns by both", async () => {
    await useRules([quiz, { ...quiz, ...named("quiz-again"), arguments: { ...quiz.arguments, points: 5 } }]);
    expect(word(await tell({ kind: "event", event: "quiz.finished" }))).toBe(35);
  });

  it("moves a tier that is held by engagement", async () => {
    const level = (id: string, threshold: number) => ({ ...named(id), threshold, multiplierBp: 10_000 });
    await useRules([reviews], {
      tiers: {
        metric: "engagement",
        window: { kind: "rolling", months: 1 },
        levels: [level("guest", 0), level("voice", 2)],
      },
    });
    await tell({ key: "r1" });
    await tell({ key: "r2" });
    const [row] = await sqlOf(db).query<{ tierId: string }>(`SELECT "tierId" FROM "members"`);
    expect(row?.tierId).toBe("voice");
  });
});
