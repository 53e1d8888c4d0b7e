/** The program in figures and over time. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freshDatabase } from "../../testing/database";
import type { Database } from "../database";
import { noon, seedEntry, seedMember, seedShop } from "../testing/seed";
import { type Sql, sqlOf } from "../transaction";
import { readActivity } from "./activity";
import { readFigures } from "./figures";

let db: Database;
let sql: Sql;
beforeEach(async () => {
  db = await freshDatabase();
  sql = sqlOf(db);
});
afterEach(() => db.close());

const day = 86_400_000;

describe("the figures", () => {
  test("of a shop without members are zero", async () => {
    const shop = await seedShop(sql);
    expect(await readFigures(sql, shop)).toEqual({
      members: 0,
      issued: 0,
      spent: 0,
      expired: 0,
      outstanding: 0,
    });
  });

  test("balance: what was issued is spent, expired, held or still there", async () => {
    const shop = await seedShop(sql);
    // 1,000 earned and 50 given by staff; 300 redeemed, of which 100 are held by an open redemption; 20 expired.
    await seedMember(sql, shop, { balance: 730, reserved: 100, earned: 1_000, spent: 300, expired: 20 });
    expect(await readFigures(sql, shop)).toEqual({
      members: 1,
      issued: 1_050,
      spent: 200,
      expired: 20,
      outstanding: 830,
    });
  });

  test("do not set what one member owes against what another holds", async () => {
    const shop = await seedShop(sql);
    await seedMember(sql, shop, { balance: 500, earned: 500 });
    await seedMember(sql, shop, { balance: -200, deficit: 200, earned: 0, spent: 200 });
    expect((await readFigures(sql, shop)).outstanding).toBe(500);
  });

  test("count merged members no more, and see no other shop", async () => {
    const shop = await seedShop(sql);
    await seedMember(sql, shop, { balance: 10 });
    await seedMember(sql, shop, { status: "merged" });
    await seedMember(sql, await seedShop(sql), { balance: 999 });
    expect(await readFigures(sql, shop)).toMatchObject({ members: 1, outstanding: 10 });
  });
});

describe("activity over time", () => {
  test("falls into the periods the caller names, whose ends are not theirs", async () => {
    const shop = await seedShop(sql);
    const member = await seedMember(sql, shop);
    const entry = (seq: number, kind: string, points: number, at: number) =>
      seedEntry(sql, shop, { memberId: member, seq, kind, points, at: new Date(at) });
    await entry(1, "earn", 100, noon - 1);
    await entry(2, "earn", 200, noon);
    await entry(3, "clawback", -50, noon + day - 1);
    await entry(4, "redeem", -80, noon + day);
    await entry(5, "restore", 30, noon + day);
    await entry(6, "adjust", 7, noon + day);
    await entry(7, "expire", -9, noon + day);
    await entry(8, "earn", 1_000, noon + 2 * day);
    expect(await readActivity(sql, shop, [noon, noon + day, noon + 2 * day])).toEqual([
      { issued: 150, spent: 0 },
      { issued: 7, spent: 50 },
    ]);
  });

  test("is zero where nothing happened, and nothing of another shop", async () => {
    const shop = await seedShop(sql);
    const other = await seedShop(sql);
    await seedEntry(sql, other, { memberId: await seedMember(sql, other), seq: 1 });
    expect(await readActivity(sql, shop, [noon, noon + day])).toEqual([{ issued: 0, spent: 0 }]);
    expect(await readActivity(sql, shop, [noon])).toEqual([]);
  });
});
