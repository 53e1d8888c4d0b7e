/** What staff and members may do only for who takes part: whoever left, lapsed or was closed is refused with the reason that is true of them (law 7). */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Database } from "../db/database";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { instant, type MemberId } from "../loyalty/brand";
import { freshDatabase } from "../testing/database";
import { enrolled } from "../testing/earning";
import { installTestShop, type TestContext, testContext } from "../testing/service-context";
import { giveOffer } from "./give-offer";
import { pinTier, unpinTier } from "./pin-tier";
import { setBirthday } from "./set-birthday";

let db: Database;
let ctx: TestContext;
let shop: ShopRow;
let member: MemberId;

beforeEach(async () => {
  db = await freshDatabase();
  ctx = testContext(db);
  shop = await installTestShop(ctx);
  member = await enrolled(ctx, shop, "1");
});
afterEach(() => db.close());

const become = (status: string, until: number | null = null) =>
  sqlOf(db).query(`UPDATE "members" SET "status" = $2, "membershipUntil" = $3 WHERE "id" = $1`, [
    member,
    status,
    until === null ? null : new Date(until),
  ]);

const reasons = async () => {
  const of = { shopId: shop.shopId, memberId: member };
  const pin = { ...of, reason: "goodwill" as const, actor: "staff:1" };
  const outcomes = [
    await giveOffer(ctx, { ...of, rewardId: "thanks", actor: "staff:1" }),
    await setBirthday(ctx, { ...of, month: 3, day: 21, actor: null }),
    await pinTier(ctx, { ...pin, tierId: "gold", until: instant(ctx.now() + 86_400_000) }),
    await unpinTier(ctx, pin),
  ];
  return [...new Set(outcomes.map((outcome) => (outcome.done ? "done" : outcome.reason)))];
};

it.each([
  ["left", "not-a-member"],
  ["lapsed", "membership-over"],
  ["closed", "member-closed"],
  ["merged", "member-closed"],
])("who is %s is refused an offer, a birthday and a tier as %s", async (status, reason) => {
  await become(status);
  expect(await reasons()).toEqual([reason]);
});

it("whose paid membership is over is refused before the schedule has called it lapsed", async () => {
  await become("active", ctx.now());
  expect(await reasons()).toEqual(["membership-over"]);
});
