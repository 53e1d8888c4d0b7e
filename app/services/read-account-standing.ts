/**
 * Where a customer stands, as their account page asks it: what every door shows, which forms there are to earn by, and whether they have told their
 * birthday, so that they are not asked twice.
 */
import type { AccountStanding } from "../contract/account-api";
import { readBirthday } from "../db/birthdays";
import { membersOfCustomers } from "../db/members";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import type { ServiceContext } from "./context";
import { earningFormsOf } from "./earning-forms";
import { type StandingRequest, standingFor } from "./read-standing";

async function knowsBirthday(ctx: ServiceContext, { shopId, customerId }: StandingRequest): Promise<boolean> {
  if (customerId === null) return false;
  const sql = sqlOf(ctx.db);
  const memberId = (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  return memberId !== undefined && (await readBirthday(sql, shopId, memberId)) !== null;
}

export async function accountStandingFor(
  ctx: ServiceContext,
  request: StandingRequest,
): Promise<AccountStanding> {
  const { shopId } = request;
  const sql = sqlOf(ctx.db);
  const standing = await standingFor(ctx, request);
  const shop = await findShop(sql, shopId);
  const forms = shop ? earningFormsOf(await ctx.terms(sql, shopId, shop.termsVersion)) : [];
  return { ...standing, forms, birthday: { known: await knowsBirthday(ctx, request) } };
}
