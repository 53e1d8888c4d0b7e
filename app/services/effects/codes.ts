/** Effects on a redemption's code: made, made unusable (law 5), and combined otherwise while it lives (field lesson 14). */
import { cancelEffect } from "../../db/outbox";
import { readRedemption } from "../../db/redemptions";
import { markIssued, noteError } from "../../db/save-redemptions";
import { sqlOf } from "../../db/transaction";
import { redemptionId } from "../../loyalty/brand";
import { isGift } from "../../loyalty/rewards";
import { codeOrderFor, presentCombinations } from "../code-orders";
import { dateOf } from "../context";
import { codeIsDead, releaseRedemption } from "../release-redemption";
import { takeBackGift } from "./gifts";
import { type Handler, type Handlers, Postponed } from "./handler";

const issueCode: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const redemption = await readRedemption(sql, shopId, redemptionId(subject));
  if (redemption?.state !== "reserved" || redemption.releasing) return;
  const order = await codeOrderFor(ctx, sql, { shopId, redemption });
  if (!order) {
    await releaseRedemption(ctx, {
      shopId,
      redemptionId: redemption.redemptionId,
      memberId: null,
      reason: "refused-by-store",
    });
    return;
  }
  const answer = await (await ctx.storeFor(shopId)).issueCode(order);
  if (answer.status === "issued") {
    await markIssued(sql, shopId, {
      id: redemption.redemptionId,
      storeRef: answer.storeRef,
      at: dateOf(ctx.now()),
    });
    return;
  }
  await noteError(sql, shopId, { id: redemption.redemptionId, error: answer.detail });
  await releaseRedemption(ctx, {
    shopId,
    redemptionId: redemption.redemptionId,
    memberId: null,
    reason: "refused-by-store",
  });
};

const waitForIssueMs = 2_000;

/** The code must not be born after it was killed, so a waiting issue is taken back first, and one under way is waited for. */
const killCode: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const redemption = await readRedemption(sql, shopId, redemptionId(subject));
  if (!redemption || redemption.codeDead) return;
  if (isGift(redemption.kind)) return takeBackGift(ctx, shopId, redemption);
  const issuing = await cancelEffect(sql, shopId, { kind: "issue-code", subject, at: dateOf(ctx.now()) });
  if (issuing === "held") throw new Postponed("the code is being issued at this moment", waitForIssueMs);
  const { used } = await (await ctx.storeFor(shopId)).killCode(redemption.code, redemption.storeRef);
  await codeIsDead(ctx, { shopId, redemptionId: redemption.redemptionId, used });
};

/** A code that is on its way may be born with the old combinations, so it is waited for. */
const recombineCode: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const redemption = await readRedemption(sql, shopId, redemptionId(subject));
  if (!redemption || redemption.codeDead || redemption.releasing || isGift(redemption.kind)) return;
  if (redemption.state === "reserved") throw new Postponed("the code is not there yet", waitForIssueMs);
  if (redemption.state !== "issued") return;
  const combinations = await presentCombinations(ctx, sql, { shopId, redemption });
  await (await ctx.storeFor(shopId)).recombineCode(redemption.code, redemption.storeRef, combinations);
};

export const codeEffects: Handlers<"issue-code" | "kill-code" | "recombine-code"> = {
  "issue-code": issueCode,
  "kill-code": killCode,
  "recombine-code": recombineCode,
};
