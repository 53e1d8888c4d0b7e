/** Staff invite into a program that wants an invitation, by e-mail or by the store's customer. Joining asks for it (join-program.ts). */
import { recordAudit } from "../db/audit";
import { addInvitation, revokeInvitationRow } from "../db/invitations";
import { membersOfCustomers, readMember } from "../db/members";
import { membersByProvedEmail } from "../db/memberships";
import { inTransaction, type Sql } from "../db/transaction";
import { type CustomerId, customerId, type ShopId } from "../loyalty/brand";
import { emailFingerprint, normalEmail } from "../loyalty/email";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";

export interface InviteRequest {
  readonly shopId: ShopId;
  /** An e-mail address, or the digits of a customer's id. */
  readonly invited: string;
  readonly actor: string;
}

/** What an invitation of a customer is known by, where no e-mail is known. */
export const customerMark = (ctx: ServiceContext, customer: CustomerId): string =>
  ctx.fingerprint(`customer:${customer}`);

const customerDigits = /^\d{1,20}$/;

async function isMember(
  sql: Sql,
  shopId: ShopId,
  { customer, mark }: { customer: CustomerId | null; mark: string },
): Promise<boolean> {
  if (customer === null)
    return (await membersByProvedEmail(sql, shopId, [mark])).get(mark)?.status === "active";
  const member = (await membersOfCustomers(sql, shopId, [customer])).get(customer);
  return member !== undefined && (await readMember(sql, shopId, member))?.status === "active";
}

/** Declines `bad-request` for what is neither address nor id, and `already-member`. */
export async function inviteMember(ctx: ServiceContext, request: InviteRequest): Promise<Outcome<number>> {
  const { shopId, actor } = request;
  const text = request.invited.trim();
  const customer = customerDigits.test(text) ? customerId(text) : null;
  const address = customer === null ? normalEmail(text) : null;
  const mark = customer === null ? emailFingerprint(ctx.fingerprint, address) : customerMark(ctx, customer);
  if (mark === null) return declined("bad-request", { path: "invited" });
  return inTransaction(ctx.db, async (sql): Promise<Outcome<number>> => {
    if (await isMember(sql, shopId, { customer, mark })) return declined("already-member");
    const at = ctx.now();
    const id = await addInvitation(sql, shopId, {
      mark,
      address,
      customerId: customer,
      invitedBy: actor,
      at: dateOf(at),
    });
    const details = { by: customer === null ? "email" : "customer" };
    await recordAudit(sql, shopId, {
      actor,
      action: "member-invited",
      subject: `invitation:${id}`,
      details,
      at,
    });
    return done(id);
  });
}

/** Declines `not-invited` when there is no open invitation under this number. */
export async function revokeInvitation(
  ctx: ServiceContext,
  { shopId, id, actor }: { shopId: ShopId; id: number; actor: string },
): Promise<Outcome<number>> {
  return inTransaction(ctx.db, async (sql): Promise<Outcome<number>> => {
    const at = ctx.now();
    if (!(await revokeInvitationRow(sql, shopId, id, dateOf(at)))) return declined("not-invited");
    await recordAudit(sql, shopId, {
      actor,
      action: "invitation-revoked",
      subject: `invitation:${id}`,
      details: {},
      at,
    });
    return done(id);
  });
}
