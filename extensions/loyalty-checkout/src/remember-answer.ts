/**
 * What an answer says of balance and held redemptions is kept at once, until the next load tells everything: the shopper never
 * sees points that are set aside as if they could still be spent.
 */
import type { RedemptionAnswer, ShopperStanding } from "../../../app/contract/redemption-api";

export function remember(
  standing: ShopperStanding | null,
  answer: Exclude<RedemptionAnswer, { status: "declined" }>,
): ShopperStanding | null {
  if (!standing?.member) return standing;
  const { redemption } = answer;
  const others = standing.held.filter((held) => held.redemptionId !== redemption.redemptionId);
  const gone = answer.status === "used" || answer.status === "released";
  return {
    ...standing,
    member: { ...standing.member, balance: answer.balance },
    held: gone ? others : [...others, redemption],
  };
}
