/** An advocate's own view of referrals: the link, what it gives, how each friend stands. Nothing that would tell who a friend is. */
import type { FriendView, ReferralOverview } from "../contract/referral-api";
import { membersOfCustomers, readMember } from "../db/members";
import type { ReferralRow } from "../db/referral-rows";
import { readFriends } from "../db/referrals";
import { findShop, type ShopRow } from "../db/shops";
import { type Sql, sqlOf } from "../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../i18n";
import type { CustomerId, MemberId, ShopId } from "../loyalty/brand";
import { currency } from "../loyalty/money";
import type { Terms } from "../loyalty/program";
import type { ReferralTerms } from "../loyalty/referrals";
import type { ServiceContext } from "./context";
import { meaningfulTerms } from "./meaningful-terms";
import { referralCodeFor } from "./referral-code";

/** Where the app proxy stands on every storefront. */
const proxyPath = "apps/vafa/referral";

/** "10% off", "£5.00 off". */
export function friendWorth(
  reward: ReferralTerms["friendReward"],
  terms: Pick<Terms, "currency">,
  translator: Translator,
): string {
  const value =
    reward.kind === "amount-off"
      ? translator.money(reward.valueMinor, currency(terms.currency))
      : translator.percent(reward.percentBp / 10_000);
  return translator.t("referral.worth", { value });
}

interface View {
  readonly shop: ShopRow;
  readonly terms: Terms;
  readonly translator: Translator;
}

function friendView(row: ReferralRow, { shop, translator }: View): FriendView {
  const { t, date } = translator;
  const dueAt = row.state === "qualified" ? row.dueAt : null;
  const due = date(dueAt ?? row.invitedAt, shop.timeZone);
  const text =
    row.state === "qualified"
      ? t("referral.friend.qualified", { date: due })
      : t(`referral.friend.${row.state}`);
  return { id: row.id, state: row.state, text, invitedAt: row.invitedAt, dueAt };
}

function words({ terms, translator }: View): Pick<ReferralOverview, "friendText" | "advocateText"> {
  const { t, number, money, text } = translator;
  const { friendReward, minimumMinor, advocatePoints, waitDays } = terms.referrals;
  const worth = friendWorth(friendReward, terms, translator);
  const points = number(advocatePoints);
  return {
    friendText:
      minimumMinor > 0
        ? t("referral.friendGets.from", { worth, minimum: money(minimumMinor, currency(terms.currency)) })
        : t("referral.friendGets", { worth }),
    advocateText: t("referral.advocateGets", { points, pointsName: text(terms.pointsName), days: waitDays }),
  };
}

async function activeMember(sql: Sql, shopId: ShopId, customer: CustomerId | null): Promise<MemberId | null> {
  if (customer === null) return null;
  const id = (await membersOfCustomers(sql, shopId, [customer])).get(customer);
  const member = id === undefined ? null : await readMember(sql, shopId, id);
  return member?.status === "active" ? member.memberId : null;
}

/** Points that friends have brought: each by the rules of its own invitation. */
async function earnedBy(
  ctx: ServiceContext,
  sql: Sql,
  rows: { shopId: ShopId; friends: readonly ReferralRow[] },
) {
  let earned = 0;
  for (const row of rows.friends.filter(({ state }) => state === "rewarded"))
    earned += (await ctx.terms(sql, rows.shopId, row.termsVersion)).referrals.advocatePoints;
  return earned;
}

export interface OverviewRequest {
  readonly shopId: ShopId;
  /** null for a guest. */
  readonly customerId: CustomerId | null;
  readonly locale: string | null;
}

export async function referralOverviewFor(
  ctx: ServiceContext,
  request: OverviewRequest,
): Promise<ReferralOverview> {
  const { shopId } = request;
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const terms = meaningfulTerms(await ctx.terms(sql, shopId, shop.termsVersion), shop.platform);
  const translator = createTranslator(resolveLocale(request.locale, shop.locale));
  const view: View = { shop, terms, translator };
  const memberId = await activeMember(sql, shopId, request.customerId);
  const friends = memberId === null ? [] : await readFriends(sql, shopId, memberId);
  const active = terms.referrals.active && memberId !== null;
  const code = active ? await referralCodeFor(ctx, { shopId, memberId }) : null;
  const path = code === null ? null : `${proxyPath}/${code}`;
  return {
    locale: translator.locale,
    direction: translator.direction,
    active,
    code,
    path,
    link: path === null ? null : `https://${shop.domain}/${path}`,
    ...words(view),
    earned: await earnedBy(ctx, sql, { shopId, friends }),
    friends: friends.map((row) => friendView(row, view)),
  };
}
