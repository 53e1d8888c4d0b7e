/** Effects on a friend's code: made for whoever holds it, once; made unusable when nobody has used it, or when it has done its part. */
import { cancelEffect } from "../../db/outbox";
import { readReferral, setFriendCode } from "../../db/referrals";
import { sqlOf } from "../../db/transaction";
import { currency, minor } from "../../loyalty/money";
import type { ReferralTerms } from "../../loyalty/referrals";
import type { CodeWorth } from "../../stores/store";
import { dateOf } from "../context";
import { friendCodeEnds } from "../friend-code";
import { type Handler, type Handlers, Postponed } from "./handler";

const worthOf = ({ friendReward }: ReferralTerms): CodeWorth =>
  friendReward.kind === "amount-off"
    ? { kind: "amount-off", value: minor(friendReward.valueMinor) }
    : { kind: "percentage-off", percentBp: friendReward.percentBp };

const issueFriendCode: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const referral = await readReferral(sql, shopId, Number(subject));
  if (referral?.state !== "invited" || referral.code === null || referral.storeRef !== null) return;
  const terms = await ctx.terms(sql, shopId, referral.termsVersion);
  const answer = await (await ctx.storeFor(shopId)).issueCode({
    code: referral.code,
    title: `Friend's welcome (Vafa ${referral.code})`,
    customerId: null,
    worth: worthOf(terms.referrals),
    currency: currency(terms.currency),
    startsAt: referral.invitedAt,
    endsAt: friendCodeEnds(referral.invitedAt),
    minimumSubtotal: minor(terms.referrals.minimumMinor),
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: true },
  });
  // Staff see what the store said beside the parked effect; the friend's answer is not kept waiting for it.
  if (answer.status === "refused") throw new Error(`the store refused a friend's code: ${answer.detail}`);
  await setFriendCode(sql, shopId, { id: referral.id, storeRef: answer.storeRef });
};

const waitForIssueMs = 2_000;

const killFriendCode: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const referral = await readReferral(sql, shopId, Number(subject));
  if (!referral?.code || referral.state === "invited") return;
  const issuing = await cancelEffect(sql, shopId, {
    kind: "issue-friend-code",
    subject,
    at: dateOf(ctx.now()),
  });
  if (issuing === "held") throw new Postponed("the code is being issued at this moment", waitForIssueMs);
  await (await ctx.storeFor(shopId)).killCode(referral.code, referral.storeRef);
  await setFriendCode(sql, shopId, { id: referral.id, storeRef: null });
};

export const referralEffects: Handlers<"issue-friend-code" | "kill-friend-code"> = {
  "issue-friend-code": issueFriendCode,
  "kill-friend-code": killFriendCode,
};
