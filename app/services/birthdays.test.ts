/** Birthdays in the database: on the day in the shop's time zone, once a year, made up for after a rest, and told once by the member. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBirthday } from "../db/birthdays";
import type { Database } from "../db/database";
import { readLedger } from "../db/entries";
import { readMember } from "../db/members";
import { waitingSubjects } from "../db/outbox";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import type { MemberId } from "../loyalty/brand";
import type { Outcome } from "../loyalty/outcome";
import { freshDatabase } from "../testing/database";
import { birthdayRule, enrolled, signUpRule, useRules } from "../testing/earning";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { awardBirthdays } from "./award-birthdays";
import { setBirthday } from "./set-birthday";
import { readSnapshots } from "./snapshots";
import { askForWelcome, welcomeMembers } from "./welcome-members";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let maryam: MemberId;

const dayMs = 86_400_000;
/** The tests' clock begins on 10 November 2026, noon. */
const until = (date: string) => Date.parse(date) - ctx.now();

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await useRules(ctx, { shop: await installTestShop(ctx), rules: [birthdayRule, signUpRule] });
  maryam = await enrolled(ctx, shop, "1");
});
afterEach(() => db.close());

const tell = (month: number, day: number, actor: string | null = null) =>
  setBirthday(ctx, { shopId: shop.shopId, memberId: maryam, month, day, actor });
const word = (outcome: Outcome<string>) => (outcome.done ? outcome.value : outcome.reason);
const balance = async () => (await readMember(sqlOf(db), shop.shopId, maryam))?.balance;
const run = () => awardBirthdays(ctx, shop.shopId);

describe("birthday points", () => {
  it("come once, on the day, however often the job runs", async () => {
    await tell(12, 24);
    ctx.pass(until("2026-12-23T23:59:00Z"));
    await run();
    expect(await balance()).toBe(0);
    ctx.pass(2 * 60_000);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    ctx.pass(3 * dayMs);
    expect(await run()).toBe(0);
    expect(await balance()).toBe(200);
    const entry = (await readLedger(sqlOf(db), shop.shopId, maryam)).at(-1);
    expect(entry?.source).toBe(`action:birthday:${maryam}:2026-12-24`);
    expect(entry?.happenedAt).toBe(Date.parse("2026-12-24T00:00:00Z"));
  });

  it("come every year", async () => {
    await tell(12, 24);
    for (const year of [2026, 2027, 2028]) {
      ctx.pass(until(`${year}-12-24T10:00:00Z`));
      await run();
    }
    const entries = await readLedger(sqlOf(db), shop.shopId, maryam);
    expect(entries.filter((entry) => entry.kind === "earn").map((entry) => entry.points)).toEqual([
      200, 200, 200,
    ]);
  });

  it("of a day on which nothing ran are made up for within a week", async () => {
    await tell(12, 30);
    ctx.pass(until("2027-01-04T10:00:00Z"));
    await run();
    expect(await balance()).toBe(200);
  });

  it("of 29 February come on the 28th of a common year", async () => {
    await tell(2, 29);
    ctx.pass(until("2027-02-28T10:00:00Z"));
    await run();
    expect(await balance()).toBe(200);
  });

  it("are not earned by a date that was told too shortly before, nor by staff's correction of the same year", async () => {
    await tell(11, 20);
    ctx.pass(until("2026-11-20T10:00:00Z"));
    await run();
    expect(await balance()).toBe(0);
    const [row] = await sqlOf(db).query<{ declined: string }>(`SELECT "declined" FROM "actions"`);
    expect(row?.declined).toBe("birthday-too-new");

    await tell(12, 24, "staff:1");
    ctx.pass(until("2026-12-24T10:00:00Z"));
    await run();
    expect(await balance()).toBe(200);
    await tell(2, 1, "staff:1");
    ctx.pass(until("2027-02-01T10:00:00Z"));
    await run();
    expect(await balance()).toBe(200);
  });

  it("reach hundreds of members of one day, slice by slice", async () => {
    await sqlOf(db).query(
      `INSERT INTO "members" ("shopId", "id") SELECT $1, n FROM generate_series(5000, 5449) n`,
      [shop.shopId],
    );
    await sqlOf(db).query(
      `INSERT INTO "member_profiles" ("shopId", "memberId", "birthday", "birthdaySetAt") SELECT $1, n, '12-24', $2 FROM generate_series(5000, 5449) n`,
      [shop.shopId, new Date(ctx.now())],
    );
    ctx.pass(until("2026-12-24T10:00:00Z"));
    expect(await run()).toBe(450);
    const [sum] = await sqlOf(db).query<{ sum: number }>(
      `SELECT sum("balance")::bigint AS "sum" FROM "members"`,
    );
    expect(sum?.sum).toBe(450 * 200);
  });
});

describe("telling a birthday", () => {
  it("is for once: after that only staff change it, and the trail says so without the date", async () => {
    expect(word(await tell(2, 30))).toBe("bad-request");
    expect(word(await tell(3, 21))).toBe("03-21");
    expect(word(await tell(3, 21))).toBe("03-21");
    expect(word(await tell(3, 22))).toBe("birthday-fixed");
    expect(word(await tell(3, 22, "staff:9"))).toBe("03-22");
    expect((await readBirthday(sqlOf(db), shop.shopId, maryam))?.birthday).toBe("03-22");
    const audit = await sqlOf(db).query(
      `SELECT "actor", "details" FROM "audit_events" WHERE "action" = 'birthday-set'`,
    );
    expect(audit).toEqual([{ actor: "staff:9", details: { first: false } }]);
  });
});

describe("the storefront", () => {
  it("is told that a birthday is on record, and not which day it is, as soon as it is", async () => {
    const { shopId, termsVersion } = shop;
    const sql = sqlOf(db);
    const terms = await ctx.terms(sql, shopId, termsVersion);
    const shown = async () =>
      (await readSnapshots(sql, { shopId, members: [maryam], terms, at: ctx.now() })).get(maryam)?.standing;
    await sql.query(`DELETE FROM "outbox"`);
    expect((await shown())?.birthday).toEqual({ known: false });
    await tell(3, 21);
    expect((await shown())?.birthday).toEqual({ known: true });
    expect(JSON.stringify(await shown())).not.toContain("03-21");
    expect(await waitingSubjects(sql, shopId, "push-snapshot")).toEqual([String(maryam)]);
  });
});

describe("joining", () => {
  it("earns once, for all who joined in one batch, and never again", async () => {
    const ids = [maryam, await enrolled(ctx, shop, "2"), await enrolled(ctx, shop, "3")];
    await askForWelcome(sqlOf(db), shop.shopId, ids, new Date(ctx.now()));
    const [effect] = await sqlOf(db).query<{ subject: string }>(
      `SELECT "subject" FROM "outbox" WHERE "kind" = 'welcome-members' ORDER BY "id" DESC`,
    );
    for (let twice = 0; twice < 2; twice += 1) await welcomeMembers(ctx, shop.shopId, effect?.subject ?? "");
    const rows = await sqlOf(db).query<{ balance: number }>(`SELECT "balance" FROM "members"`);
    expect(rows.map((row) => row.balance)).toEqual([100, 100, 100]);
  });
});
