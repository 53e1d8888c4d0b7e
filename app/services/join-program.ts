/**
 * Joining by a deed of one's own: on the storefront or the account page, with consent, as the terms want it (automatic, opt-in, by invitation, paid). Whoever left comes back
 * the same way. Joining twice is joining once.
 */
import { recordAudit } from "../db/audit";
import { acceptInvitation, findInvitation } from "../db/invitations";
import { readProfile, saveProfiles } from "../db/member-profiles";
import { forgetCustomer, lockMembers, membersOfCustomers } from "../db/members";
import { type MembershipRow, readMemberships, saveMembership } from "../db/memberships";
import { ordersOfBuyer } from "../db/orders-of-buyer";
import { addEffects } from "../db/outbox";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import type { Locale } from "../i18n";
import { type CustomerId, type Instant, instant, type MemberId, type ShopId } from "../loyalty/brand";
import type { ConsentPurpose } from "../loyalty/membership";
import { mayTakePart } from "../loyalty/membership-standing";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { membershipProductIn, stillPays } from "../loyalty/paid-membership";
import type { Terms } from "../loyalty/program";
import { type CustomerFacts, StoreUnavailable } from "../stores/store";
import { askForTags } from "./ask-for-tags";
import { dateOf, type ServiceContext } from "./context";
import { askForClaims, enrollAll, type JoinedVia, joiningOf } from "./enroll-member";
import { customerMark } from "./invite-member";
import { recordConsent } from "./record-consent";

export interface JoinRequest {
  readonly shopId: ShopId;
  /** Whom the door's own signature names. */
  readonly customerId: CustomerId;
  readonly locale: Locale;
  readonly source: string;
  /** `program` has to be among them. */
  readonly consents: readonly ConsentPurpose[];
}

interface Asking {
  readonly request: JoinRequest;
  readonly shop: ShopRow;
  readonly terms: Terms;
  readonly facts: CustomerFacts;
  readonly at: Instant;
}

/** What the store knows of the customer. Out of reach it must not keep anybody out: the next message about them will tell. */
async function factsOf(ctx: ServiceContext, { shopId, customerId }: JoinRequest): Promise<CustomerFacts> {
  const nothing = { customerId, name: "", email: null, phone: null, locale: null };
  try {
    return (await (await ctx.storeFor(shopId)).describeCustomer(customerId)) ?? nothing;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    ctx.log.warn({ shopId, err: error }, "a customer joined whom the store could not describe");
    return nothing;
  }
}

/** Opens the gate that the terms put up. Declines with the reason why it stays shut. */
async function admit(ctx: ServiceContext, sql: Sql, asking: Asking): Promise<Outcome<JoinedVia>> {
  const { request, terms, facts } = asking;
  const { shopId, customerId } = request;
  switch (terms.membership.mode) {
    case "automatic":
      return done("account");
    case "opt-in":
      return done("joined");
    case "invitation": {
      // By a proved e-mail only: anybody can open an account with somebody else's address.
      const proved = facts.verifiedEmail ? [facts.verifiedEmail] : [];
      const marks = [customerMark(ctx, customerId), ...proved];
      return (await findInvitation(sql, shopId, marks)) ? done("invitation") : declined("not-invited");
    }
    case "paid": {
      const orders = await ordersOfBuyer(sql, shopId, { customerId, email: facts.verifiedEmail ?? null });
      const bought = orders.some((order) => {
        const product = membershipProductIn(order, terms.membership.paid);
        return product !== null && stillPays(order, product);
      });
      return bought ? done("paid") : declined("not-paid");
    }
  }
}

/** Whoever left or lapsed comes back: orders count from now on, and as far back as joining reaches. */
function comingBack(row: MembershipRow, via: JoinedVia, { terms, at }: Asking): MembershipRow {
  const { counting, guestsFrom } = joiningOf(terms, via === "account" ? "joined" : via, at);
  return {
    ...row,
    status: "active",
    until: null,
    joinedVia: via,
    periods: (counting ?? []).map(([from, until]) => ({
      from: instant(from),
      until: until === null ? null : instant(until),
    })),
    guestsFrom: guestsFrom && instant(guestsFrom.getTime()),
  };
}

async function enter(sql: Sql, asking: Asking, via: JoinedVia): Promise<MemberId> {
  const { request, shop, terms, facts, at } = asking;
  await enrollAll(sql, shop, { customers: [facts], joining: joiningOf(terms, via, at) });
  const member = (await membersOfCustomers(sql, shop.shopId, [request.customerId])).get(request.customerId);
  if (member === undefined) throw new Error("nobody was enrolled");
  return member;
}

/** Brings back a known member. Their name and e-mail are there still, unless they were never told. */
async function comeBack(sql: Sql, asking: Asking, row: MembershipRow, via: JoinedVia): Promise<MemberId> {
  const { shop, facts, at } = asking;
  const { memberId } = row;
  await saveMembership(sql, shop.shopId, comingBack(row, via, asking));
  if (facts.email !== null || !(await readProfile(sql, shop.shopId, memberId)))
    await saveProfiles(sql, shop.shopId, [{ ...facts, memberId }], dateOf(at));
  const subject = String(memberId);
  await addEffects(
    sql,
    shop.shopId,
    [
      { kind: "claim-orders", subject },
      { kind: "push-snapshot", subject },
    ],
    dateOf(at),
  );
  await askForTags(sql, shop.shopId, [memberId], dateOf(at));
  return memberId;
}

/** Who was erased and comes back is somebody new: nothing ties them to what was posted before. */
async function knownMember(sql: Sql, { request }: Asking): Promise<MembershipRow | undefined> {
  const { shopId, customerId } = request;
  const known = (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  if (known === undefined) return undefined;
  await lockMembers(sql, shopId, [known]);
  const row = (await readMemberships(sql, shopId, [known])).get(known);
  if (row?.status !== "closed") return row;
  await forgetCustomer(sql, shopId, customerId);
  return undefined;
}

async function join(ctx: ServiceContext, sql: Sql, asking: Asking): Promise<Outcome<MemberId>> {
  const { request, terms, at } = asking;
  const { shopId } = request;
  const row = await knownMember(sql, asking);
  const isMember = row !== undefined && mayTakePart(row, at).done;
  let member = row?.memberId;
  if (!isMember) {
    const via = await admit(ctx, sql, asking);
    if (!via.done) return via;
    member = row ? await comeBack(sql, asking, row, via.value) : await enter(sql, asking, via.value);
    if (via.value === "invitation") await takeInvitation(ctx, sql, { asking, member });
    await recordAudit(sql, shopId, {
      actor: "member",
      action: "member-joined",
      subject: `member:${member}`,
      details: { via: via.value, source: request.source },
      at,
    });
    await askForClaims(sql, shopId, [member], dateOf(at));
  }
  if (member === undefined) throw new Error("a member without a number");
  const { locale, source, consents } = request;
  const change = { shopId, memberId: member, terms, purposes: consents, granted: true, locale, source };
  await recordConsent(ctx, sql, change);
  return done(member);
}

async function takeInvitation(
  ctx: ServiceContext,
  sql: Sql,
  { asking, member }: { asking: Asking; member: MemberId },
): Promise<void> {
  const { request, facts, at } = asking;
  const marks = [
    customerMark(ctx, request.customerId),
    ...(facts.verifiedEmail ? [facts.verifiedEmail] : []),
  ];
  const invitation = await findInvitation(sql, request.shopId, marks);
  if (invitation) await acceptInvitation(sql, request.shopId, { id: invitation.id, member, at: dateOf(at) });
}

/** Declines `bad-request` without consent to the program, `not-invited`, `not-paid`. */
export async function joinProgram(ctx: ServiceContext, request: JoinRequest): Promise<Outcome<MemberId>> {
  if (!request.consents.includes("program")) return declined("bad-request", { path: "consents" });
  const facts = await factsOf(ctx, request);
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<MemberId>> => {
    const shop = await findShop(sql, request.shopId);
    if (!shop) throw new Error(`no shop ${request.shopId}`);
    const terms = await ctx.terms(sql, request.shopId, shop.termsVersion);
    return join(ctx, sql, { request, shop, terms, facts, at: ctx.now() });
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
