/**
 * What surrounds a batch of order states: the members, awards and redemptions it touches. Reading only, but for the enrolment of customers who are not members yet.
 */

import { readAwards } from "../db/awards";
import { lockMembers, type MemberRow } from "../db/members";
import { findForOrders } from "../db/redemptions";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { Instant, MemberId, OrderId, ShopId } from "../loyalty/brand";
import type { Terms } from "../loyalty/program";
import type { PostedAward } from "../loyalty/reconcile";
import type { Redemption } from "../loyalty/redemptions";
import { enrollBuyers } from "./enroll-member";
import type { Candidate } from "./newest-states";
import type { Need } from "./open-members";
import { type Owners, readOwners } from "./order-owners";

export interface Surroundings {
  /** Whose each order is; a guest's, and a customer's who is no member, are absent. */
  readonly owners: Owners;
  readonly awards: Map<OrderId, PostedAward>;
  readonly redemptions: readonly Redemption[];
}

export async function readSurroundings(
  sql: Sql,
  shop: ShopRow,
  { candidates, terms, at }: { candidates: readonly Candidate[]; terms: Terms; at: Instant },
): Promise<Surroundings> {
  const orders = candidates.map((candidate) => candidate.order);
  const ids = orders.map((order) => order.orderId);
  const codes = orders.flatMap((order) => order.codes);
  const bought = candidates.map(({ received }) => received);
  const members = await enrollBuyers(sql, shop, { bought, terms, at });
  return {
    owners: await readOwners(sql, shop, { orders, members, terms }),
    awards: await readAwards(sql, shop.shopId, ids),
    redemptions: await findForOrders(sql, shop.shopId, codes, ids),
  };
}

/** Who still has no lock after all is left out: the claim or the merge that made them the owner asks for the order again. */
function withOwnersAmong(locked: ReadonlyMap<MemberId, unknown>, around: Surroundings): Surroundings {
  const owners = [...around.owners].filter(([, member]) => locked.has(member));
  return owners.length === around.owners.size ? around : { ...around, owners: new Map(owners) };
}

const mostRounds = 3;

/**
 * What surrounds the orders, with everybody it is about locked. While we waited for the first locks, owners may have become others (their customers were merged, their
 * address was proved): whoever they are now is locked too. Two that wait for each other then are told apart by the database, and one of them begins anew.
 */
export async function underLocks(
  sql: Sql,
  shopId: ShopId,
  { first, read }: { first: ReadonlyMap<MemberId, MemberRow>; read: () => Promise<Surroundings> },
): Promise<{ readonly locked: ReadonlyMap<MemberId, MemberRow>; readonly around: Surroundings }> {
  let locked = first;
  for (let round = 0; round < mostRounds; round += 1) {
    const around = await read();
    const others = memberIdsOf(around).filter((id) => !locked.has(id));
    if (others.length === 0) return { locked, around };
    locked = new Map([...locked, ...(await lockMembers(sql, shopId, others))]);
  }
  return { locked, around: withOwnersAmong(locked, await read()) };
}

export function memberIdsOf(around: Surroundings): MemberId[] {
  const awarded = [...around.awards.values()].map((posted) => posted.memberId);
  return [...around.owners.values(), ...awarded, ...around.redemptions.map((one) => one.memberId)];
}

/** A first award to a member is a plain credit and needs no lots; everything else may take points. */
export function needsOf(
  candidates: readonly Candidate[],
  around: Surroundings,
  members: readonly MemberId[],
): Map<MemberId, Need> {
  const needs = new Map<MemberId, { lots: boolean; orders: OrderId[]; debits: number[] }>(
    members.map((id) => [id, { lots: false, orders: [], debits: [] }]),
  );
  for (const { order } of candidates) {
    const posted = around.awards.get(order.orderId);
    if (!posted) continue;
    const need = needs.get(posted.memberId);
    if (!need) continue;
    need.lots = true;
    need.orders.push(order.orderId);
  }
  for (const redemption of around.redemptions) {
    const need = needs.get(redemption.memberId);
    if (!need) continue;
    need.lots = true;
    need.debits.push(...redemption.debitSeqs);
  }
  return needs;
}
