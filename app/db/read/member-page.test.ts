/** One member: head, what can be spent, timeline, breakdowns, audit. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type MemberId, memberId, orderId, redemptionId, type ShopId } from "../../loyalty/brand";
import { freshDatabase } from "../../testing/database";
import type { Database } from "../database";
import { noon, seedEntry, seedMember, seedRow, seedShop } from "../testing/seed";
import { type Sql, sqlOf } from "../transaction";
import { readAuditTrail } from "./audit-trail";
import { readBreakdowns } from "./award-breakdowns";
import { readMemberHead, readSpendable } from "./member-page";
import { readRedeemedRewards } from "./redemption-rewards";
import { readStaffNames } from "./staff-names";
import { readTermsHistory } from "./terms-history";
import { readTimeline, readUndone } from "./timeline";

let db: Database;
let sql: Sql;
let shop: ShopId;
let member: MemberId;
beforeEach(async () => {
  db = await freshDatabase();
  sql = sqlOf(db);
  shop = await seedShop(sql);
  member = await seedMember(
    sql,
    shop,
    { balance: 5, qualifyingSpend: 900 },
    { name: "Sara", email: "sara@example.com", words: [] },
  );
});
afterEach(() => db.close());

const day = 86_400_000;
const at = new Date(noon);

describe("the head of a member", () => {
  test("says who they are in the store, with all their customer ids", async () => {
    for (const customerId of ["7", "6"])
      await seedRow(sql, "member_identities", { shopId: shop, customerId, memberId: member });
    expect(await readMemberHead(sql, shop, member)).toMatchObject({
      status: "active",
      balance: 5,
      gathered: { spend: 900, points: 0, orders: 0 },
      profile: { name: "Sara", email: "sara@example.com", phone: null },
      customerIds: ["6", "7"],
    });
  });

  test("has no profile once the personal data was erased", async () => {
    const erased = await seedMember(sql, shop, { status: "closed" });
    expect(await readMemberHead(sql, shop, erased)).toMatchObject({ profile: null, customerIds: [] });
  });

  test("is nobody's in another shop", async () => {
    expect(await readMemberHead(sql, await seedShop(sql), member)).toBeNull();
    expect(await readMemberHead(sql, shop, memberId(999))).toBeNull();
  });
});

describe("what can be spent", () => {
  const lot = (seq: number, remaining: number, dates: { maturesAt?: Date; expiresAt?: Date } = {}) =>
    seedRow(sql, "lots", { shopId: shop, memberId: member, seq, points: 1_000, remaining, ...dates });

  test("is neither pending nor past its date", async () => {
    await lot(1, 100);
    await lot(2, 30, { maturesAt: new Date(noon + day) });
    await lot(3, 50, { expiresAt: new Date(noon) });
    await lot(4, 7, { maturesAt: new Date(noon), expiresAt: new Date(noon + 2 * day) });
    await lot(5, 8, { maturesAt: new Date(noon + day), expiresAt: new Date(noon + 2 * day) });
    expect(await readSpendable(sql, shop, { memberId: member, at })).toEqual({
      active: 107,
      pending: 38,
      nextExpiry: { points: 15, at: new Date(noon + 2 * day) },
    });
  });

  test("is nothing without lots", async () => {
    expect(await readSpendable(sql, shop, { memberId: member, at })).toEqual({
      active: 0,
      pending: 0,
      nextExpiry: null,
    });
  });
});

describe("the timeline", () => {
  test("shows the newest entries first, page by page", async () => {
    for (let seq = 1; seq <= 5; seq += 1)
      await seedEntry(sql, shop, { memberId: member, seq, balanceAfter: seq * 100 });
    const first = await readTimeline(sql, shop, { memberId: member, limit: 2 });
    expect(first.items.map((entry) => entry.seq)).toEqual([5, 4]);
    const second = await readTimeline(sql, shop, { memberId: member, limit: 2, after: first.older ?? 0 });
    expect(second.items.map((entry) => [entry.seq, entry.balanceAfter])).toEqual([
      [3, 300],
      [2, 200],
    ]);
    const back = await readTimeline(sql, shop, { memberId: member, limit: 2, before: second.newer ?? 0 });
    expect(back.items.map((entry) => entry.seq)).toEqual([5, 4]);
    expect(back.newer).toBeNull();
  });

  test("knows which entries were undone", async () => {
    await seedEntry(sql, shop, { memberId: member, seq: 1, kind: "adjust", source: "adjust:a" });
    await seedEntry(sql, shop, { memberId: member, seq: 2, kind: "adjust", source: `undo:${member}:1` });
    expect(await readUndone(sql, shop, { memberId: member, seqs: [1, 2] })).toEqual(new Set([1]));
    expect(await readUndone(sql, shop, { memberId: member, seqs: [] })).toEqual(new Set());
    expect(await readUndone(sql, await seedShop(sql), { memberId: member, seqs: [1] })).toEqual(new Set());
  });
});

describe("the breakdown of an award", () => {
  const award = (id: string, breakdown: unknown) =>
    seedRow(sql, "awards", {
      shopId: shop,
      orderId: id,
      memberId: member,
      termsVersion: 1,
      tierId: "gold",
      multiplierBp: 15_000,
      points: 75,
      eligible: 5_000,
      postings: 1,
      breakdown: JSON.stringify(breakdown),
      awardedAt: at,
      updatedAt: at,
    });

  test("is read back line by line and rule by rule", async () => {
    const lines = [{ lineId: "1", title: "Tea", eligible: 5_000, points: 75, excluded: null }];
    await award("1", {
      none: null,
      lines,
      rules: [{ ruleId: "spend", kind: "spend", eligible: 5_000, points: 75 }],
    });
    const found = await readBreakdowns(sql, shop, [orderId("1"), orderId("2")]);
    expect(found.get(orderId("1"))).toMatchObject({
      orderName: "1",
      points: 75,
      tierId: "gold",
      lines: [{ title: "Tea", points: 75 }],
    });
    expect(found.size).toBe(1);
    expect(await readBreakdowns(sql, await seedShop(sql), [orderId("1")])).toEqual(new Map());
  });

  test("in a shape nobody knows is left out", async () => {
    await award("3", { rules: "later" });
    expect(await readBreakdowns(sql, shop, [orderId("3")])).toEqual(new Map());
  });
});

test("the audit trail of one subject comes newest first", async () => {
  for (const action of ["points-adjusted", "entry-undone"]) {
    await seedRow(sql, "audit_events", {
      shopId: shop,
      actor: "staff:1",
      action,
      subject: `member:${member}`,
      details: "{}",
      at,
    });
  }
  await seedRow(sql, "audit_events", {
    shopId: shop,
    actor: "staff:1",
    action: "terms-saved",
    subject: "terms:2",
    details: "{}",
    at,
  });
  const rows = await readAuditTrail(sql, shop, { subject: `member:${member}`, limit: 10 });
  expect(rows.map((row) => row.action)).toEqual(["entry-undone", "points-adjusted"]);
  expect(await readAuditTrail(sql, await seedShop(sql), { subject: `member:${member}`, limit: 10 })).toEqual(
    [],
  );
});

test("the versions of the terms come newest first", async () => {
  for (const version of [1, 2, 3]) {
    await seedRow(sql, "terms", { shopId: shop, version, rules: "{}", createdBy: "staff:1", createdAt: at });
  }
  expect((await readTermsHistory(sql, shop, 2)).map((row) => row.version)).toEqual([3, 2]);
});

test("a redemption names its reward and its terms", async () => {
  const id = "0195a1de-0000-7000-8000-000000000001";
  const row = {
    shopId: shop,
    id,
    memberId: member,
    customerId: "6",
    rewardId: "five-off",
    termsVersion: 2,
    state: "issued",
    points: 500,
  };
  const rest = {
    valueMinor: 500,
    currency: "GBP",
    code: "X",
    key: "k",
    requestDigest: "d",
    deadline: at,
    debitSeqs: [1],
    channel: "proxy",
    reservedAt: at,
  };
  await seedRow(sql, "redemptions", { ...row, ...rest });
  expect(await readRedeemedRewards(sql, shop, [redemptionId(id)])).toEqual(
    new Map([[id, { rewardId: "five-off", termsVersion: 2 }]]),
  );
});

test("staff are named by their last session, within their own shop", async () => {
  const session = {
    state: "",
    accessToken: "",
    isOnline: true,
    userId: 42,
    firstName: "Sara",
    lastName: "Ahmadi",
  };
  await seedRow(sql, "sessions", { id: "1", shop: "a.myshopify.com", ...session });
  expect(await readStaffNames(sql, "a.myshopify.com", ["42", "43", "x"])).toEqual(
    new Map([["42", "Sara Ahmadi"]]),
  );
  expect(await readStaffNames(sql, "b.myshopify.com", ["42"])).toEqual(new Map());
});
