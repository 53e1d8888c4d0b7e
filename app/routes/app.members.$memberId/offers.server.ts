/** Personal offers as the member's page shows them, and giving one. */
import type { Answer } from "../../components/announce";
import type { MemberId } from "../../loyalty/brand";
import { canBeGiven, giveOffer } from "../../services/give-offer";
import type { Staff } from "../app/staff.server";

export interface OfferView {
  readonly id: string;
  readonly name: string;
  /** Whether this member has it. */
  readonly has: boolean;
}

export async function readOfferViews(staff: Staff, memberId: MemberId): Promise<OfferView[]> {
  const { rewards } = await staff.terms();
  return rewards.filter(canBeGiven).map(({ id, name, gates }) => ({
    id,
    name: staff.translator.text(name),
    has: gates.memberIds.includes(memberId),
  }));
}

export async function offer(staff: Staff, memberId: MemberId, rewardId: string): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  const { t } = translator;
  const outcome = await giveOffer(services, { shopId: shop.shopId, memberId, rewardId, actor });
  if (!outcome.done) return { done: false, reason: outcome.reason, message: t(`declined.${outcome.reason}`) };
  const reward = (await staff.terms()).rewards.find((candidate) => candidate.id === rewardId);
  return {
    done: true,
    message: t("offers.given", { name: reward ? translator.text(reward.name) : rewardId }),
  };
}
