/** A member's own referral code, made when it is first asked for: short enough to read out, with 38 bits of chance. */
import { insertReferralCode, readReferralCode } from "../db/referral-codes";
import { sqlOf } from "../db/transaction";
import type { MemberId, ShopId } from "../loyalty/brand";
import type { ServiceContext } from "./context";

const mostTries = 5;

/** The last eight characters of a redemption code: the same letters that are taken for no others. */
export async function referralCodeFor(
  ctx: ServiceContext,
  { shopId, memberId }: { readonly shopId: ShopId; readonly memberId: MemberId },
): Promise<string> {
  const sql = sqlOf(ctx.db);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const known = await readReferralCode(sql, shopId, memberId);
    if (known !== null) return known;
    await insertReferralCode(sql, shopId, { memberId, code: ctx.code().split("-").slice(-2).join("-") });
  }
  throw new Error("no free referral code was found");
}

/** As people type it: any case, with or without the dash. */
export function readableCode(typed: string): string | null {
  const plain = typed.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "");
  return /^[0-9A-Z]{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : null;
}
