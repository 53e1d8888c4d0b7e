/**
 * Gives one member a personal offer (W9): the reward's gate opens for them, and they take it when they like, within its dates. A new version of the terms, because who may have
 * a reward is one of its rules (law 2).
 */
import { readMember } from "../db/members";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import type { MemberId, ShopId, TermsVersion } from "../loyalty/brand";
import { mayTakePart } from "../loyalty/membership-standing";
import { declined, type Outcome } from "../loyalty/outcome";
import type { Reward } from "../loyalty/rewards";
import type { ServiceContext } from "./context";
import { saveTerms } from "./save-terms";

export interface OfferRequest {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  readonly rewardId: string;
  readonly actor: string;
}

/** Offers for chosen members: what staff can give. One for a segment chooses its members itself. */
export function canBeGiven({ active, gates }: Reward): boolean {
  return active && gates.memberIds.length > 0;
}

const attempts = 5;

async function giveOnce(ctx: ServiceContext, request: OfferRequest): Promise<Outcome<TermsVersion>> {
  const { shopId, memberId, rewardId, actor } = request;
  const sql = sqlOf(ctx.db);
  const member = await readMember(sql, shopId, memberId);
  if (!member) return declined("no-such-member");
  const membership = mayTakePart(member, ctx.now());
  if (!membership.done) return membership;
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const reward = terms.rewards.find((candidate) => candidate.id === rewardId);
  if (!reward || !canBeGiven(reward)) return declined("no-such-reward");
  if (reward.gates.memberIds.includes(memberId)) return declined("already-done");
  const given = { ...reward, gates: { ...reward.gates, memberIds: [...reward.gates.memberIds, memberId] } };
  const rewards = terms.rewards.map((other) => (other === reward ? given : other));
  return saveTerms(ctx, {
    shopId,
    terms: { ...terms, rewards },
    basedOn: shop.termsVersion,
    actor,
    about: { action: "offer-given", subject: `member:${memberId}`, details: { reward: rewardId } },
  });
}

/** Declines `already-done` when the member has it; saving by somebody else meanwhile is simply tried again. */
export async function giveOffer(ctx: ServiceContext, request: OfferRequest): Promise<Outcome<TermsVersion>> {
  let outcome = await giveOnce(ctx, request);
  for (let round = 1; round < attempts && !outcome.done; round += 1) {
    if (outcome.reason !== "terms-changed-meanwhile") break;
    outcome = await giveOnce(ctx, request);
  }
  return outcome;
}
