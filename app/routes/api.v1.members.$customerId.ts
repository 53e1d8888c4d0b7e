/** Another system asks where a member stands. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { ApiMember } from "../contract/public-api";
import { membersOfCustomers, readMember } from "../db/members";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { declined } from "../loyalty/outcome";
import { readSnapshots } from "../services/snapshots";
import { type ApiCaller, atApi, problem } from "./shared/api-door.server";
import { json } from "./shared/door-response.server";

async function standing({ ctx, shop }: ApiCaller, asked: string): Promise<ApiMember | null> {
  if (!/^\d{1,20}$/.test(asked)) return null;
  const sql = sqlOf(ctx.db);
  const { shopId } = shop;
  const customer = customerId(asked);
  const member = (await membersOfCustomers(sql, shopId, [customer])).get(customer);
  if (member === undefined || (await readMember(sql, shopId, member))?.status !== "active") return null;
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const snapshots = await readSnapshots(sql, { shopId, members: [member], terms, at: ctx.now() });
  const snapshot = snapshots.get(member);
  if (!snapshot) return null;
  const { tier, progress } = snapshot.standing;
  return { customerId: asked, balance: snapshot.balance, pending: snapshot.pending, tier, progress };
}

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return atApi(request, "members:read", async (caller) => {
    const member = await standing(caller, params.customerId ?? "");
    return member ? json(member) : problem(caller.translator, declined("no-such-member"));
  });
}
