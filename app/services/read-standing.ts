/** Who a shopper is in the program, as every door shows it: balance, tier, what they can afford, what they hold. In their language. */
import type { HeldRedemption, ShopperStanding } from "../contract/redemption-api";
import { membersOfCustomers, readMember } from "../db/members";
import { readGivenCards, readOpenRedemptions } from "../db/redemptions";
import { findShop, type ShopRow } from "../db/shops";
import { type Sql, sqlOf } from "../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../i18n";
import { type CustomerId, instant, type MemberId, type ShopId } from "../loyalty/brand";
import { type Points, points } from "../loyalty/points";
import type { Terms } from "../loyalty/program";
import { dateOf, type ServiceContext } from "./context";
import { heldOf } from "./held";
import { meaningfulTerms } from "./meaningful-terms";
import { isShownTo, offerOf } from "./offers";
import { readRedeemFacts } from "./redeem-facts";
import { readSnapshots } from "./snapshots";

export interface StandingRequest {
  readonly shopId: ShopId;
  /** null for a guest. */
  readonly customerId: CustomerId | null;
  /** As the shopper's browser or the store tells it. */
  readonly locale: string | null;
}

interface MemberPart extends Pick<ShopperStanding, "member" | "held"> {
  readonly memberId: MemberId | null;
  readonly tierId: string | null;
  readonly active: Points;
}

const nobody: MemberPart = { member: null, held: [], memberId: null, tierId: null, active: points(0) };

/** So long a gift card's number is shown to its owner. */
const cardsShownMs = 366 * 86_400_000;

async function heldBy(
  ctx: ServiceContext,
  sql: Sql,
  ids: { shopId: ShopId; memberId: MemberId; translator: Translator },
): Promise<HeldRedemption[]> {
  const { shopId, memberId, translator } = ids;
  const open = await readOpenRedemptions(sql, shopId, memberId);
  const since = dateOf(instant(ctx.now() - cardsShownMs));
  const cards = await readGivenCards(sql, shopId, { member: memberId, since });
  const held: HeldRedemption[] = [];
  for (const redemption of [...open.filter((one) => one.releasing === null), ...cards]) {
    held.push(heldOf(redemption, await ctx.terms(sql, shopId, redemption.termsVersion), translator));
  }
  return held;
}

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
  if (!snapshot || row?.status !== "active") return nobody;
  const { balance, pending, standing } = snapshot;
  const member = {
    balance,
    balanceText: translator.number(balance),
    pending,
    tier: standing.tier,
    progress: standing.progress,
  };
  const held = await heldBy(ctx, sql, ids);
  return { member, held, memberId, tierId: standing.tier?.id ?? null, active: points(balance) };
}

async function offersFor(
  ctx: ServiceContext,
  part: MemberPart,
  view: { shop: ShopRow; terms: Terms; translator: Translator },
): Promise<ShopperStanding["rewards"]> {
  const { shop, terms, translator } = view;
  const rewards = terms.rewards.filter((reward) => reward.active);
  const { memberId, tierId, active } = part;
  const asked = { shopId: shop.shopId, timeZone: shop.timeZone, terms, at: ctx.now(), rewards };
  const factsOf = await readRedeemFacts(sqlOf(ctx.db), { ...asked, memberId, tierId, active });
  return rewards
    .filter((reward) => isShownTo(reward, factsOf(reward)))
    .map((reward) => offerOf(reward, factsOf(reward), { terms, translator, timeZone: shop.timeZone }));
}

export async function standingFor(ctx: ServiceContext, request: StandingRequest): Promise<ShopperStanding> {
  const { shopId, customerId } = request;
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const terms = meaningfulTerms(await ctx.terms(sql, shopId, shop.termsVersion), shop.platform);
  const translator = createTranslator(resolveLocale(request.locale, shop.locale));
  const memberId =
    customerId === null ? undefined : (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  const part =
    memberId === undefined ? nobody : await memberPart(ctx, terms, { shopId, memberId, translator });
  return {
    locale: translator.locale,
    direction: translator.direction,
    pointsName: translator.text(terms.pointsName),
    member: part.member,
    rewards: await offersFor(ctx, part, { shop, terms, translator }),
    held: part.held,
  };
}
