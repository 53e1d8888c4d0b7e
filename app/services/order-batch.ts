/**
 * A batch of order states and what surrounds them: the newest state of each order, the members, awards and redemptions it touches. Reading only, but for
 * the enrolment of customers who are not members yet.
 */

import { readAwards } from "../db/awards";
import { saveProfiles } from "../db/member-profiles";
import { enrollCustomers, membersOfCustomers } from "../db/members";
import { digestOf } from "../db/order-state";
import { readRevisions } from "../db/orders";
import { findForOrders } from "../db/redemptions";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { CustomerId, Instant, MemberId, OrderId } from "../loyalty/brand";
import type { Order } from "../loyalty/order";
import type { PostedAward } from "../loyalty/reconcile";
import type { Redemption } from "../loyalty/redemptions";
import { compareRevisions, type Revision } from "../loyalty/revision";
import type { CustomerFacts, ReceivedOrder } from "../stores/store";
import { dateOf } from "./context";
import type { Need } from "./open-members";

export interface IncomingState {
  readonly received: ReceivedOrder;
  readonly triggeredAt: Instant;
  /** Reconcile again although the stored state is just as new: what surrounds the order has changed (a code died, a guest joined). */
  readonly again?: boolean;
}

export interface Candidate {
  readonly order: Order;
  readonly customer: CustomerFacts | null;
  readonly revision: Revision;
  readonly again: boolean;
}

export function newestPerOrder(states: readonly IncomingState[]): Map<OrderId, Candidate> {
  const newest = new Map<OrderId, Candidate>();
  for (const { received, triggeredAt, again = false } of states) {
    const { order, customer } = received;
    const revision = { updatedAt: order.updatedAt, triggeredAt, digest: digestOf(order) };
    const known = newest.get(order.orderId);
    if (!known || compareRevisions(known.revision, revision) < 0) {
      newest.set(order.orderId, { order, customer, revision, again: again || (known?.again ?? false) });
    }
  }
  return newest;
}

/** Drops what the database knows already or better. Called under the members' locks. */
export async function dropStale(
  sql: Sql,
  shop: ShopRow,
  candidates: Map<OrderId, Candidate>,
): Promise<Candidate[]> {
  const stored = await readRevisions(sql, shop.shopId, [...candidates.keys()]);
  return [...candidates.values()].filter((candidate) => {
    const known = stored.get(candidate.order.orderId);
    if (!known) return true;
    const newer = compareRevisions(known, candidate.revision);
    return newer < 0 || (newer === 0 && candidate.again);
  });
}

/** Every customer with an order is a member: enrolment is automatic. */
export async function enroll(
  sql: Sql,
  shop: ShopRow,
  { customers, at }: { customers: readonly CustomerFacts[]; at: Instant },
): Promise<Map<CustomerId, MemberId>> {
  const ids = customers.map((customer) => customer.customerId);
  const known = await membersOfCustomers(sql, shop.shopId, ids);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length === 0) return known;
  const enrolled = new Set(await enrollCustomers(sql, shop.shopId, unknown, dateOf(at)));
  const members = await membersOfCustomers(sql, shop.shopId, ids);
  const profiles = customers.flatMap((customer) => {
    const memberId = members.get(customer.customerId);
    return memberId !== undefined && enrolled.has(customer.customerId) ? [{ ...customer, memberId }] : [];
  });
  await saveProfiles(sql, shop.shopId, profiles, dateOf(at));
  return members;
}

export interface Surroundings {
  readonly members: Map<CustomerId, MemberId>;
  readonly awards: Map<OrderId, PostedAward>;
  readonly redemptions: readonly Redemption[];
}

export async function readSurroundings(
  sql: Sql,
  shop: ShopRow,
  { candidates, at }: { candidates: readonly Candidate[]; at: Instant },
): Promise<Surroundings> {
  const customers = candidates.flatMap(({ order, customer }) =>
    order.customerId === null
      ? []
      : [customer ?? { customerId: order.customerId, name: "", email: null, phone: null, locale: null }],
  );
  const orders = candidates.map((candidate) => candidate.order.orderId);
  const codes = candidates.flatMap((candidate) => candidate.order.codes);
  return {
    members: await enroll(sql, shop, { customers, at }),
    awards: await readAwards(sql, shop.shopId, orders),
    redemptions: await findForOrders(sql, shop.shopId, codes, orders),
  };
}

export function memberIdsOf(candidates: readonly Candidate[], around: Surroundings): MemberId[] {
  const owners = candidates.flatMap(({ order }) =>
    order.customerId ? [around.members.get(order.customerId)] : [],
  );
  const awarded = [...around.awards.values()].map((posted) => posted.memberId);
  return [...owners, ...awarded, ...around.redemptions.map((one) => one.memberId)].filter(
    (id) => id !== undefined,
  );
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
