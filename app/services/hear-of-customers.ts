/**
 * What the store tells of customers: a new account makes a member where membership is automatic; members get their new facts; an e-mail that has just been proved claims
 * what was bought with it. Those we do not know have nothing to keep facts for.
 */
import { readProvedEmails, saveProfiles, type ToldProfile } from "../db/member-profiles";
import { membersOfCustomers } from "../db/members";
import { readMemberships } from "../db/memberships";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { StoreEvent } from "../stores/store";
import { dateOf, type ServiceContext } from "./context";
import { askForClaims, enrollAll, joiningOf } from "./enroll-member";

type Heard = Extract<StoreEvent, { kind: "customer" }>;

async function enrollNew(
  ctx: ServiceContext,
  sql: Sql,
  { shop, heard }: { shop: ShopRow; heard: readonly Heard[] },
): Promise<void> {
  const customers = heard.flatMap(({ created, customer }) => (created ? [customer] : []));
  if (customers.length === 0) return;
  const terms = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  if (terms.membership.mode !== "automatic") return;
  await enrollAll(sql, shop, { customers, joining: joiningOf(terms, "account", ctx.now()) });
}

/** Members' new facts; the newest of each, as the batch tells them in the order in which they came. */
async function refresh(
  ctx: ServiceContext,
  sql: Sql,
  { shop, profiles }: { shop: ShopRow; profiles: readonly ToldProfile[] },
): Promise<void> {
  if (profiles.length === 0) return;
  const ids = profiles.map((profile) => profile.memberId);
  const at = dateOf(ctx.now());
  const before = await readProvedEmails(sql, shop.shopId, ids);
  await saveProfiles(sql, shop.shopId, profiles, at);
  const after = await readProvedEmails(sql, shop.shopId, ids);
  const proved = ids.filter((id) => after.has(id) && after.get(id) !== before.get(id));
  await askForClaims(sql, shop.shopId, proved, at);
}

export async function hearOfCustomers(
  ctx: ServiceContext,
  sql: Sql,
  { shop, heard }: { shop: ShopRow; heard: readonly Heard[] },
): Promise<void> {
  await enrollNew(ctx, sql, { shop, heard });
  const ids = heard.map(({ customer }) => customer.customerId);
  const members = await membersOfCustomers(sql, shop.shopId, ids);
  const memberships = await readMemberships(sql, shop.shopId, [...members.values()]);
  const profiles = heard.flatMap(({ customer }): ToldProfile[] => {
    const memberId = members.get(customer.customerId);
    // Who was erased at their own wish is not written down again because the store still knows them.
    const erased = memberId !== undefined && memberships.get(memberId)?.status === "closed";
    return memberId === undefined || erased ? [] : [{ ...customer, memberId }];
  });
  await refresh(ctx, sql, { shop, profiles });
}
