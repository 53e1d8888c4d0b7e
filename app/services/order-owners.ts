/**
 * Whose each order is: its customer's member, or, for a guest's order, the member who claimed it or whose proved e-mail it carries (field lesson 13). Never by an e-mail
 * that is not proved. And whether it counts, judged by when it was placed.
 */
import { type MembershipRow, membersByProvedEmail, membershipsInQuestion } from "../db/memberships";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { readClaims } from "../db/unclaimed-orders";
import type { AwardExclusion } from "../loyalty/award";
import type { CustomerId, MemberId, OrderId } from "../loyalty/brand";
import { claimsGuestOrder, whyNotCounted } from "../loyalty/membership-standing";
import type { Order } from "../loyalty/order";
import { membershipProductIn } from "../loyalty/paid-membership";
import type { Terms } from "../loyalty/program";

export interface OrdersAsked {
  readonly orders: readonly Order[];
  readonly members: ReadonlyMap<CustomerId, MemberId>;
  readonly terms: Terms;
}

/** A guest's purchase of the membership itself is the member's: nothing of theirs counts before it does. */
function buys(order: Order, member: MembershipRow, { membership }: Terms): boolean {
  if (membership.mode !== "paid" || member.guestsFrom === null || order.placedAt < member.guestsFrom)
    return false;
  return membershipProductIn(order, membership.paid) !== null;
}

export type Owners = ReadonlyMap<OrderId, MemberId>;

export async function readOwners(
  sql: Sql,
  shop: ShopRow,
  { orders, members, terms }: OrdersAsked,
): Promise<Owners> {
  const owners = new Map<OrderId, MemberId>();
  for (const { orderId, customerId } of orders) {
    const member = customerId === null ? undefined : members.get(customerId);
    if (member !== undefined) owners.set(orderId, member);
  }
  const guests = orders.filter((order) => order.customerId === null);
  if (guests.length === 0) return owners;
  const claims = await readClaims(
    sql,
    shop.shopId,
    guests.map((order) => order.orderId),
  );
  const byEmail = await membersByProvedEmail(
    sql,
    shop.shopId,
    guests.flatMap((order) => order.buyer.email ?? []),
  );
  for (const order of guests) {
    const { orderId, buyer, placedAt } = order;
    const claimed = claims.get(orderId);
    const proved = buyer.email === null ? undefined : byEmail.get(buyer.email);
    const byProof = proved && (claimsGuestOrder(proved, placedAt) || buys(order, proved, terms));
    const owner = claimed ?? (byProof ? proved.memberId : undefined);
    if (owner !== undefined) owners.set(orderId, owner);
  }
  return owners;
}

/** Why each order does not count for its owner, as memberships stand now; orders that count are absent. */
export async function readNotCounted(
  sql: Sql,
  shop: ShopRow,
  { orders, owners }: { orders: readonly Order[]; owners: Owners },
): Promise<Map<OrderId, AwardExclusion>> {
  const memberships = await membershipsInQuestion(sql, shop.shopId, [...owners.values()]);
  const reasons = orders.flatMap((order): [OrderId, AwardExclusion][] => {
    const why = whyOf(memberships, owners.get(order.orderId), order);
    return why === null ? [] : [[order.orderId, why]];
  });
  return new Map(reasons);
}

function whyOf(
  memberships: ReadonlyMap<MemberId, MembershipRow>,
  owner: MemberId | undefined,
  order: Order,
): AwardExclusion | null {
  const membership = owner === undefined ? undefined : memberships.get(owner);
  return membership ? whyNotCounted(membership, order.placedAt) : null;
}
