/**
 * An invited friend has bought: looks for referrals among the orders just reconciled, in the caller's transaction and after the members' locks. Nothing is asked of the
 * database but one question, unless a friend is among them.
 */
import { membersOfCustomers } from "../db/members";
import { addEffects } from "../db/outbox";
import { survivorOf } from "../db/referral-codes";
import { type ReferralRow, saveReferral } from "../db/referral-rows";
import { countFriends, lockInvited } from "../db/referrals";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { type Instant, instant } from "../loyalty/brand";
import type { Buyer, Order } from "../loyalty/order";
import { qualify, signalsOf, velocityDays } from "../loyalty/referral-state";
import { dateOf, type ServiceContext } from "./context";
import { advocateMarks } from "./referral-marks";

const dayMs = 86_400_000;

export interface Bought {
  readonly shop: ShopRow;
  readonly orders: readonly Order[];
  readonly at: Instant;
}

const isFriends = (order: Order, row: ReferralRow): boolean =>
  (row.code !== null && order.codes.includes(row.code)) ||
  (order.buyer.email === row.friend && order.placedAt >= row.invitedAt);

/** Whether this buyer had a paid order before the invitation: under the same customer, the same member, or the same e-mail. */
async function boughtBefore(
  sql: Sql,
  { shop, order, row }: { readonly shop: ShopRow; readonly order: Order; readonly row: ReferralRow },
): Promise<boolean> {
  const found = await sql.query(
    `SELECT 1 FROM "orders" WHERE "shopId" = $1 AND "status" = 'paid' AND "placedAt" < $2 AND "orderId" <> $3
       AND ("customerId" = $4 OR "buyerEmail" = ANY($5::text[]) OR "memberId" = (SELECT "memberId" FROM "member_identities" WHERE "shopId" = $1 AND "customerId" = $4))
     LIMIT 1`,
    [
      shop.shopId,
      new Date(row.invitedAt),
      order.orderId,
      order.customerId,
      [row.friend, ...(order.buyer.email === null ? [] : [order.buyer.email])],
    ],
  );
  return found.length > 0;
}

async function qualified(
  ctx: ServiceContext,
  sql: Sql,
  { shop, order, row }: { readonly shop: ShopRow; readonly order: Order; readonly row: ReferralRow },
): Promise<ReferralRow> {
  const { shopId } = shop;
  const terms = (await ctx.terms(sql, shopId, row.termsVersion)).referrals;
  const advocateId = await survivorOf(sql, shopId, row.advocateId);
  const marks = await advocateMarks(ctx, sql, { shopId, memberId: advocateId });
  const since = new Date(order.placedAt - velocityDays * dayMs);
  const buyers: Buyer[] = [order.buyer, row.visitor];
  const friendId =
    order.customerId && (await membersOfCustomers(sql, shopId, [order.customerId])).get(order.customerId);
  const sameEmail = buyers.some(({ email }) => email !== null && marks.emails.has(email));
  const next = qualify(row, {
    order,
    terms,
    signals: signalsOf(marks, {
      buyers,
      recentFriends: await countFriends(sql, shopId, { advocateId, since }),
    }),
    priorCustomer: await boughtBefore(sql, { shop, order, row }),
    isAdvocate: friendId === advocateId || sameEmail,
  });
  if (next === row) return row;
  return { ...row, ...next, advocateId, customerId: order.customerId, friendId: friendId || null };
}

export async function qualifyReferrals(ctx: ServiceContext, sql: Sql, bought: Bought): Promise<void> {
  const { shop, at } = bought;
  const paid = bought.orders
    .filter((order) => order.status === "paid")
    .sort((a, b) => a.placedAt - b.placedAt || (a.orderId < b.orderId ? -1 : 1));
  const rows = await lockInvited(sql, shop.shopId, {
    codes: paid.flatMap((order) => order.codes),
    friends: paid.flatMap(({ buyer }) => (buyer.email === null ? [] : [buyer.email])),
  });
  for (const row of rows) {
    let now = row;
    for (const order of paid) {
      if (now.state === "invited" && isFriends(order, row))
        now = await qualified(ctx, sql, { shop, order, row });
    }
    if (now === row) continue;
    const settledAt = now.state === "rejected" ? at : null;
    await saveReferral(sql, shop.shopId, { ...now, qualifiedAt: instant(at), settledAt });
    // Whether the friend used the code or not, it has done its part: a cancelled order must not bring it back (field lesson 9).
    await addEffects(sql, shop.shopId, [{ kind: "kill-friend-code", subject: String(row.id) }], dateOf(at));
  }
}
