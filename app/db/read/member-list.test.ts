/** Listing and finding members. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MemberId, ShopId } from "../../loyalty/brand";
import { freshDatabase } from "../../testing/database";
import type { Database } from "../database";
import { searchWords } from "../member-profiles";
import { seedMember, seedRow, seedShop } from "../testing/seed";
import { type Sql, sqlOf } from "../transaction";
import { listMembers } from "./member-list";
import { customerIdIn, findByCustomer, searchMembers } from "./member-search";

let db: Database;
let sql: Sql;
let shop: ShopId;
beforeEach(async () => {
  db = await freshDatabase();
  sql = sqlOf(db);
  shop = await seedShop(sql);
});
afterEach(() => db.close());

const named = (name: string, row = {}) => seedMember(sql, shop, row, { name, words: searchWords(name) });
const names = (page: { items: readonly { name: string }[] }) => page.items.map((item) => item.name);

describe("the list of members", () => {
  test("goes from the newest to the oldest and back, page by page, and misses nobody", async () => {
    for (const name of ["A", "B", "C", "D", "E"]) await named(name);
    const first = await listMembers(sql, shop, { limit: 2 });
    expect(names(first)).toEqual(["E", "D"]);
    expect(first.newer).toBeNull();
    const second = await listMembers(sql, shop, { limit: 2, after: first.older as MemberId });
    expect(names(second)).toEqual(["C", "B"]);
    const last = await listMembers(sql, shop, { limit: 2, after: second.older as MemberId });
    expect(names(last)).toEqual(["A"]);
    expect(last.older).toBeNull();
    const back = await listMembers(sql, shop, { limit: 2, before: last.newer as MemberId });
    expect(names(back)).toEqual(["C", "B"]);
    const top = await listMembers(sql, shop, { limit: 2, before: back.newer as MemberId });
    expect(names(top)).toEqual(["E", "D"]);
    expect(top.newer).toBeNull();
  });

  test("leaves out merged members and members of other shops, and keeps those whose data was erased", async () => {
    await named("Kept");
    await named("Merged", { status: "merged" });
    await seedMember(sql, shop, { status: "closed" });
    await seedMember(sql, await seedShop(sql), {}, { name: "Stranger", words: ["stranger"] });
    const page = await listMembers(sql, shop, { limit: 10 });
    expect(page.items.map((item) => [item.name, item.status])).toEqual([
      ["", "closed"],
      ["Kept", "active"],
    ]);
  });
});

describe("the search", () => {
  const search = (query: string) => searchMembers(sql, shop, { query, limit: 10 });

  test("finds the beginnings of words, in any order and case", async () => {
    await named("Sara Ahmadi");
    await named("Sarah Connor");
    await named("Ahmad Saraf");
    expect(names(await search("SAR"))).toEqual(["Sara Ahmadi", "Ahmad Saraf", "Sarah Connor"]);
    expect(names(await search("ahm sar"))).toEqual(["Ahmad Saraf", "Sara Ahmadi"]);
    expect(names(await search("sara c"))).toEqual(["Sarah Connor"]);
    expect(names(await search("ara"))).toEqual([]);
    expect(names(await search("  "))).toEqual([]);
  });

  test("finds Persian names whichever keyboard typed them", async () => {
    await named("علي كريمي");
    expect(names(await search("کری"))).toEqual(["علي كريمي"]);
    expect(names(await search("علی"))).toEqual(["علي كريمي"]);
  });

  test("takes signs of patterns as plain letters", async () => {
    await named("100% Sara_x");
    expect(names(await search("100%"))).toEqual(["100% Sara_x"]);
    expect(names(await search("sara%"))).toEqual([]);
    expect(names(await search("sara_x"))).toEqual(["100% Sara_x"]);
  });

  test("lists a member once, though two words begin alike", async () => {
    await named("Ali Alizadeh");
    expect(names(await search("ali"))).toEqual(["Ali Alizadeh"]);
  });

  test("goes through all that it finds, forth and back", async () => {
    const all = ["Ali", "Alia", "Alia", "Alib", "Alic"];
    const ids = [];
    for (const name of all) ids.push(await named(name));
    const first = await searchMembers(sql, shop, { query: "ali", limit: 2 });
    expect(names(first)).toEqual(["Ali", "Alia"]);
    const second = await searchMembers(sql, shop, {
      query: "ali",
      limit: 2,
      after: first.older ?? undefined,
    });
    expect(second.items.map((item) => item.memberId)).toEqual([ids[2], ids[3]]);
    const last = await searchMembers(sql, shop, { query: "ali", limit: 2, after: second.older ?? undefined });
    expect(names(last)).toEqual(["Alic"]);
    expect(last.older).toBeNull();
    const back = await searchMembers(sql, shop, { query: "ali", limit: 2, before: last.newer ?? undefined });
    expect(back.items.map((item) => item.memberId)).toEqual([ids[2], ids[3]]);
  });

  test("sees neither other shops nor merged members", async () => {
    await named("Sara", { status: "merged" });
    await seedMember(sql, await seedShop(sql), {}, { name: "Sara", words: ["sara"] });
    expect(names(await search("sara"))).toEqual([]);
  });
});

describe("a customer id", () => {
  test("is recognised as the store writes it, and in any digits", () => {
    expect(customerIdIn("gid://shopify/Customer/6001")).toBe("6001");
    expect(customerIdIn(" ۶۰۰۱ ")).toBe("6001");
    expect(customerIdIn("٦٠٠١")).toBe("6001");
    expect(customerIdIn("sara1")).toBeNull();
    expect(customerIdIn("")).toBeNull();
  });

  test("finds its member, through a merge too", async () => {
    const kept = await named("Kept");
    const merged = await named("Merged", { status: "merged", mergedInto: kept });
    await seedRow(sql, "member_identities", { shopId: shop, customerId: "6001", memberId: merged });
    expect((await findByCustomer(sql, shop, "6001"))?.memberId).toBe(kept);
    expect(await findByCustomer(sql, shop, "6002")).toBeNull();
    expect(await findByCustomer(sql, await seedShop(sql), "6001")).toBeNull();
  });
});
