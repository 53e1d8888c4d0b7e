/** A redemption in the contract's words, in the shopper's language: the same answer for every door (law 7: a refusal says why). */
import type { RedemptionAnswer } from "../../contract/redemption-api";
import type { RedemptionRow } from "../../db/redemptions";
import { survivorOf } from "../../db/referral-codes";
import type { ShopRow } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../../i18n";
import { type Declined, declined } from "../../loyalty/outcome";
import { isGift } from "../../loyalty/rewards";
import type { ServiceContext } from "../../services/context";
import { heldOf } from "../../services/held";
import { readSnapshots } from "../../services/snapshots";

export interface Answer {
  readonly status: number;
  readonly body: RedemptionAnswer;
  /** The code for an order, of a claim that is open, also while the store has not confirmed it; not part of what a script is told. */
  readonly code?: string;
}

const ASK_AGAIN_MS = 700;

export interface Listener {
  readonly shop: ShopRow;
  /** As the shopper's browser or the store tells it. */
  readonly locale: string | null;
}

export const translatorFor = ({ shop, locale }: Listener): Translator =>
  createTranslator(resolveLocale(locale, shop.locale));

/** What cannot be read is the asker's mistake; everything else is how things stand. */
export function refusal(listener: Listener, { reason, details }: Declined): Answer {
  const message = translatorFor(listener).t(`declined.${reason}`, details);
  const status = reason === "bad-request" ? 422 : 409;
  return { status, body: { status: "declined", reason, message } };
}

export async function answerFor(
  ctx: ServiceContext,
  listener: Listener,
  redemption: RedemptionRow,
): Promise<Answer> {
  const { state, releasing } = redemption;
  // The store would not make the code: nobody took it back, it never was.
  if (state !== "used" && releasing === "refused-by-store")
    return refusal(listener, declined("code-refused-by-store"));
  const { shopId } = listener.shop;
  const sql = sqlOf(ctx.db);
  const terms = await ctx.terms(sql, shopId, redemption.termsVersion);
  const memberId = await survivorOf(sql, shopId, redemption.memberId);
  const snapshots = await readSnapshots(sql, { shopId, members: [memberId], terms, at: ctx.now() });
  const shown = {
    redemption: heldOf(redemption, terms, translatorFor(listener)),
    balance: snapshots.get(memberId)?.balance ?? 0,
  };
  if (state === "used") return { status: 200, body: { status: "used", ...shown } };
  if (state === "released") return { status: 200, body: { status: "released", settled: true, ...shown } };
  if (releasing !== null) return { status: 200, body: { status: "released", settled: false, ...shown } };
  const code = isGift(redemption.kind) ? {} : { code: redemption.code };
  if (state === "issued") return { status: 201, ...code, body: { status: "issued", ...shown } };
  return { status: 202, ...code, body: { status: "issuing", retryAfterMs: ASK_AGAIN_MS, ...shown } };
}
