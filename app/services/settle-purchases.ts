/**
 * Orders that buy membership: notes what each bought and whether it still pays, and works out anew until when its member is one (law 1: from the purchases as they
 * stand). Called under the members' locks, before the orders are judged, so that the very order that buys a membership counts.
 */
import { type PurchaseRow, purchasesOf, readPurchases, savePurchases } from "../db/membership-purchases";
import { type MembershipRow, readMemberships, saveMembership } from "../db/memberships";
import { addEffects } from "../db/outbox";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { type Instant, type MemberId, memberId } from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import {
  membershipProductIn,
  type Purchase,
  paidPeriods,
  paidUntil,
  stillPays,
} from "../loyalty/paid-membership";
import type { Terms } from "../loyalty/program";
import { askForTags } from "./ask-for-tags";
import { dateOf } from "./context";
import type { Owners } from "./order-owners";

export interface Purchasing {
  readonly orders: readonly Order[];
  readonly owners: Owners;
  readonly terms: Terms;
  readonly at: Instant;
}

/** What an order buys: as it was noted when it was first seen, or by today's terms. */
function purchaseIn(
  order: Order,
  known: Purchase | undefined,
  terms: Terms,
): Omit<Purchase, "orderId"> | null {
  const { placedAt } = order;
  if (known) return { ...known, placedAt, stands: stillPays(order, known.productId) };
  const { mode, paid } = terms.membership;
  const productId = mode === "paid" ? membershipProductIn(order, paid) : null;
  if (productId === null || !stillPays(order, productId)) return null;
  return { productId, months: paid.months, placedAt, stands: true };
}

/** Where a member stands by their purchases. Who is a member without end, or has left, is not made another by an old purchase. */
function standingBy(
  row: MembershipRow,
  purchases: readonly Purchase[],
  { timeZone, at, bought }: { timeZone: string; at: Instant; bought: boolean },
): MembershipRow | null {
  const endless = row.status === "active" && row.until === null && row.joinedVia !== "paid";
  const gone = row.status === "closed" || row.status === "merged" || (row.status === "left" && !bought);
  if (endless || gone) return null;
  const until = paidUntil(purchases, timeZone);
  if (until === null) return null;
  const status = at < until ? "active" : "lapsed";
  return { ...row, status, until, joinedVia: "paid", periods: paidPeriods(purchases, timeZone) };
}

/** Works out one member's paid membership anew. */
export async function settleMembership(
  sql: Sql,
  shop: ShopRow,
  { member, at, bought }: { member: MemberId; at: Instant; bought: boolean },
): Promise<void> {
  const row = (await readMemberships(sql, shop.shopId, [member])).get(member);
  const purchases = await readPurchases(sql, shop.shopId, member);
  const standing = row && standingBy(row, purchases, { timeZone: shop.timeZone, at, bought });
  if (!standing) return;
  await saveMembership(sql, shop.shopId, standing);
  const subject = String(member);
  await addEffects(
    sql,
    shop.shopId,
    [
      { kind: "claim-orders", subject },
      { kind: "push-snapshot", subject },
    ],
    dateOf(at),
  );
  await askForTags(sql, shop.shopId, [member], dateOf(at));
}

/** @returns whether any membership was worked out anew. */
export async function settlePurchases(sql: Sql, shop: ShopRow, batch: Purchasing): Promise<boolean> {
  const owned = batch.orders.filter((order) => batch.owners.has(order.orderId));
  const known = await purchasesOf(
    sql,
    shop.shopId,
    owned.map((order) => order.orderId),
  );
  const rows = owned.flatMap((order): PurchaseRow[] => {
    const purchase = purchaseIn(order, known.get(order.orderId), batch.terms);
    const owner = batch.owners.get(order.orderId);
    return purchase && owner !== undefined ? [{ ...purchase, orderId: order.orderId, memberId: owner }] : [];
  });
  const changed = rows.filter((row) => isNews(row, known.get(row.orderId)));
  if (changed.length === 0) return false;
  await savePurchases(sql, shop.shopId, changed);
  for (const [member, bought] of membersOf(changed, known))
    await settleMembership(sql, shop, { member, at: batch.at, bought });
  return true;
}

type Known = Awaited<ReturnType<typeof purchasesOf>>;

const isNews = (row: PurchaseRow, known: { stands: boolean; memberId: number } | undefined) =>
  !known || known.stands !== row.stands || known.memberId !== row.memberId;

/** Whoever an order was noted for before and is now, and whether they have bought something new. */
function membersOf(changed: readonly PurchaseRow[], known: Known): Map<MemberId, boolean> {
  const members = new Map<MemberId, boolean>();
  for (const row of changed) {
    const before = known.get(row.orderId);
    members.set(row.memberId, (members.get(row.memberId) ?? false) || !before);
    if (before && before.memberId !== row.memberId) members.set(memberId(before.memberId), false);
  }
  return members;
}
