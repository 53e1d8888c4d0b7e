/** Staff pin a member to a tier, or let them go. Parsed, handed to one service, answered in words. */
import { z } from "zod";
import type { Answer } from "../../components/announce";
import type { MemberId } from "../../loyalty/brand";
import type { DeclineReason } from "../../loyalty/outcome";
import { endOfDate } from "../../loyalty/tier-window";
import { pinReasons, pinTier, unpinTier } from "../../services/pin-tier";
import type { Staff } from "../app/staff.server";

const reason = z.enum(pinReasons).nullable().catch(null);

export const pinSchema = z.object({
  intent: z.literal("pin"),
  tier: z.string().min(1).max(64),
  /** A day of the calendar; empty for no end. */
  until: z.string().trim().max(10).default(""),
  reason,
});
export const unpinSchema = z.object({ intent: z.literal("unpin"), reason });

const refusal = ({ translator }: Staff, why: DeclineReason): Answer => ({
  done: false,
  reason: why,
  message: translator.t(`declined.${why}`),
});

export async function pin(
  staff: Staff,
  memberId: MemberId,
  wish: z.infer<typeof pinSchema>,
): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  if (wish.reason === null) return refusal(staff, "reason-missing");
  const until = wish.until === "" ? null : endOfDate(wish.until, shop.timeZone);
  if (wish.until !== "" && (until === null || until <= services.now()))
    return { done: false, reason: "bad-request", message: translator.t("pin.past") };
  const request = { shopId: shop.shopId, memberId, tierId: wish.tier, until, reason: wish.reason, actor };
  const outcome = await pinTier(services, request);
  if (!outcome.done) return refusal(staff, outcome.reason);
  return { done: true, message: translator.t("pin.done", { tier: await nameOf(staff, outcome.value) }) };
}

async function nameOf(staff: Staff, tierId: string): Promise<string> {
  const level = (await staff.terms()).tiers.levels.find((one) => one.id === tierId);
  return level ? staff.translator.text(level.name) : tierId;
}

export async function unpin(
  staff: Staff,
  memberId: MemberId,
  wish: z.infer<typeof unpinSchema>,
): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  if (wish.reason === null) return refusal(staff, "reason-missing");
  const outcome = await unpinTier(services, { shopId: shop.shopId, memberId, reason: wish.reason, actor });
  if (!outcome.done) return refusal(staff, outcome.reason);
  const tier = outcome.value;
  const message =
    tier === null
      ? translator.t("pin.let-go.none")
      : translator.t("pin.let-go.done", { tier: await nameOf(staff, tier) });
  return { done: true, message };
}
