/**
 * A member enters a code. Guessing gains nothing: a try is booked before it is looked at, so many per member and address in an hour, and fewer while the whole shop
 * is being guessed at; a wrong code, one that somebody else has used and one that is nothing at all are answered alike.
 */
import {
  bookTry,
  bookTurnedAway,
  type Guesser,
  giveBackTry,
  hourOf,
  nextTry,
  type Tries,
  wrongGuesses,
} from "../db/code-attempts";
import { findBatch, lockCode, markRedeemed } from "../db/code-batches";
import { lockMembers, membersOfCustomers } from "../db/members";
import { findShop, type ShopRow } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import type { CustomerId, ShopId } from "../loyalty/brand";
import { readCode } from "../loyalty/codes";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { digestOfCode } from "./code-batches";
import { dateOf, type ServiceContext } from "./context";
import { recordActions } from "./record-actions";

/** Wrong guesses in one hour. An address may be a whole household's or a shop's own. */
export const guessLimits = {
  calm: { member: 10, address: 40 },
  /** A person who mistypes once still gets in; who guesses does not get far. */
  underAttack: { member: 3, address: 6 },
  /** Wrong guesses of all members together from which on the shop is under attack. */
  attackFrom: 300,
} as const;

export interface CodeTry {
  readonly shopId: ShopId;
  readonly customerId: CustomerId;
  /** As typed. */
  readonly code: string;
  /** Fingerprint of where it came from; null when that is not known. */
  readonly address: string | null;
  readonly channel: "online" | "other";
}

export interface CodeGain {
  readonly points: number;
}

interface Try {
  readonly guesser: Guesser;
  readonly hour: Date;
}

async function isWithin(sql: Sql, shopId: ShopId, tries: Tries, hour: Date): Promise<boolean> {
  const within = (limit: { member: number; address: number }) =>
    tries.member <= limit.member && tries.address <= limit.address;
  if (!within(guessLimits.calm)) return false;
  if (within(guessLimits.underAttack)) return true;
  return (await wrongGuesses(sql, shopId, hour)) < guessLimits.attackFrom;
}

/** Books the try, or does not. Looking first is for those who are turned away by the thousand: of many at once that look alike, booking decides. */
async function mayTry(sql: Sql, shopId: ShopId, { guesser, hour }: Try): Promise<boolean> {
  if (!(await isWithin(sql, shopId, await nextTry(sql, shopId, guesser, hour), hour))) return false;
  if (await isWithin(sql, shopId, await bookTry(sql, shopId, guesser, hour), hour)) return true;
  await giveBackTry(sql, shopId, guesser, hour);
  return false;
}

/** What the code is worth to this member, or why nothing. Only `no-such-code` is a wrong guess. */
async function judge(
  ctx: ServiceContext,
  sql: Sql,
  { shop, guesser, request }: { shop: ShopRow; guesser: Guesser; request: CodeTry },
): Promise<Outcome<CodeGain>> {
  const { shopId } = shop;
  const read = readCode(request.code);
  const code = read === null ? null : await lockCode(sql, shopId, digestOfCode(ctx, shopId, read));
  const batch = code && (await findBatch(sql, shopId, code.batchId));
  if (!code || !batch) return declined("no-such-code");
  if (code.memberId !== null)
    return declined(code.memberId === guesser.memberId ? "code-used" : "no-such-code");
  const at = ctx.now();
  if (batch.stoppedAt || (batch.expiresAt && batch.expiresAt.getTime() <= at))
    return declined("code-expired");
  const [outcome] = await recordActions(ctx, sql, {
    shop,
    actions: [
      {
        memberId: guesser.memberId,
        kind: "code",
        key: code.digest,
        at,
        channel: request.channel,
        codePoints: batch.points,
      },
    ],
  });
  if (!outcome?.done) return outcome ?? declined("no-such-rule");
  await markRedeemed(sql, shopId, { digest: code.digest, memberId: guesser.memberId, at: dateOf(at) });
  return done({ points: outcome.value.points });
}

const isWrongGuess = (outcome: Outcome<CodeGain>): boolean =>
  !outcome.done && outcome.reason === "no-such-code";

export async function redeemCode(ctx: ServiceContext, request: CodeTry): Promise<Outcome<CodeGain>> {
  const { shopId, customerId, address } = request;
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<CodeGain>> => {
    const memberId = (await membersOfCustomers(sql, shopId, [customerId])).get(customerId);
    const shop = await findShop(sql, shopId);
    if (memberId === undefined || !shop) return declined("not-a-member");
    // The member's row first, as everywhere: what is locked after it is never waited for in a circle.
    await lockMembers(sql, shopId, [memberId]);
    const guesser = { memberId, address };
    const hour = hourOf(ctx.now());
    if (!(await mayTry(sql, shopId, { guesser, hour }))) {
      await bookTurnedAway(sql, shopId, hour);
      return declined("too-many-requests");
    }
    const judged = await judge(ctx, sql, { shop, guesser, request });
    if (!isWrongGuess(judged)) await giveBackTry(sql, shopId, guesser, hour);
    return judged;
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
