/**
 * Enrolment as the terms want it: with the account or the first order, by joining, by invitation, or by buying. Who is enrolled is decided here and nowhere else; when
 * their orders count is fixed at that moment, so that later terms change nobody's past (law 2).
 */
import { saveProfiles, type ToldProfile } from "../db/member-profiles";
import { enrollCustomers, type Joining, membersOfCustomers } from "../db/members";
import { addEffects } from "../db/outbox";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { membersWithUnclaimed } from "../db/unclaimed-orders";
import type { CustomerId, Instant, MemberId, ShopId } from "../loyalty/brand";
import { membershipProductIn, stillPays } from "../loyalty/paid-membership";
import type { Terms } from "../loyalty/program";
import type { CustomerFacts, ReceivedOrder } from "../stores/store";
import { dateOf } from "./context";
import { askForWelcome } from "./welcome-members";

export type JoinedVia = "order" | "account" | "joined" | "invitation" | "paid" | "staff";

const dayMs = 86_400_000;

/** Automatic members' orders always count; who joins by a deed of their own counts from `claimDays` before it; who pays, in the periods paid for. */
export function joiningOf(terms: Terms, via: JoinedVia, at: Instant): Joining {
  const from = at - terms.membership.claimDays * dayMs;
  const guestsFrom = new Date(from);
  if (via === "order" || via === "account") return { at: dateOf(at), via, counting: null, guestsFrom };
  return { at: dateOf(at), via, counting: via === "paid" ? [] : [[from, null]], guestsFrom };
}

export interface Enrolling {
  readonly customers: readonly CustomerFacts[];
  readonly joining: Joining;
}

/** Enrols those who are no members yet, with what is known of them. @returns who was enrolled by this call. */
export async function enrollAll(
  sql: Sql,
  shop: ShopRow,
  { customers, joining }: Enrolling,
): Promise<CustomerId[]> {
  const { shopId } = shop;
  const ids = customers.map((customer) => customer.customerId);
  const enrolled = new Set(await enrollCustomers(sql, shopId, ids, joining));
  const members = await membersOfCustomers(sql, shopId, [...enrolled]);
  const profiles = customers.flatMap((customer): ToldProfile[] => {
    const memberId = members.get(customer.customerId);
    return memberId !== undefined && enrolled.has(customer.customerId) ? [{ ...customer, memberId }] : [];
  });
  await saveProfiles(sql, shopId, profiles, joining.at);
  const joined = profiles.map(({ memberId }) => memberId);
  await askForWelcome(sql, shopId, joined, joining.at);
  await askForClaims(sql, shopId, joined, joining.at);
  return [...enrolled];
}

/** What they bought before, as guests or under this very account, may count. */
export async function askForClaims(
  sql: Sql,
  shopId: ShopId,
  members: readonly MemberId[],
  at: Date,
): Promise<void> {
  const claiming = await membersWithUnclaimed(sql, shopId, members);
  const effects = claiming.map((member) => ({ kind: "claim-orders" as const, subject: String(member) }));
  await addEffects(sql, shopId, effects, at);
}

const nobody = { name: "", email: null, phone: null, locale: null };

/** Whether an order makes its customer a member. */
function makesMember(terms: Terms, { order }: ReceivedOrder): boolean {
  const { mode, paid } = terms.membership;
  if (mode === "automatic") return true;
  if (mode !== "paid") return false;
  const product = membershipProductIn(order, paid);
  return product !== null && stillPays(order, product);
}

/** Enrols the buyers of a batch of orders, as far as their orders make members. @returns all members among the buyers. */
export async function enrollBuyers(
  sql: Sql,
  shop: ShopRow,
  { bought, terms, at }: { bought: readonly ReceivedOrder[]; terms: Terms; at: Instant },
): Promise<Map<CustomerId, MemberId>> {
  const ids = bought.flatMap(({ order }) => order.customerId ?? []);
  const known = await membersOfCustomers(sql, shop.shopId, ids);
  const joining = joiningOf(terms, terms.membership.mode === "paid" ? "paid" : "order", at);
  const customers = bought.flatMap((received) => {
    const { customerId } = received.order;
    if (customerId === null || known.has(customerId) || !makesMember(terms, received)) return [];
    return [received.customer ?? { customerId, ...nobody }];
  });
  if (customers.length === 0) return known;
  await enrollAll(sql, shop, { customers, joining });
  return membersOfCustomers(sql, shop.shopId, ids);
}
