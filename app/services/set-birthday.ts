/** A birthday is told once by the member; later only staff may change it, because a date that moves would earn as often as it moves. */
import { recordAudit } from "../db/audit";
import { readBirthday, saveBirthday } from "../db/birthdays";
import { lockMembers } from "../db/members";
import { addEffects } from "../db/outbox";
import { inTransaction } from "../db/transaction";
import { readMonthDay } from "../loyalty/birthdays";
import type { MemberId, ShopId } from "../loyalty/brand";
import { mayTakePart } from "../loyalty/membership-standing";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";

export interface BirthdayWish {
  readonly shopId: ShopId;
  readonly memberId: MemberId;
  readonly month: number;
  readonly day: number;
  /** The staff member who changes it; null for the member, who may tell it once. */
  readonly actor: string | null;
}

/** @returns the date as it is kept, "03-21". */
export async function setBirthday(ctx: ServiceContext, wish: BirthdayWish): Promise<Outcome<string>> {
  const { shopId, memberId, actor } = wish;
  const birthday = readMonthDay(wish.month, wish.day);
  if (birthday === null) return declined("bad-request");
  return inTransaction(ctx.db, async (sql): Promise<Outcome<string>> => {
    const member = (await lockMembers(sql, shopId, [memberId])).get(memberId);
    if (!member) return declined("no-such-member");
    const membership = mayTakePart(member, ctx.now());
    if (!membership.done) return membership;
    const known = await readBirthday(sql, shopId, memberId);
    if (known?.birthday === birthday) return done(birthday);
    if (known && actor === null) return declined("birthday-fixed");
    const at = ctx.now();
    await saveBirthday(sql, shopId, { memberId, birthday, at: dateOf(at) });
    // The storefront does not ask for what is known.
    if (!known)
      await addEffects(sql, shopId, [{ kind: "push-snapshot", subject: String(memberId) }], dateOf(at));
    // The trail outlives the profile, so the date itself is not in it.
    const subject = `member:${memberId}`;
    if (actor !== null)
      await recordAudit(sql, shopId, {
        actor,
        action: "birthday-set",
        subject,
        details: { first: !known },
        at,
      });
    return done(birthday);
  });
}
