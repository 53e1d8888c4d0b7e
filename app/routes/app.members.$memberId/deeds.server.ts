/** A member's birthday and deeds, in words for one reader; and staff's wish to set the birthday. */
import { z } from "zod";
import type { Answer } from "../../components/announce";
import { readBirthday } from "../../db/birthdays";
import { readMemberActions } from "../../db/read/member-actions";
import { readWhole } from "../../i18n/digits";
import { gregorianMonths } from "../../i18n/months";
import type { MemberId } from "../../loyalty/brand";
import { setBirthday } from "../../services/set-birthday";
import type { Staff } from "../app/staff.server";

const deedsShown = 10;

export interface DeedsView {
  readonly birthday: { readonly month: number; readonly day: number } | null;
  readonly months: readonly string[];
  readonly deeds: readonly {
    readonly id: number;
    readonly what: string;
    readonly at: number;
    /** Null when it was declined. */
    readonly points: number | null;
    readonly declined: string | null;
  }[];
}

export async function readDeeds(staff: Staff, memberId: MemberId): Promise<DeedsView> {
  const { sql, shop, translator } = staff;
  const [known, actions, terms] = await Promise.all([
    readBirthday(sql, shop.shopId, memberId),
    readMemberActions(sql, shop.shopId, { memberId, limit: deedsShown }),
    staff.terms(),
  ]);
  const [month = 0, day = 0] = known ? known.birthday.split("-").map(Number) : [];
  return {
    birthday: known && { month, day },
    months: gregorianMonths(translator.locale),
    deeds: actions.map(({ id, kind, ruleId, at, points, declined }) => {
      const rule = terms.earningRules.find((one) => one.id === ruleId);
      const name = rule ? translator.text(rule.name) : ruleId;
      return {
        id,
        what: translator.t(`entry.earn.action.${kind}`, { rule: name }),
        at: at.getTime(),
        points: declined === null ? points : null,
        declined: declined && translator.t(`declined.${declined}`, { times: 1, days: 1 }),
      };
    }),
  };
}

export const birthdaySchema = z.object({
  intent: z.literal("birthday"),
  month: z.coerce.number().int(),
  day: z.string().max(10).transform(readWhole),
});

export async function keepBirthday(
  { services, shop, actor, translator }: Staff,
  memberId: MemberId,
  { month, day }: z.infer<typeof birthdaySchema>,
): Promise<Answer> {
  const { t } = translator;
  const wish = { shopId: shop.shopId, memberId, month, day: day ?? Number.NaN, actor };
  const outcome = await setBirthday(services, wish);
  if (outcome.done) return { done: true, message: t("birthday.kept") };
  const message = t(outcome.reason === "bad-request" ? "birthday.error" : `declined.${outcome.reason}`);
  return { done: false, reason: outcome.reason, message };
}
