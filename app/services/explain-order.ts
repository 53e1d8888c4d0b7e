/**
 * Why did this order earn that? Computed again from the order's newest state, its frozen factors and the terms of its time: no verdict is stored, so none can be out of date.
 * Orders that earned nothing are explained as well, guests' and unpaid ones too.
 */
import type { OrderExplanation } from "../contract/explanation";
import { readAwards } from "../db/awards";
import { readOrders } from "../db/orders";
import { findForOrders } from "../db/redemptions";
import { findShop, type ShopRow } from "../db/shops";
import { type Sql, sqlOf } from "../db/transaction";
import { createTranslator, resolveLocale } from "../i18n";
import type { Translator } from "../i18n/translator";
import type { AwardExclusion, AwardFactors } from "../loyalty/award";
import type { OrderId, ShopId } from "../loyalty/brand";
import { whyNothing } from "../loyalty/eligible-money";
import { type AwardExplanation, explainAward } from "../loyalty/explain-award";
import { currency } from "../loyalty/money";
import type { Order } from "../loyalty/order";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { isCountable } from "../loyalty/prepared-order";
import type { Terms } from "../loyalty/program";
import type { PostedAward } from "../loyalty/reconcile";
import type { ServiceContext } from "./context";
import { explainedItemOf } from "./explain-sentences";

export interface ExplainRequest {
  readonly shopId: ShopId;
  readonly orderId: OrderId;
  readonly locale: string | null;
}

interface Case {
  readonly shop: ShopRow;
  readonly order: Order;
  readonly posted: PostedAward | null;
  readonly terms: Terms;
  readonly factors: AwardFactors;
  readonly none: AwardExclusion | null;
  readonly rewardCodes: ReadonlySet<string>;
}

async function readCase(
  ctx: ServiceContext,
  sql: Sql,
  { shopId, orderId }: ExplainRequest,
): Promise<Case | null> {
  const shop = await findShop(sql, shopId);
  const stored = (await readOrders(sql, shopId, [orderId])).get(orderId);
  if (!shop || !stored) return null;
  const { order } = stored;
  const posted = (await readAwards(sql, shopId, [orderId])).get(orderId) ?? null;
  const redemptions = await findForOrders(sql, shopId, order.codes, [orderId]);
  const version = posted?.award.factors.termsVersion ?? shop.termsVersion;
  const plain = { termsVersion: version, tierId: null, multiplierBp: 10_000, segmentIds: [], groups: {} };
  return {
    shop,
    order,
    posted,
    terms: await ctx.terms(sql, shopId, version),
    factors: posted?.award.factors ?? plain,
    none: whyNothing(order, posted?.award ?? null),
    rewardCodes: new Set(redemptions.map((one) => one.code)),
  };
}

/** What campaigns gave is what was booked for this order, whatever their budgets have become since. */
function explanationOf({ order, posted, terms, factors, none, rewardCodes }: Case): AwardExplanation {
  const had = new Map((posted?.award.campaigns ?? []).map((one) => [one.campaignId, one.points]));
  const allowance = posted ? ({ id }: { id: string }) => had.get(id) ?? 0 : () => null;
  return explainAward(order, { terms, factors, rewardCodes, none, allowance });
}

function linesOf({ award }: AwardExplanation, { t }: Translator): OrderExplanation["lines"] {
  return award.lines.map(({ title, eligible, points, excluded }) => ({
    title,
    eligibleMinor: eligible,
    points,
    note: excluded && t(`award.line.${excluded}`),
  }));
}

function answerOf(one: Case, explanation: AwardExplanation, translator: Translator): OrderExplanation {
  const { order, posted, terms, factors } = one;
  const wording = { translator, currency: currency(terms.currency) };
  const reason = one.none ?? (explanation.award.points === 0 ? "nothing-eligible" : null);
  const named = (items: readonly { id: string; name: Terms["pointsName"] }[], id: string | null) => {
    const found = items.find((item) => item.id === id);
    return found ? translator.text(found.name) : null;
  };
  const rate = terms.exchangeRates.find((each) => each.currency === order.currency);
  return {
    orderId: order.orderId,
    orderName: order.name,
    memberId: posted?.memberId ?? null,
    currency: terms.currency,
    points: posted?.award.points ?? 0,
    eligibleMinor: posted?.award.eligible ?? 0,
    none: reason && { reason, sentence: translator.t(`award.none.${reason}`) },
    factors: {
      termsVersion: factors.termsVersion,
      tier: named(terms.tiers.levels, factors.tierId),
      multiplierBp: factors.multiplierBp,
      segments: factors.segmentIds.map((id) => named(terms.segments, id) ?? id),
    },
    converted: rate && order.currency !== (terms.currency as string) ? rate : null,
    lines: one.none ? [] : linesOf(explanation, translator),
    rules: explanation.rules.map(({ rule, verdict }) => explainedItemOf(rule, verdict, wording)),
    campaigns: explanation.campaigns.map(({ campaign, verdict }) =>
      explainedItemOf(campaign, verdict, wording),
    ),
  };
}

/** Declines `no-such-order`. */
export async function explainOrder(
  ctx: ServiceContext,
  request: ExplainRequest,
): Promise<Outcome<OrderExplanation>> {
  const found = await readCase(ctx, sqlOf(ctx.db), request);
  // An order in a currency without a rate is never stored: it is parked.
  if (!found || !isCountable(found.order, found.terms)) return declined("no-such-order");
  const translator = createTranslator(resolveLocale(request.locale, found.shop.locale));
  return done(answerOf(found, explanationOf(found), translator));
}
