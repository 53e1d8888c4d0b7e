/** How a customer's membership stands, in their own language: status, what joining would take, what leaving would cost, each consent in its words. For every door. */
import type { MembershipView } from "../contract/membership-api";
import { presentConsents } from "../db/consents";
import { membersOfCustomers } from "../db/members";
import { type MembershipRow, readMemberships } from "../db/memberships";
import { findShop, type ShopRow } from "../db/shops";
import { type Sql, sqlOf } from "../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../i18n";
import type { CustomerId, ShopId } from "../loyalty/brand";
import { consentPurposes } from "../loyalty/membership";
import { mayTakePart } from "../loyalty/membership-standing";
import type { Terms } from "../loyalty/program";
import { dateOf, type ServiceContext } from "./context";
import { consentHistory, consentText } from "./record-consent";

export interface MembershipAsked {
  readonly shopId: ShopId;
  /** null for a guest. */
  readonly customerId: CustomerId | null;
  readonly locale: string | null;
}

interface Seen {
  readonly shop: ShopRow;
  readonly terms: Terms;
  readonly translator: Translator;
}

async function consentViews(
  sql: Sql,
  row: MembershipRow | undefined,
  { shop, terms, translator }: Seen,
): Promise<MembershipView["consents"]> {
  const history = row ? await consentHistory(sql, shop.shopId, row.memberId) : [];
  const present = presentConsents(history);
  return consentPurposes.map((purpose) => {
    const said = present.get(purpose);
    return {
      purpose,
      title: translator.t(`consent.title.${purpose}`),
      granted: said?.granted ?? false,
      text: said?.granted ? said.text : consentText(purpose, terms, translator),
      at: said ? said.at.getTime() : null,
    };
  });
}

/** Points that leaving would take: what can be spent and what is pending. */
async function pointsAtStake(
  ctx: ServiceContext,
  sql: Sql,
  row: MembershipRow | undefined,
  shopId: ShopId,
): Promise<number> {
  if (!row || (row.status !== "active" && row.status !== "lapsed")) return 0;
  const [sum] = await sql.query<{ points: number }>(
    `SELECT COALESCE(sum("remaining"), 0)::bigint AS "points" FROM "lots" WHERE "shopId" = $1 AND "memberId" = $2 AND "open"
       AND ("expiresAt" IS NULL OR "expiresAt" > $3 OR "idleDays" IS NOT NULL)`,
    [shopId, row.memberId, dateOf(ctx.now())],
  );
  return sum?.points ?? 0;
}

function statusOf(ctx: ServiceContext, row: MembershipRow | undefined): MembershipView["status"] {
  if (!row || row.status === "merged" || row.status === "closed") return "none";
  if (row.status === "active" && !mayTakePart(row, ctx.now()).done) return "lapsed";
  return row.status;
}

/** Why joining would be declined, as far as it can be told without asking the store. */
function joinClosed(status: MembershipView["status"], asked: MembershipAsked, { terms, translator }: Seen) {
  const { mode } = terms.membership;
  if (asked.customerId === null) return translator.t("membership.sign-in");
  if (status === "active") return translator.t("declined.already-member");
  if (mode === "paid") return translator.t("declined.not-paid");
  return null;
}

export async function membershipFor(ctx: ServiceContext, asked: MembershipAsked): Promise<MembershipView> {
  const { shopId, customerId } = asked;
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const translator = createTranslator(resolveLocale(asked.locale, shop.locale));
  const seen = { shop, terms, translator };
  const member = customerId && (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  const row = member ? (await readMemberships(sql, shopId, [member])).get(member) : undefined;
  const status = statusOf(ctx, row);
  const atStake = await pointsAtStake(ctx, sql, row, shopId);
  const closed = joinClosed(status, asked, seen);
  const { t, date } = translator;
  // A membership ends with the first moment of a day; its last day is the one before.
  const until = row?.until ?? null;
  return {
    locale: translator.locale,
    direction: translator.direction,
    mode: terms.membership.mode,
    status,
    statusText: t(`membership.status.${status}`),
    canJoin: closed === null,
    joinClosedBecause: closed,
    joinedAt: status === "none" ? null : (row?.joinedAt ?? null),
    until,
    untilText: until === null ? null : t("membership.until", { date: date(until - 1, shop.timeZone) }),
    pointsAtStake: atStake,
    leaveWarning:
      status === "active" || status === "lapsed" ? t("membership.leave.warning", { points: atStake }) : null,
    consents: await consentViews(sql, status === "none" ? undefined : row, seen),
  };
}
