/**
 * A friend asks for their welcome code at an advocate's link. The answer is the same whether or not we know the e-mail: who bought before is found out when
 * they buy, so that the link tells nobody who our customers are. Of the e-mail only keyed hashes are kept.
 */
import { setTimeout as pause } from "node:timers/promises";
import { membersOfCustomers, readMember } from "../db/members";
import { addEffects } from "../db/outbox";
import { advocateOfCode } from "../db/referral-codes";
import { insertReferral, type ReferralRow, saveReferral } from "../db/referral-rows";
import { countFriends, lockReferralOfFriend } from "../db/referrals";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { type CustomerId, type Instant, instant, type MemberId, type ShopId } from "../loyalty/brand";
import { emailFingerprint, emailPatternFingerprint } from "../loyalty/email";
import { type Buyer, unknownBuyer } from "../loyalty/order";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { deviceMark } from "../loyalty/personal-marks";
import { invitedReferral } from "../loyalty/referral-state";
import type { ReferralTerms } from "../loyalty/referrals";
import { dateOf, type ServiceContext } from "./context";
import { friendCodeEnds } from "./friend-code";
import { readableCode } from "./referral-code";
import { sendNow } from "./send-effects";

const dayMs = 86_400_000;
/** Nobody has more friends than this in a day; each one costs the store a code. */
const mostPerDay = 20;

export interface InviteRequest {
  readonly shopId: ShopId;
  /** The advocate's code, as the link has it. */
  readonly code: string;
  readonly email: string;
  /** Who is logged in, if anybody. */
  readonly customerId: CustomerId | null;
  readonly visitor: { readonly address: string | null; readonly agent: string | null };
  /** How long the store may keep the friend waiting for the code. */
  readonly withinMs: number;
}

export interface Invited {
  readonly code: string;
  readonly friendReward: ReferralTerms["friendReward"];
  readonly minimumMinor: number;
  readonly endsAt: Instant;
}

interface Advocate {
  readonly shop: ShopRow;
  readonly terms: ReferralTerms;
  readonly memberId: MemberId;
}

/** Whose link this is, when there is a referral program and they are in it. */
export async function advocateFor(
  ctx: ServiceContext,
  sql: Sql,
  asked: { readonly shopId: ShopId; readonly code: string },
): Promise<Outcome<Advocate>> {
  const shop = await findShop(sql, asked.shopId);
  if (!shop) return declined("no-such-referral");
  const terms = (await ctx.terms(sql, shop.shopId, shop.termsVersion)).referrals;
  if (!terms.active) return declined("referral-off");
  const code = readableCode(asked.code);
  const memberId = code === null ? null : await advocateOfCode(sql, shop.shopId, code);
  const member = memberId === null ? null : await readMember(sql, shop.shopId, memberId);
  if (memberId === null || member?.status !== "active") return declined("no-such-referral");
  return done({ shop, terms, memberId });
}

function visitorOf(ctx: ServiceContext, request: InviteRequest): Buyer {
  const device = deviceMark(request.visitor);
  return {
    ...unknownBuyer,
    email: emailFingerprint(ctx.fingerprint, request.email),
    emailPattern: emailPatternFingerprint(ctx.fingerprint, request.email),
    device: device === null ? null : ctx.fingerprint(device),
  };
}

/** A friend whose code ended unused may be invited again, by anybody. The old code has passed its date in the store too. */
async function invitedAgain(
  ctx: ServiceContext,
  sql: Sql,
  known: { row: ReferralRow; advocate: Advocate; visitor: Buyer },
): Promise<ReferralRow> {
  const { row, advocate, visitor } = known;
  if (row.state !== "rejected" || row.reason !== "lapsed") return row;
  const { shopId, termsVersion } = advocate.shop;
  const again: ReferralRow = {
    ...row,
    ...invitedReferral,
    advocateId: advocate.memberId,
    code: ctx.code(),
    storeRef: null,
    termsVersion,
    invitedAt: ctx.now(),
    settledAt: null,
    visitor,
  };
  await saveReferral(sql, shopId, again);
  return again;
}

async function invite(
  ctx: ServiceContext,
  sql: Sql,
  request: InviteRequest,
): Promise<Outcome<{ readonly row: ReferralRow; readonly terms: ReferralTerms }>> {
  const { shopId, customerId } = request;
  const found = await advocateFor(ctx, sql, request);
  if (!found.done) return found;
  const advocate = found.value;
  const visitor = visitorOf(ctx, request);
  if (visitor.email === null) return declined("bad-request");
  const visiting = customerId && (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
  if (visiting === advocate.memberId) return declined("self-referral");
  const known = await lockReferralOfFriend(sql, shopId, visitor.email);
  if (known)
    return done({
      row: await invitedAgain(ctx, sql, { row: known, advocate, visitor }),
      terms: advocate.terms,
    });
  const at = ctx.now();
  const since = dateOf(instant(at - dayMs));
  if ((await countFriends(sql, shopId, { advocateId: advocate.memberId, since })) >= mostPerDay)
    return declined("too-many-requests");
  const { termsVersion } = advocate.shop;
  const wanted = {
    advocateId: advocate.memberId,
    friend: visitor.email,
    code: ctx.code(),
    termsVersion,
    visitor,
  };
  const row =
    (await insertReferral(sql, shopId, { ...wanted, at: dateOf(at) })) ??
    (await lockReferralOfFriend(sql, shopId, visitor.email));
  return row ? done({ row, terms: advocate.terms }) : declined("no-such-referral");
}

/** Declines only for what the visitor can see themselves: no such link, no e-mail, their own link, too many in a day. */
export async function inviteFriend(ctx: ServiceContext, request: InviteRequest): Promise<Outcome<Invited>> {
  const { shopId, withinMs } = request;
  const outcome = await inTransaction(ctx.db, async (sql) => {
    const invited = await invite(ctx, sql, request);
    if (!invited.done) return invited;
    const { row } = invited.value;
    if (row.state === "invited" && row.storeRef === null)
      await addEffects(
        sql,
        shopId,
        [{ kind: "issue-friend-code", subject: String(row.id) }],
        dateOf(ctx.now()),
      );
    return invited;
  });
  if (!outcome.done) return outcome;
  ctx.nudge();
  const { row, terms } = outcome.value;
  const issuing = sendNow(ctx, shopId, { kind: "issue-friend-code", subject: String(row.id) });
  issuing.catch((error: unknown) =>
    ctx.log.error({ err: error }, "a friend's code could not be made at once"),
  );
  await Promise.race([issuing.catch(() => undefined), pause(withinMs)]);
  return done({
    code: row.code ?? "",
    friendReward: terms.friendReward,
    minimumMinor: terms.minimumMinor,
    endsAt: friendCodeEnds(row.invitedAt),
  });
}
