/** Field lesson 21: a migration that carries e-mail and points only. Here history, tiers, pending points and lots come along, once, whatever interrupts it. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../db/database";
import { latestMemberImport } from "../db/member-imports";
import type { ShopRow } from "../db/shops";
import { inTransaction, sqlOf } from "../db/transaction";
import { memberId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { bothSides } from "../testing/ledger-check";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, type TestContext, testContext, workOff } from "../testing/service-context";
import { eraseMember } from "./erase-member";
import { expirePoints } from "./expire-points";
import { confirmMemberImport, runMemberImport, startMemberImport, takeImportSlice } from "./import-members";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  // Mona (501) is a member already, by an order of 100.00: 500 points, bronze.
  await deliver(ctx, shop, [orderPayload({ id: 1 })]);
  await workOff(ctx, shop);
});
afterEach(() => db.close());

const header =
  "record,customer_id,email,name,points,tier,tier_until,joined_at,lifetime_spend,lifetime_orders,lifetime_points,birthday,earned_at,matures_at,expires_at,at,description";
const file = `${header}
member,501,c501@example.com,,,,,2019-05-01,300.00,12,1500,03-21,,,,,
lot,501,,,100,,,,,,,,2026-01-05,,2027-01-31,,
lot,,c501@example.com,,40,,,,,,,,2026-11-01,2026-12-01,2027-11-01,,
lot,501,,,60,,,,,,,,2024-01-05,,never,,
lot,501,,,20,,,,,,,,2026-11-05,2026-12-05,,,
lot,501,,,9,,,,,,,,2024-01-05,,2026-01-05,,
history,501,,,120,,,,,,,,,,,2023-04-01,Order 77 in the old shop
history,501,,,-50,,,,,,,,,,,2023-05-01,Reward
member,502,sara@example.com,Sara Stone,250,Gold,2027-06-30,2020-02-29,10.00,1,,,,,,,
member,503,noor@example.com,Noor,80,bronze,,,,,,,,,,,
`;

async function bring(text: string, fileName = "old.csv") {
  const started = await startMemberImport(ctx, { shopId: shop.shopId, fileName, text, actor: "staff:7" });
  if (!started.done) throw new Error(`${started.reason} ${JSON.stringify(started.details)}`);
  await runMemberImport(ctx, shop.shopId, String(started.value));
  const tried = await latest();
  await confirmMemberImport(ctx, { shopId: shop.shopId, id: started.value, actor: "staff:7" });
  await runMemberImport(ctx, shop.shopId, String(started.value));
  return { id: started.value, tried, taken: await latest() };
}

const latest = () => latestMemberImport(sqlOf(db), shop.shopId);
const rows = <Row extends object>(text: string) => sqlOf(db).query<Row>(text);
const wholeLedger = () => rows(`SELECT * FROM "ledger_entries" ORDER BY "memberId", "seq"`);
const members = () =>
  rows<{ customer: string; balance: number }>(
    `SELECT i."customerId" AS customer, m."balance", m."tierId", m."pinnedTierId", m."pinnedUntil", m."qualifyingSpend" AS spend, m."qualifyingPoints" AS points,
       m."qualifyingOrders" AS orders, m."joinedAt", m."joinedVia" FROM "members" m JOIN "member_identities" i ON i."memberId" = m."id" ORDER BY 1`,
  );
const lotsOf = (customer: string) =>
  rows<{ remaining: number }>(
    `SELECT l."remaining", l."maturesAt", l."expiresAt" FROM "lots" l JOIN "member_identities" i ON i."memberId" = l."memberId"
     WHERE i."customerId" = '${customer}' ORDER BY l."expiresAt", l."seq"`,
  );
const day = (text: string) => new Date(`${text}T00:00:00Z`);

async function ledgerHolds() {
  const { kept, replayed } = await bothSides(sqlOf(db), shop.shopId);
  expect(kept).toEqual(replayed);
}

describe("field lesson 21: members come over with all they have", () => {
  it("ends in exactly these balances, tiers and lots, pending and expiring ones too", async () => {
    const { taken } = await bring(file);
    expect(taken).toMatchObject({ state: "done", problemCount: 0, problems: [] });
    expect(await members()).toMatchObject([
      // 10 + 300 of spend, 500 + 1,500 points, and the tier that leads to.
      { customer: "501", balance: 720, spend: 40_000, points: 2_000, orders: 13, pinnedTierId: null },
      {
        customer: "502",
        balance: 250,
        tierId: "gold",
        pinnedTierId: "gold",
        pinnedUntil: new Date("2027-06-30T23:00:00Z"),
        joinedAt: day("2020-02-29"),
        joinedVia: "import",
      },
      { customer: "503", balance: 80, tierId: "bronze", pinnedTierId: null },
    ]);
    expect((await members())[0]).toMatchObject({ joinedAt: new Date("2019-04-30T23:00:00Z") });
    expect((await lotsOf("501")).filter((lot) => lot.remaining < 500)).toEqual([
      { remaining: 100, maturesAt: null, expiresAt: day("2027-02-01") },
      { remaining: 40, maturesAt: day("2026-12-01"), expiresAt: day("2027-11-02") },
      // Where the file names no day, as the program says, from when they can be spent.
      { remaining: 20, maturesAt: day("2026-12-05"), expiresAt: day("2027-12-06") },
      { remaining: 60, maturesAt: null, expiresAt: null },
    ]);
    // One sum expires as the program says, from now on: a year, through its last day.
    expect(await lotsOf("502")).toEqual([{ remaining: 250, maturesAt: null, expiresAt: day("2027-11-11") }]);
    await ledgerHolds();
    ctx.pass(90 * 86_400_000);
    await expirePoints(ctx, shop.shopId);
    expect((await members())[0]).toMatchObject({ balance: 620 });
    await ledgerHolds();
  });

  it("tells beforehand exactly what it will do, and until then does nothing", async () => {
    const before = [await members(), await wholeLedger()];
    const started = await startMemberImport(ctx, {
      shopId: shop.shopId,
      fileName: "old.csv",
      text: file,
      actor: "s",
    });
    await runMemberImport(ctx, shop.shopId, String(started.done && started.value));
    const tried = await latest();
    expect(tried).toMatchObject({
      state: "checked",
      counts: {
        members: 3,
        enrolled: 2,
        lots: 6,
        points: 550,
        pending: 60,
        lapsed: 1,
        pins: 1,
        history: 2,
        known: 0,
      },
    });
    expect([await members(), await wholeLedger()]).toEqual(before);
    const { taken } = await bring(file);
    expect(taken?.counts).toEqual(tried?.counts);
  });

  it("keeps history as facts apart from the ledger, and the file no longer than it is needed", async () => {
    const { id } = await bring(file);
    expect(
      await rows(`SELECT "at", "points", "description", "importId" FROM "past_events" ORDER BY "at"`),
    ).toEqual([
      {
        at: new Date("2023-03-31T23:00:00Z"),
        points: 120,
        description: "Order 77 in the old shop",
        importId: id,
      },
      { at: new Date("2023-04-30T23:00:00Z"), points: -50, description: "Reward", importId: id },
    ]);
    expect(await rows(`SELECT "text" FROM "member_imports"`)).toEqual([{ text: "" }]);
    expect(await rows(`SELECT "birthday" FROM "member_profiles" WHERE "birthday" IS NOT NULL`)).toEqual([
      { birthday: "03-21" },
    ]);
  });

  it("changes nothing when the same file comes twice, and posts only the difference of a corrected one", async () => {
    await bring(file);
    const once = [await members(), await wholeLedger(), await rows(`SELECT * FROM "past_events"`)];
    const { taken } = await bring(file);
    expect(taken?.counts).toMatchObject({
      members: 3,
      enrolled: 0,
      lots: 0,
      points: 0,
      pins: 0,
      history: 0,
      known: 8,
    });
    expect([await members(), await wholeLedger(), await rows(`SELECT * FROM "past_events"`)]).toEqual(once);
    await bring(file.replace(",300.00,12,1500,", ",350.00,13,1500,"));
    expect((await members())[0]).toMatchObject({ spend: 45_000, orders: 14, points: 2_000 });
    const { taken: other } = await bring("customer_id,email,points\n502,,400\n,c501@example.com,7");
    expect(other?.problems).toEqual([
      { row: 2, reason: "imported-before", column: null },
      { row: 3, reason: "imported-before", column: null },
    ]);
    await ledgerHolds();
  });

  it("tells bad rows with their number and does nothing by halves", async () => {
    const text = `${header}
member,601,,Anna,,,,,,,,,,,,,
lot,601,,,100,,,,,,,,,,,,
lot,601,,,ten,,,,,,,,,,,,
member,,nobody@example.com,,5,,,,,,,,,,,,
member,602,c501@example.com,,5,,,,,,,,,,,,
member,603,,Good,5,,,,,,,,,,,,
`;
    const { taken } = await bring(text);
    expect(taken?.problems).toEqual([
      { row: 4, reason: "number", column: "points" },
      { row: 5, reason: "unknown-email", column: null },
      { row: 6, reason: "id-and-email-differ", column: null },
    ]);
    expect((await members()).map(({ customer, balance }) => [customer, balance])).toEqual([
      ["501", 500],
      ["603", 5],
    ]);
    const { taken: mended } = await bring(text.replace(",ten,", ",10,"));
    expect(mended).toMatchObject({ counts: { members: 2, enrolled: 1, points: 110, known: 1 } });
    await ledgerHolds();
  });

  it("forgets what was said of an erased person, and a waiting file that may name them; the sums stay", async () => {
    await bring(file);
    const waiting = { shopId: shop.shopId, fileName: "again.csv", text: file, actor: "staff:7" };
    expect(await startMemberImport(ctx, waiting)).toMatchObject({ done: true });
    const [mona] = await rows<{ id: number }>(
      `SELECT "memberId" AS id FROM "member_identities" WHERE "customerId" = '501'`,
    );
    await inTransaction(db, (sql) =>
      eraseMember(ctx, sql, { shopId: shop.shopId, memberId: memberId(mona?.id ?? 0), actor: "store" }),
    );
    expect(await rows(`SELECT "points", "description" FROM "past_events" ORDER BY "at"`)).toEqual([
      { points: 120, description: "" },
      { points: -50, description: "" },
    ]);
    expect(await latest()).toMatchObject({ state: "cancelled" });
    expect(await rows(`SELECT "id" FROM "member_imports" WHERE "text" <> ''`)).toEqual([]);
    await ledgerHolds();
  });

  it("goes on where it was when it fails in the middle of a slice", async () => {
    const many = Array.from({ length: 450 }, (_, index) => `${7_000 + index},${index + 1}`).join("\n");
    const text = `customer_id,points\n${many}`;
    const { shopId } = shop;
    const started = await startMemberImport(ctx, { shopId, fileName: "many.csv", text, actor: "staff:7" });
    const id = started.done ? started.value : 0;
    while (await takeImportSlice(ctx, shopId, id));
    await confirmMemberImport(ctx, { shopId, id, actor: "staff:7" });
    await takeImportSlice(ctx, shopId, id);
    let asked = 0;
    const dying = {
      ...ctx,
      fingerprint: (words: string) => (++asked > 300 ? dies() : ctx.fingerprint(words)),
    };
    await expect(takeImportSlice(dying, shopId, id)).rejects.toThrow("died");
    expect(await latest()).toMatchObject({ state: "importing", place: 200, counts: { members: 200 } });
    await runMemberImport(ctx, shopId, String(id));
    expect(await latest()).toMatchObject({
      state: "done",
      place: 450,
      counts: { members: 450, enrolled: 450 },
    });
    const [sum] = await rows(
      `SELECT sum("points")::int AS points, count(*)::int AS entries FROM "ledger_entries" WHERE "kind" = 'adjust'`,
    );
    expect(sum).toEqual({ points: (450 * 451) / 2, entries: 450 });
    await ledgerHolds();
  });
});

function dies(): never {
  throw new Error("died");
}
