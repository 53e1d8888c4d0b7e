/** Support mends balances: every act is an entry with reason and actor, is undone by a counter-entry, and is audited. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { readLedger } from "../db/entries";
import { membersOfCustomers, readMember } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId } from "../loyalty/brand";
import { replay } from "../loyalty/ledger/replay";
import { freshDatabase } from "../testing/database";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { adjustPoints } from "./adjust-points";
import { expirePoints } from "./expire-points";
import { reserveRedemption } from "./reserve-redemption";
import { undoEntry } from "./undo-entry";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let member: MemberId;

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

const adjust = (points: number, key: string) =>
  adjustPoints(ctx, {
    shopId: shop.shopId,
    memberId: member,
    points,
    reason: "goodwill",
    note: "late parcel",
    actor: "staff:7",
    key,
  });

async function state() {
  const row = await readMember(sqlOf(db), shop.shopId, member);
  const account = replay(await readLedger(sqlOf(db), shop.shopId, member));
  expect(account.balance).toBe(row?.balance);
  const lots = await sqlOf(db).query<{ seq: number; remaining: number }>(
    `SELECT "seq", "remaining" FROM "lots" ORDER BY "seq"`,
  );
  expect(lots.map((lot) => [lot.seq, lot.remaining])).toEqual(
    [...account.lots.values()].map((lot) => [lot.seq, lot.remaining]),
  );
  const debts = await sqlOf(db).query<{ owed: number }>(`SELECT "owed" FROM "debts" ORDER BY "debitSeq"`);
  expect(debts.map((debt) => debt.owed)).toEqual([...account.debts.values()].map((debt) => debt.owed));
  const allocations = await sqlOf(db).query<{
    debitSeq: number;
    lotSeq: number;
    points: number;
    returned: number;
  }>(`SELECT "debitSeq", "lotSeq", "points", "returned" FROM "allocations" ORDER BY "debitSeq", "lotSeq"`);
  const replayed = [...account.allocations.values()]
    .map(({ debitSeq, lotSeq, points, returned }) => ({ debitSeq, lotSeq, points, returned }))
    .sort((a, b) => a.debitSeq - b.debitSeq || a.lotSeq - b.lotSeq);
  expect(allocations).toEqual(replayed);
  return { balance: row?.balance, deficit: row?.deficit };
}

describe("adjusting points", () => {
  it("adds and takes once for one key, and says who did it and why", async () => {
    const first = await adjust(120, "a-key-once");
    expect(first.done && first.value.points).toBe(120);
    expect(await adjust(120, "a-key-once")).toEqual(first);
    expect(await state()).toEqual({ balance: 620, deficit: 0 });
    const audit = await sqlOf(db).query<{ actor: string; action: string }>(
      `SELECT "actor", "action" FROM "audit_events"`,
    );
    expect(audit).toEqual([{ actor: "staff:7", action: "points-adjusted" }]);
  });

  it("declines the same key for something else, more than there is, nothing, and a slip of the finger", async () => {
    await adjust(120, "a-key-once");
    for (const [points, key, reason] of [
      [99, "a-key-once", "source-used-differently"],
      [-621, "too-much-now", "not-enough-points"],
      [0, "zero-points", "points-must-not-be-zero"],
      [1.5, "half-points", "points-must-not-be-zero"],
      [99_999_999, "many-points", "adjustment-limit"],
    ] as const) {
      const outcome = await adjust(points, key);
      expect(outcome.done ? "done" : outcome.reason).toBe(reason);
    }
    expect(await state()).toEqual({ balance: 620, deficit: 0 });
  });

  it("undoes a credit that was spent meanwhile by a counter-entry, and the next credit absorbs the deficit", async () => {
    const mistake = await adjust(1_000, "a-mistake");
    const spend = {
      shopId: shop.shopId,
      customerId: customerId("501"),
      rewardId: "slider",
      channel: "proxy",
    } as const;
    await reserveRedemption(ctx, { ...spend, points: 1_200, key: "spend-most-of-it" });
    expect(await state()).toEqual({ balance: 300, deficit: 0 });
    const undo = await undoEntry(ctx, {
      shopId: shop.shopId,
      memberId: member,
      seq: mistake.done ? mistake.value.seq : 0,
      note: "wrong member",
      actor: "staff:8",
    });
    expect(undo.done && undo.value.points).toBe(-1_000);
    expect(await state()).toEqual({ balance: -700, deficit: 700 });
    await adjust(800, "a-later-credit");
    expect(await state()).toEqual({ balance: 100, deficit: 0 });
    const again = await undoEntry(ctx, {
      shopId: shop.shopId,
      memberId: member,
      seq: mistake.done ? mistake.value.seq : 0,
      note: "",
      actor: "staff:8",
    });
    expect(again.done ? "done" : again.reason).toBe("already-undone");
  });

  it("undoes a debit by returning to the lots it took from", async () => {
    const taken = await adjust(-200, "taken-by-mistake");
    expect(await state()).toEqual({ balance: 300, deficit: 0 });
    const undo = await undoEntry(ctx, {
      shopId: shop.shopId,
      memberId: member,
      seq: taken.done ? taken.value.seq : 0,
      note: "",
      actor: "staff:8",
    });
    expect(undo.done && undo.value.points).toBe(200);
    expect(await state()).toEqual({ balance: 500, deficit: 0 });
    expect((await sqlOf(db).query(`SELECT 1 FROM "lots"`)).length).toBe(1);
  });

  it("undoes only what staff did", async () => {
    const outcome = await undoEntry(ctx, {
      shopId: shop.shopId,
      memberId: member,
      seq: 1,
      note: "",
      actor: "staff:8",
    });
    expect(outcome.done ? "done" : outcome.reason).toBe("not-undoable");
  });
});

describe("undoing after expiry", () => {
  it("does not charge twice for points of an undone credit that have expired", async () => {
    const credit = await adjust(200, "expires-unspent");
    ctx.pass(400 * 86_400_000);
    await expirePoints(ctx, shop.shopId);
    expect(await state()).toEqual({ balance: 0, deficit: 0 });
    const undo = {
      shopId: shop.shopId,
      memberId: member,
      seq: credit.done ? credit.value.seq : 0,
      note: "",
      actor: "staff:8",
    };
    expect((await undoEntry(ctx, undo)).done).toBe(true);
    expect(await state()).toEqual({ balance: 0, deficit: 0 });
  });
});
