/**
 * The door of the block on a customer's page in the store's admin. The staff member's session token says who acts and for which shop; the block runs on
 * Shopify's pages, so every answer has to allow it to be read there (CORS).
 */
import type { AdminBlockMember, AdminBlockView } from "../../contract/admin-block-api";
import { type MemberRow, membersOfCustomers, readMember } from "../../db/members";
import type { ShopRow } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../../i18n";
import { customerId, type MemberId } from "../../loyalty/brand";
import type { Terms } from "../../loyalty/program";
import { adjustmentReasons } from "../../services/adjust-points";
import type { ServiceContext } from "../../services/context";
import { services } from "../../services/running.server";
import { readSnapshots } from "../../services/snapshots";
import { authenticate, ensureInstalled } from "../../shopify.server";
import { notFound } from "./door-response.server";
import { readHistory } from "./history.server";

export interface StaffAtBlock {
  readonly ctx: ServiceContext;
  readonly shop: ShopRow;
  readonly actor: string;
  readonly translator: Translator;
  /** Of the customer whose page it is; null for one who is no member. */
  readonly memberId: MemberId | null;
}

const entriesShown = 5;

export async function atAdminBlock(
  request: Request,
  customer: string | undefined,
  answer: (staff: StaffAtBlock) => Promise<Response>,
): Promise<Response> {
  const { session, sessionToken, cors } = await authenticate.admin(request);
  if (!/^\d{1,20}$/.test(customer ?? "")) return cors(notFound());
  const ctx = services();
  const shop = await ensureInstalled(session);
  const id = customerId(customer ?? "");
  const members = await membersOfCustomers(sqlOf(ctx.db), shop.shopId, [id]);
  const locale = new URL(request.url).searchParams.get("locale");
  const staff: StaffAtBlock = {
    ctx,
    shop,
    actor: `staff:${sessionToken?.sub ?? "unknown"}`,
    translator: createTranslator(resolveLocale(locale, shop.locale)),
    memberId: members.get(id) ?? null,
  };
  return cors(await answer(staff));
}

interface Figures {
  readonly terms: Terms;
  readonly row: MemberRow;
  readonly joinedAt: number;
}

async function memberView(
  staff: StaffAtBlock,
  memberId: MemberId,
  { terms, row, joinedAt }: Figures,
): Promise<AdminBlockMember> {
  const { ctx, shop, translator } = staff;
  const { t, number, text, percent, date } = translator;
  const sql = sqlOf(ctx.db);
  const snapshots = await readSnapshots(sql, {
    shopId: shop.shopId,
    members: [memberId],
    terms,
    at: ctx.now(),
  });
  const snapshot = snapshots.get(memberId);
  const balance = snapshot?.balance ?? 0;
  const held = [
    ...(snapshot?.pending ? [t("block.pending", { points: number(snapshot.pending) })] : []),
    ...(row.reserved ? [t("block.held", { points: number(row.reserved) })] : []),
  ];
  const progress = snapshot?.standing.progress;
  const tier = snapshot?.standing.tier;
  const history = await readHistory(ctx, { shop, memberId, translator, after: null, limit: entriesShown });
  return {
    memberId,
    path: `/app/members/${memberId}`,
    status: row.status,
    statusText: row.status === "active" ? null : t(`block.status.${row.status}`),
    balance,
    balanceText: t("block.balance", { points: number(balance), pointsName: text(terms.pointsName) }),
    heldText: held.length > 0 ? held.join(" · ") : null,
    tier: tier ? text(tier.name) : null,
    progress: progress
      ? {
          percent: progress.percent,
          text: t("block.progress", {
            percent: percent(progress.percent / 100),
            tier: text(progress.next.name),
          }),
        }
      : null,
    joinedText: t("block.joined", { date: date(joinedAt, shop.timeZone) }),
    entries: history.entries,
  };
}

export async function adminBlockView(staff: StaffAtBlock): Promise<AdminBlockView> {
  const { ctx, shop, translator, memberId } = staff;
  const sql = sqlOf(ctx.db);
  const terms = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  const row = memberId === null ? null : await readMember(sql, shop.shopId, memberId);
  const [joined] = await sql.query<{ joinedAt: Date }>(
    `SELECT "joinedAt" FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
    [shop.shopId, memberId],
  );
  const known = memberId !== null && row && joined;
  return {
    locale: translator.locale,
    direction: translator.direction,
    pointsName: translator.text(terms.pointsName),
    member: known
      ? await memberView(staff, memberId, { terms, row, joinedAt: joined.joinedAt.getTime() })
      : null,
    reasons: adjustmentReasons.map((id) => ({ id, label: translator.t(`adjustment.${id}`) })),
  };
}
