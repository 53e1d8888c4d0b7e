/** Codes: each is used once, by one member; a wrong one tells nothing, costs a try, and tries run out. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readGuesses } from "../db/code-attempts";
import { listBatches } from "../db/code-batches";
import type { Database } from "../db/database";
import { readMember } from "../db/members";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, instant, type MemberId } from "../loyalty/brand";
import type { Outcome } from "../loyalty/outcome";
import { freshDatabase } from "../testing/database";
import { codeRule, enrolled, useRules } from "../testing/earning";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { createCodeBatch, listCodes, type NewBatch, stopCodeBatch } from "./code-batches";
import { type CodeGain, guessLimits, redeemCode } from "./redeem-code";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let maryam: MemberId;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await useRules(ctx, { shop: await installTestShop(ctx), rules: [codeRule] });
  maryam = await enrolled(ctx, shop, "1");
  await enrolled(ctx, shop, "2");
});
afterEach(() => db.close());

async function batchOf(change: Partial<NewBatch> = {}): Promise<{ id: number; codes: string[] }> {
  const { shopId } = shop;
  const plain = {
    shopId,
    name: "Tea tins",
    points: 40,
    quantity: 5,
    prefix: "TEA",
    expiresAt: null,
    actor: "staff:1",
  };
  const id = await createCodeBatch(ctx, { ...plain, ...change });
  const list = await listCodes(ctx, { shopId, batchId: id, actor: "staff:1" });
  if (!list.done) throw new Error(list.reason);
  return { id, codes: list.value.codes.map((one) => one.code) };
}

const enter = (code: string, customer = "1", address: string | null = "here") =>
  redeemCode(ctx, {
    shopId: shop.shopId,
    customerId: customerId(customer),
    code,
    address,
    channel: "online",
  });
const word = (outcome: Outcome<CodeGain>) => (outcome.done ? outcome.value.points : outcome.reason);
const balance = async (member = maryam) => (await readMember(sqlOf(db), shop.shopId, member))?.balance;
const failed = async () => (await readGuesses(sqlOf(db), shop.shopId, new Date(0))).map(({ wrong }) => wrong);

describe("a batch", () => {
  it("makes the same codes every time they are listed, all different, and keeps none of them", async () => {
    const { id, codes } = await batchOf({ quantity: 300 });
    const again = await listCodes(ctx, { shopId: shop.shopId, batchId: id, actor: "staff:1" });
    expect(again.done && again.value.codes.map((one) => one.code)).toEqual(codes);
    expect(new Set(codes).size).toBe(300);
    for (const code of codes) expect(code).toMatch(/^TEA-\w{4}-\w{4}-\w{5}$/);
    const stored = JSON.stringify([
      await sqlOf(db).query(`SELECT * FROM "earning_codes"`),
      await sqlOf(db).query(`SELECT * FROM "code_batches"`),
    ]);
    for (const code of codes) expect(stored).not.toContain(code.replaceAll("-", "").slice(3));
    const other = await batchOf();
    expect(other.codes.some((code) => codes.includes(code))).toBe(false);
  });

  it("shows how many were used, and every deed on it is in the audit trail", async () => {
    const { id, codes } = await batchOf();
    await enter(codes[0] ?? "");
    await stopCodeBatch(ctx, { shopId: shop.shopId, batchId: id, actor: "staff:2" });
    await stopCodeBatch(ctx, { shopId: shop.shopId, batchId: id, actor: "staff:2" });
    expect(await listBatches(sqlOf(db), shop.shopId, 10)).toMatchObject([{ id, redeemed: 1, quantity: 5 }]);
    const audit = await sqlOf(db).query<{ action: string }>(
      `SELECT "action" FROM "audit_events" WHERE "subject" = $1 ORDER BY "id"`,
      [`code-batch:${id}`],
    );
    expect(audit.map((row) => row.action)).toEqual(["codes-created", "codes-downloaded", "codes-stopped"]);
  });

  it("of another shop does not exist", async () => {
    const other = await installTestShop(ctx, "other.myshopify.com");
    const { id } = await batchOf();
    const wish = { shopId: other.shopId, batchId: id, actor: "staff:1" };
    for (const outcome of [await listCodes(ctx, wish), await stopCodeBatch(ctx, wish)])
      expect(outcome.done ? "done" : outcome.reason).toBe("no-such-batch");
  });
});

describe("a code", () => {
  it("gives its batch's points once, however it is typed", async () => {
    const { codes } = await batchOf();
    const code = codes[0] ?? "";
    expect(word(await enter(` ${code.toLowerCase().replaceAll("-", " ")} `))).toBe(40);
    expect(word(await enter(code))).toBe("code-used");
    expect(await balance()).toBe(40);
  });

  it("that another member has used looks like one that never was", async () => {
    const { codes } = await batchOf();
    await enter(codes[0] ?? "", "2");
    const used = await enter(codes[0] ?? "");
    const invented = await enter("TEA-0000-0000-00000");
    expect(used).toEqual(invented);
    expect(used).toEqual({ done: false, reason: "no-such-code", details: {} });
    expect(await failed()).toEqual([2]);
  });

  it("of a batch past its date or stopped is worth nothing", async () => {
    const past = await batchOf({ expiresAt: instant(ctx.now() + 1_000) });
    const stopped = await batchOf();
    await stopCodeBatch(ctx, { shopId: shop.shopId, batchId: stopped.id, actor: "staff:1" });
    ctx.pass(1_000);
    for (const { codes } of [past, stopped]) expect(word(await enter(codes[0] ?? ""))).toBe("code-expired");
    expect(await failed()).toEqual([]);
  });

  it("refused for the rule's limit is not used up, and costs no try", async () => {
    const { codes } = await batchOf();
    for (const code of codes.slice(0, 3)) expect(word(await enter(code))).toBe(40);
    expect(word(await enter(codes[3] ?? ""))).toBe("action-limit");
    expect(await failed()).toEqual([]);
    ctx.pass(86_400_000);
    expect(word(await enter(codes[3] ?? ""))).toBe(40);
    expect(await balance()).toBe(160);
  });

  it("is worth its points once, though two rules let codes in", async () => {
    const { codes } = await batchOf();
    shop = await useRules(ctx, { shop, rules: [{ ...codeRule, id: "more-codes" }] });
    expect(word(await enter(codes[0] ?? ""))).toBe(40);
    expect(word(await enter(codes[1] ?? "", "3"))).toBe("not-a-member");
  });
});

describe("guessing", () => {
  it("ends after so many tries in an hour, whoever goes on, and begins anew with the next", async () => {
    const { codes } = await batchOf();
    const limit = guessLimits.calm.member;
    for (let n = 0; n < limit; n += 1) expect(word(await enter(`guess ${n}`))).toBe("no-such-code");
    expect(word(await enter("one more"))).toBe("too-many-requests");
    expect(word(await enter(codes[0] ?? ""))).toBe("too-many-requests");
    expect(word(await enter(codes[0] ?? "", "2", "elsewhere"))).toBe(40);
    ctx.pass(3_600_000);
    expect(word(await enter(codes[1] ?? ""))).toBe(40);
  });

  it("from one address under many names ends as well", async () => {
    const limit = guessLimits.calm.address;
    for (let n = 0; n < limit; n += 1) {
      if (n % 5 === 0) await enrolled(ctx, shop, `many-${n / 5}`);
      expect(word(await enter("wrong", `many-${Math.floor(n / 5)}`, "one-house"))).toBe("no-such-code");
    }
    expect(word(await enter("wrong", "1", "one-house"))).toBe("too-many-requests");
    expect(word(await enter("wrong", "1", "my own house"))).toBe("no-such-code");
  });
});
