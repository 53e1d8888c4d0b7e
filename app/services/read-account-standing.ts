/** Where a customer stands, as their account page asks it: what every door shows, and whether they have told their birthday, so that they are not asked twice. */
import type { AccountStanding } from "../contract/account-api";
import { readBirthday } from "../db/birthdays";
import { membersOfCustomers } from "../db/members";
import { sqlOf } from "../db/transaction";
import type { ServiceContext } from "./context";
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
  return { ...(await standingFor(ctx, request)), birthday: { known: await knowsBirthday(ctx, request) } };
}
