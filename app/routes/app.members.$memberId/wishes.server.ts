/** What staff can wish for on a member's page: adjust points, undo an entry, return a redemption's points. Parsed, handed to one service, answered in words. */
import { z } from "zod";
import type { Answer } from "../../components/announce";
import { readWhole } from "../../i18n/digits";
import type { Translator } from "../../i18n/translator";
import { type MemberId, redemptionId } from "../../loyalty/brand";
import type { Outcome } from "../../loyalty/outcome";
import { adjustmentReasons, adjustPoints } from "../../services/adjust-points";
import { releaseRedemption } from "../../services/release-redemption";
import { undoEntry } from "../../services/undo-entry";
import type { Staff } from "../app/staff.server";
import { birthdaySchema, keepBirthday } from "./deeds.server";
import {
  endMembership,
  erasePerson,
  eraseSchema,
  exportPerson,
  exportSchema,
  type FileAnswer,
  leaveSchema,
} from "./membership.server";
import { offer } from "./offers.server";
import { pin, pinSchema, unpin, unpinSchema } from "./pin-wishes.server";

const note = z.string().trim().max(500).default("");

const adjustSchema = z.object({
  intent: z.literal("adjust"),
  direction: z.enum(["give", "take"]),
  amount: z.string().max(40).transform(readWhole),
  reason: z.enum(adjustmentReasons).nullable().catch(null),
  note,
  key: z.string().min(8).max(64),
});
const undoSchema = z.object({ intent: z.literal("undo"), seq: z.coerce.number().int().positive(), note });
const offerSchema = z.object({ intent: z.literal("offer"), reward: z.string().min(1).max(64) });
const releaseSchema = z.object({ intent: z.literal("release"), redemption: z.uuid() });

export const wishSchema = z.discriminatedUnion("intent", [
  pinSchema,
  unpinSchema,
  adjustSchema,
  undoSchema,
  offerSchema,
  birthdaySchema,
  leaveSchema,
  eraseSchema,
  exportSchema,
  releaseSchema,
]);

const refused = (
  { t }: Translator,
  reason: "bad-request" | "reason-missing" | "points-must-not-be-zero",
): Answer => ({
  done: false,
  reason,
  message: t(reason === "points-must-not-be-zero" ? "adjust.error.amount" : `declined.${reason}`),
});

function answerOf<T>(outcome: Outcome<T>, { t }: Translator, message: (value: T) => string): Answer {
  if (outcome.done) return { done: true, message: message(outcome.value) };
  return { done: false, reason: outcome.reason, message: t(`declined.${outcome.reason}`) };
}

async function adjust(staff: Staff, memberId: MemberId, wish: z.infer<typeof adjustSchema>): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  const { amount, reason, direction, key } = wish;
  if (amount === null || amount <= 0) return refused(translator, "points-must-not-be-zero");
  if (reason === null) return refused(translator, "reason-missing");
  const points = direction === "give" ? amount : -amount;
  const request = { shopId: shop.shopId, memberId, points, reason, note: wish.note, actor, key };
  const outcome = await adjustPoints(services, request);
  return answerOf(outcome, translator, () =>
    translator.t("adjust.done", { points: translator.signed(points) }),
  );
}

async function undo(staff: Staff, memberId: MemberId, wish: z.infer<typeof undoSchema>): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  const outcome = await undoEntry(services, {
    shopId: shop.shopId,
    memberId,
    seq: wish.seq,
    note: wish.note,
    actor,
  });
  return answerOf(outcome, translator, () =>
    translator.t("undo.done", { entry: translator.number(wish.seq) }),
  );
}

async function release(
  staff: Staff,
  memberId: MemberId,
  wish: z.infer<typeof releaseSchema>,
): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  const outcome = await releaseRedemption(services, {
    shopId: shop.shopId,
    redemptionId: redemptionId(wish.redemption),
    memberId,
    reason: "cancelled-by-staff",
    actor,
  });
  return answerOf(outcome, translator, (one) =>
    translator.t(one.state === "released" ? "redemptions.settled" : "redemptions.released"),
  );
}

export async function grant(staff: Staff, memberId: MemberId, form: FormData): Promise<FileAnswer> {
  const wish = wishSchema.safeParse(Object.fromEntries(form));
  if (!wish.success) return refused(staff.translator, "bad-request");
  if (wish.data.intent === "pin") return pin(staff, memberId, wish.data);
  if (wish.data.intent === "unpin") return unpin(staff, memberId, wish.data);
  if (wish.data.intent === "leave") return endMembership(staff, memberId);
  if (wish.data.intent === "erase") return erasePerson(staff, memberId);
  if (wish.data.intent === "export") return exportPerson(staff, memberId);
  if (wish.data.intent === "birthday") return keepBirthday(staff, memberId, wish.data);
  if (wish.data.intent === "adjust") return adjust(staff, memberId, wish.data);
  if (wish.data.intent === "undo") return undo(staff, memberId, wish.data);
  if (wish.data.intent === "offer") return offer(staff, memberId, wish.data.reward);
  return release(staff, memberId, wish.data);
}
