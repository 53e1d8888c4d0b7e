/**
 * What a shopper may do to earn, the same through the storefront's proxy and the account page. Who they are was proved by the door's own signature and never stands in a
 * body. How often one may try is kept twice: here for the hasty, in the database for whoever guesses (services/redeem-code.ts).
 */
import { redirect } from "@remix-run/node";
import { actionRequest, birthdayRequest, codeRequest, type EarningAnswer } from "../../contract/earning-api";
import { membersOfCustomers } from "../../db/members";
import { sqlOf } from "../../db/transaction";
import type { MemberId } from "../../loyalty/brand";
import { dayOf } from "../../loyalty/calendar-periods";
import { type Declined, declined, type Outcome } from "../../loyalty/outcome";
import { type Recorded, recordAction } from "../../services/record-actions";
import { redeemCode } from "../../services/redeem-code";
import { services } from "../../services/running.server";
import { setBirthday } from "../../services/set-birthday";
import { readSnapshots } from "../../services/snapshots";
import { json } from "./door-response.server";
import { storePath, wantsJson } from "./proxy-door.server";
import { translatorFor } from "./redemption-answers.server";
import { visitorOf } from "./referral-door.server";
import type { Shopper } from "./shopper-door.server";
import { createTokenBucket } from "./token-bucket";

const knocks = createTokenBucket({ atOnce: 8, everyMs: 4_000, now: Date.now });

export interface EarningReply {
  readonly status: number;
  readonly body: EarningAnswer;
}

function refuse(shopper: Shopper, { reason, details }: Declined): EarningReply {
  const message = translatorFor(shopper).t(`declined.${reason}`, details);
  const status = reason === "bad-request" ? 422 : reason === "too-many-requests" ? 429 : 409;
  return { status, body: { status: "declined", reason, message } };
}

async function memberOf({ shop, customerId }: Shopper): Promise<MemberId | undefined> {
  if (customerId === null) return undefined;
  return (await membersOfCustomers(sqlOf(services().db), shop.shopId, [customerId])).get(customerId);
}

async function balanceOf({ shop }: Shopper, member: MemberId): Promise<number> {
  const ctx = services();
  const sql = sqlOf(ctx.db);
  const terms = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  const asked = { shopId: shop.shopId, members: [member], terms, at: ctx.now() };
  return (await readSnapshots(sql, asked)).get(member)?.balance ?? 0;
}

async function earned(shopper: Shopper, member: MemberId, outcome: Outcome<Recorded>): Promise<EarningReply> {
  if (!outcome.done) return refuse(shopper, outcome);
  const { points, known } = outcome.value;
  const { t } = translatorFor(shopper);
  const balance = await balanceOf(shopper, member);
  if (known) return { status: 200, body: { status: "known", points, balance, message: t("earning.known") } };
  return {
    status: 200,
    body: { status: "earned", points, balance, message: t("earning.earned", { points }) },
  };
}

const tooOften = ({ shop, customerId }: Shopper): boolean => knocks.take(`${shop.shopId}:${customerId}`) > 0;

export async function enterCode(shopper: Shopper, wish: unknown, request: Request): Promise<EarningReply> {
  const { shop, customerId } = shopper;
  const member = await memberOf(shopper);
  if (customerId === null || member === undefined) return refuse(shopper, declined("not-a-member"));
  const asked = codeRequest.safeParse(wish);
  if (!asked.success) return refuse(shopper, declined("bad-request"));
  if (tooOften(shopper)) return refuse(shopper, declined("too-many-requests"));
  const address = shopper.behindStore ? null : visitorOf(request).address;
  const ctx = services();
  const outcome = await redeemCode(ctx, {
    shopId: shop.shopId,
    customerId,
    code: asked.data.code,
    address: address === null ? null : ctx.fingerprint(`visitor:${address}`),
    channel: "online",
  });
  return earned(
    shopper,
    member,
    outcome.done ? { done: true, value: { ...outcome.value, known: false } } : outcome,
  );
}

export async function tellBirthday(shopper: Shopper, wish: unknown): Promise<EarningReply> {
  const member = await memberOf(shopper);
  if (member === undefined) return refuse(shopper, declined("not-a-member"));
  const asked = birthdayRequest.safeParse(wish);
  if (!asked.success) return refuse(shopper, declined("bad-request"));
  if (tooOften(shopper)) return refuse(shopper, declined("too-many-requests"));
  const { shopId } = shopper.shop;
  const kept = await setBirthday(services(), { shopId, memberId: member, ...asked.data, actor: null });
  if (!kept.done) return refuse(shopper, kept);
  const message = translatorFor(shopper).t("earning.birthday-kept");
  return { status: 200, body: { status: "birthday-kept", birthday: kept.value, message } };
}

/** A visit is of the shop's day: whoever comes back the same day has been here. */
export async function countVisit(shopper: Shopper, wish: unknown): Promise<EarningReply> {
  const member = await memberOf(shopper);
  if (member === undefined) return refuse(shopper, declined("not-a-member"));
  if (!actionRequest.safeParse(wish).success) return refuse(shopper, declined("bad-request"));
  if (tooOften(shopper)) return refuse(shopper, declined("too-many-requests"));
  const ctx = services();
  const at = ctx.now();
  const key = dayOf(at, shopper.shop.timeZone).toString();
  const action = { memberId: member, kind: "visit", key, at, channel: "online" } as const;
  return earned(shopper, member, await recordAction(ctx, shopper.shop.shopId, action));
}

export const replyJson = ({ status, body }: EarningReply): Response => json(body, status);

/** A script is told in JSON; a plain form is led back to its page, which shows what the fragment points at. */
export function replyToWish(
  { request, wish }: { request: Request; wish: Record<string, unknown> | null },
  reply: EarningReply,
): Response {
  if (wantsJson(request)) return replyJson(reply);
  const { body } = reply;
  const url = new URL(storePath(wish?.return_to) ?? "/account", "https://storefront.invalid");
  const [name, value, fragment] =
    body.status === "declined"
      ? ["vafa_declined", body.reason, `vafa-earning-${body.reason}`]
      : body.status === "birthday-kept"
        ? ["vafa_kept", "birthday", "vafa-kept-birthday"]
        : ["vafa_earned", String(body.points), "vafa-earned"];
  for (const old of ["vafa_declined", "vafa_kept", "vafa_earned"]) url.searchParams.delete(old);
  url.searchParams.set(name, value);
  url.hash = fragment;
  return redirect(`${url.pathname}${url.search}${url.hash}`, 303);
}
