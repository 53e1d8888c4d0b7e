/**
 * Joining, leaving, consenting and personal data, the same through the storefront's proxy and the account page. Who they are was proved by the door's own signature and never
 * stands in a body.
 */
import { redirect } from "@remix-run/node";
import {
  consentRequest,
  eraseRequest,
  joinRequest,
  type MembershipAnswer,
  type MembershipView,
} from "../../contract/membership-api";
import { membersOfCustomers } from "../../db/members";
import { inTransaction, sqlOf } from "../../db/transaction";
import { createTranslator, type Locale, resolveLocale } from "../../i18n";
import type { CustomerId, MemberId } from "../../loyalty/brand";
import { consentPurposes } from "../../loyalty/membership";
import { type Declined, declined, done, type Outcome } from "../../loyalty/outcome";
import { eraseMember } from "../../services/erase-member";
import { joinProgram } from "../../services/join-program";
import { leaveProgram } from "../../services/leave-program";
import { membershipFor } from "../../services/membership-view";
import { readPersonalData } from "../../services/personal-data";
import { recordConsent } from "../../services/record-consent";
import { services } from "../../services/running.server";
import { json } from "./door-response.server";
import { storePath, wantsJson } from "./proxy-door.server";
import type { Shopper } from "./shopper-door.server";
import { createTokenBucket } from "./token-bucket";

/** People join and leave once in a while; who knocks more often is a script. */
const knocks = createTokenBucket({ atOnce: 10, everyMs: 6_000, now: Date.now });

export interface MembershipReply {
  readonly status: number;
  readonly body: MembershipAnswer;
}

type Wish = Record<string, unknown> | null;

const localeOf = ({ shop, locale }: Shopper): Locale => resolveLocale(locale, shop.locale);

function refuse(shopper: Shopper, { reason, details }: Declined): MembershipReply {
  const message = createTranslator(localeOf(shopper)).t(`declined.${reason}`, details);
  const status = reason === "bad-request" ? 422 : reason === "too-many-requests" ? 429 : 409;
  return { status, body: { status: "declined", reason, message } };
}

export function viewOf({ shop, customerId, locale }: Shopper): Promise<MembershipView> {
  return membershipFor(services(), { shopId: shop.shopId, customerId, locale });
}

async function reply(shopper: Shopper, outcome: Outcome<unknown>): Promise<MembershipReply> {
  if (!outcome.done) return refuse(shopper, outcome);
  return { status: 200, body: { status: "done", membership: await viewOf(shopper) } };
}

/** A form has a field for each purpose; a script has a list. */
function consentsIn(wish: Wish): unknown {
  if (!wish) return null;
  if ("consents" in wish) return wish;
  return { consents: consentPurposes.filter((purpose) => wish[`consent_${purpose}`] !== undefined) };
}

const yes = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ["yes", true],
  ["no", false],
]);

async function memberOf({ shop, customerId }: Shopper): Promise<MemberId | undefined> {
  if (customerId === null) return undefined;
  return (await membersOfCustomers(sqlOf(services().db), shop.shopId, [customerId])).get(customerId);
}

/** Whoever knocks: a customer, and not too often. */
function knocking({ shop, customerId }: Shopper): Outcome<CustomerId> {
  if (customerId === null) return declined("not-a-member");
  return knocks.take(`${shop.shopId}:${customerId}`) > 0 ? declined("too-many-requests") : done(customerId);
}

export async function join(shopper: Shopper, wish: Wish): Promise<MembershipReply> {
  const who = knocking(shopper);
  if (!who.done) return refuse(shopper, who);
  const asked = joinRequest.safeParse(consentsIn(wish));
  if (!asked.success) return refuse(shopper, declined("bad-request"));
  const { shop, channel } = shopper;
  const request = { shopId: shop.shopId, customerId: who.value, locale: localeOf(shopper), source: channel };
  return reply(shopper, await joinProgram(services(), { ...request, ...asked.data }));
}

export async function leave(shopper: Shopper): Promise<MembershipReply> {
  const who = knocking(shopper);
  if (!who.done) return refuse(shopper, who);
  const memberId = await memberOf(shopper);
  if (memberId === undefined) return refuse(shopper, declined("not-a-member"));
  const { shop, channel } = shopper;
  const request = { shopId: shop.shopId, memberId, locale: localeOf(shopper), source: channel };
  return reply(shopper, await leaveProgram(services(), { ...request, actor: "member" }));
}

/** Without consent to the program there is no membership: withdrawing it is leaving. */
export async function consent(shopper: Shopper, wish: Wish): Promise<MembershipReply> {
  const asked = consentRequest.safeParse({ ...wish, granted: yes.get(wish?.granted) });
  if (!asked.success) return refuse(shopper, declined("bad-request"));
  const { purpose, granted } = asked.data;
  if (purpose === "program" && !granted) return leave(shopper);
  const who = knocking(shopper);
  if (!who.done) return refuse(shopper, who);
  const memberId = await memberOf(shopper);
  if (memberId === undefined) return refuse(shopper, declined("not-a-member"));
  const ctx = services();
  const { shopId, termsVersion } = shopper.shop;
  await inTransaction(ctx.db, async (sql) =>
    recordConsent(ctx, sql, {
      shopId,
      memberId,
      terms: await ctx.terms(sql, shopId, termsVersion),
      purposes: [purpose],
      granted,
      locale: localeOf(shopper),
      source: shopper.channel,
    }),
  );
  return reply(shopper, done(memberId));
}

/** Everything we hold of the member, to take along. */
export async function personalData(shopper: Shopper): Promise<Response> {
  const member = await memberOf(shopper);
  if (member === undefined) return replyJson(refuse(shopper, declined("not-a-member")));
  const held = await readPersonalData(sqlOf(services().db), shopper.shop.shopId, member);
  const response = json(held);
  response.headers.set("Content-Disposition", 'attachment; filename="loyalty-data.json"');
  return response;
}

export async function erase(shopper: Shopper, wish: Wish): Promise<MembershipReply> {
  const asked = eraseRequest.safeParse({ confirm: yes.get(wish?.confirm) });
  if (!asked.success) return refuse(shopper, declined("bad-request"));
  const who = knocking(shopper);
  if (!who.done) return refuse(shopper, who);
  const memberId = await memberOf(shopper);
  if (memberId === undefined) return refuse(shopper, declined("not-a-member"));
  const ctx = services();
  const { shopId } = shopper.shop;
  await inTransaction(ctx.db, (sql) => eraseMember(ctx, sql, { shopId, memberId, actor: "member" }));
  ctx.nudge();
  return reply(shopper, done(memberId));
}

export const replyJson = ({ status, body }: MembershipReply): Response => json(body, status);

/** A script is told in JSON; a plain form is led back to its page, which shows what the fragment points at. */
export function replyToForm(
  { request, wish, deed }: { request: Request; wish: Wish; deed: string },
  answer: MembershipReply,
): Response {
  if (wantsJson(request)) return replyJson(answer);
  const url = new URL(storePath(wish?.return_to) ?? "/account", "https://storefront.invalid");
  url.searchParams.delete("vafa_declined");
  if (answer.body.status === "declined") url.searchParams.set("vafa_declined", answer.body.reason);
  url.hash = answer.body.status === "declined" ? `vafa-membership-${answer.body.reason}` : `vafa-${deed}`;
  return redirect(`${url.pathname}${url.search}${url.hash}`, 303);
}
