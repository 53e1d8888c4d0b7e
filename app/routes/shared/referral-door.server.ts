/** The door of referrals on the storefront: who may knock how often, and what a friend is told. */
import { type InvitationAnswer, invitationRequest } from "../../contract/referral-api";
import { sqlOf } from "../../db/transaction";
import { declined, type Outcome } from "../../loyalty/outcome";
import { advocateFor, type Invited, inviteFriend } from "../../services/invite-friend";
import { friendWorth } from "../../services/read-referral";
import { services } from "../../services/running.server";
import type { Visit } from "./proxy-door.server";
import { translatorFor } from "./redemption-answers.server";
import { createTokenBucket } from "./token-bucket";

/** Codes of eight characters are not guessed at this pace; a family that comes together is let in. */
const looks = createTokenBucket({ atOnce: 30, everyMs: 4_000, now: Date.now });
const asks = createTokenBucket({ atOnce: 8, everyMs: 20_000, now: Date.now });

export interface Visitor {
  readonly address: string | null;
  readonly agent: string | null;
}

/** Shopify says first whom it forwards for. */
export function visitorOf(request: Request): Visitor {
  const forwarded = request.headers.get("X-Forwarded-For")?.split(",")[0]?.trim();
  return { address: forwarded || null, agent: request.headers.get("User-Agent") };
}

const who = ({ shopper }: Visit, { address }: Visitor) => `${shopper.shop.shopId}:${address ?? ""}`;

export type Landing = Awaited<ReturnType<typeof advocateFor>>;

/** Whose invitation a visitor is looking at. */
export async function lookAtInvitation(visit: Visit, request: Request, code: string): Promise<Landing> {
  if (looks.take(who(visit, visitorOf(request))) > 0) return declined("too-many-requests");
  const ctx = services();
  return advocateFor(ctx, sqlOf(ctx.db), { shopId: visit.shopper.shop.shopId, code });
}

export async function askForCode(
  visit: Visit,
  request: Request,
  wish: { readonly code: string; readonly fields: Record<string, unknown> | null },
): Promise<Outcome<Invited>> {
  const visitor = visitorOf(request);
  const asked = invitationRequest.safeParse(wish.fields);
  if (!asked.success) return declined("bad-request");
  if (asks.take(who(visit, visitor)) > 0) return declined("too-many-requests");
  const { shop, customerId, withinMs } = visit.shopper;
  const { email } = asked.data;
  return inviteFriend(services(), {
    shopId: shop.shopId,
    code: wish.code,
    email,
    customerId,
    visitor,
    withinMs,
  });
}

/** The same for scripts. */
export function invitationAnswer(
  visit: Visit,
  outcome: Outcome<Invited>,
): { status: number; body: InvitationAnswer } {
  const translator = translatorFor(visit.shopper);
  if (!outcome.done) {
    const status =
      outcome.reason === "too-many-requests" ? 429 : outcome.reason === "bad-request" ? 422 : 409;
    const message = translator.t(`declined.${outcome.reason}`, outcome.details);
    return { status, body: { status: "declined", reason: outcome.reason, message } };
  }
  const { code, friendReward, endsAt } = outcome.value;
  const worthText = friendWorth(friendReward, visit.shopper.shop, translator);
  return { status: 201, body: { status: "invited", code, worthText, endsAt } };
}
