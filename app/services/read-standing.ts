/** Who a shopper is in the program, as every door shows it: balance, tier, what they can afford, what they hold. In their language. */
import type { HeldRedemption, RewardOffer, ShopperStanding } from "../contract/redemption-api";
import { membersOfCustomers, readMember } from "../db/members";
import { readOpenRedemptions } from "../db/redemptions";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../i18n";
import type { CustomerId, MemberId, ShopId } from "../loyalty/brand";
import { currency } from "../loyalty/money";
import { type Points, points } from "../loyalty/points";
import type { Terms } from "../loyalty/program";
import type { Redemption } from "../loyalty/redemptions";
import { leastPrice, mostSpendable, type Reward } from "../loyalty/rewards";
import type { ServiceContext } from "./context";
import { readSnapshots } from "./snapshots";

export interface StandingRequest {
  readonly shopId: ShopId;
  /** null for a guest. */
  readonly customerId: CustomerId | null;
  /** As the shopper's browser or the store tells it. */
  readonly locale: string | null;
}

function offerOf(
  reward: Reward,
  active: Points,
  view: { terms: Terms; translator: Translator },
): RewardOffer {
  const { terms, translator } = view;
  const least = leastPrice(reward);
  const enough = active >= Math.max(least, terms.redemption.minimumPoints);
  const valueMinor = reward.price.mode === "fixed" ? reward.price.valueMinor : reward.price.stepValueMinor;
  return {
    id: reward.id,
    kind: reward.kind,
    percentBp: reward.kind === "percentage-off" ? reward.percentBp : null,
    productTitle: reward.kind === "free-product" ? reward.title : null,
    closedBecause: null,
    name: translator.text(reward.name),
    price: reward.price,
    currency: terms.currency,
    valueText: translator.money(valueMinor, currency(terms.currency)),
    minimumSubtotalMinor: reward.minimumSubtotalMinor,
    affordable: enough,
    spendablePoints: enough ? mostSpendable(reward, active) : 0,
    missingPoints: enough ? 0 : Math.max(least, terms.redemption.minimumPoints) - active,
    combinesWith: reward.combinesWith,
  };
}

/** A redemption as its holder sees it. A code that is being taken back is not shown any more. */
export function heldOf(redemption: Redemption, terms: Terms, translator: Translator): HeldRedemption {
  const reward = terms.rewards.find((candidate) => candidate.id === redemption.rewardId);
  const usable = redemption.state === "issued" && redemption.releasing === null;
  return {
    redemptionId: redemption.redemptionId,
    rewardName: reward ? translator.text(reward.name) : redemption.rewardId,
    state: redemption.state,
    points: redemption.points,
    valueMinor: redemption.value,
    valueText: translator.money(redemption.value, redemption.currency),
    currency: redemption.currency,
    code: usable ? redemption.code : null,
    deadline: redemption.deadline,
  };
}

type MemberPart = Pick<ShopperStanding, "member" | "held"> & { readonly active: Points };

async function memberPart(
  ctx: ServiceContext,
  terms: Terms,
  ids: { shopId: ShopId; memberId: MemberId; translator: Translator },
): Promise<MemberPart> {
  const { shopId, memberId, translator } = ids;
  const sql = sqlOf(ctx.db);
  const snapshot = (await readSnapshots(sql, { shopId, members: [memberId], terms, at: ctx.now() })).get(
    memberId,
  );
  const row = await readMember(sql, shopId, memberId);
  if (!snapshot || row?.status !== "active") return { member: null, held: [], active: points(0) };
  const open = await readOpenRedemptions(sql, shopId, memberId);
  const held: HeldRedemption[] = [];
  for (const redemption of open.filter((one) => one.releasing === null)) {
    held.push(heldOf(redemption, await ctx.terms(sql, shopId, redemption.termsVersion), translator));
  }
  const { balance, pending, standing } = snapshot;
  const member = {
    balance,
    balanceText: translator.number(balance),
    pending,
    tier: standing.tier,
    progress: standing.progress,
  };
  return { member, held, active: points(balance) };
}

export async function standingFor(ctx: ServiceContext, request: StandingRequest): Promise<ShopperStanding> {
  const { shopId, customerId } = request;
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const translator = createTranslator(resolveLocale(request.locale, shop.locale));
  const memberId =
    customerId === null ? undefined : (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  const part =
    memberId === undefined
      ? { member: null, held: [], active: points(0) }
      : await memberPart(ctx, terms, { shopId, memberId, translator });
  return {
    locale: translator.locale,
    direction: translator.direction,
    pointsName: translator.text(terms.pointsName),
    member: part.member,
    rewards: terms.rewards
      .filter((reward) => reward.active)
      .map((reward) => offerOf(reward, part.active, { terms, translator })),
    held: part.held,
  };
}
