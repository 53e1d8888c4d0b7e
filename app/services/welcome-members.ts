/** The first tier and the points for joining: every enrolment asks for them in its own transaction, a set of members at a time; each member is welcomed once. */
import { addEffects } from "../db/outbox";
import { findShop } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { ServiceContext } from "./context";
import { evaluateMembers } from "./evaluate-tiers";
import { recordActions } from "./record-actions";

const atOnce = 200;

/** Called by whoever enrols. */
export async function askForWelcome(
  sql: Sql,
  shopId: ShopId,
  members: readonly MemberId[],
  at: Date,
): Promise<void> {
  const subjects: string[] = [];
  for (let from = 0; from < members.length; from += atOnce)
    subjects.push(members.slice(from, from + atOnce).join(","));
  await addEffects(
    sql,
    shopId,
    subjects.map((subject) => ({ kind: "welcome-members" as const, subject })),
    at,
  );
}

/** @param subject the members' ids, as `askForWelcome` wrote them */
export async function welcomeMembers(ctx: ServiceContext, shopId: ShopId, subject: string): Promise<void> {
  const ids = subject.split(",").map((id) => memberId(Number(id)));
  await inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    if (!shop) return;
    const terms = await ctx.terms(sql, shopId, shop.termsVersion);
    // Who joins without an order has a tier, too: the one that begins with nothing.
    await evaluateMembers(sql, { shop, terms, at: ctx.now() }, ids);
    if (!terms.earningRules.some((rule) => rule.kind === "sign-up" && rule.active)) return;
    const joined = await sql.query<{ id: number; joinedAt: Date }>(
      `SELECT "id", "joinedAt" FROM "members" WHERE "shopId" = $1 AND "id" = ANY($2::bigint[]) ORDER BY "id"`,
      [shopId, ids],
    );
    const actions = joined.map(({ id, joinedAt }) => ({
      memberId: memberId(id),
      kind: "sign-up" as const,
      key: "sign-up",
      at: instant(joinedAt.getTime()),
      channel: "online" as const,
    }));
    await recordActions(ctx, sql, { shop, actions });
  });
  ctx.nudge();
}
