/** How a redemption of each kind comes to its owner: as a code for an order, or as money given outside of any order. */
import type { EffectKind } from "../db/outbox";
import type { Redemption } from "../loyalty/redemptions";
import { isGift, type RewardKind } from "../loyalty/rewards";

export function issuingEffect(kind: RewardKind): Extract<EffectKind, "issue-code" | "give-reward"> {
  return isGift(kind) ? "give-reward" : "issue-code";
}

/** Whether the store has answered: a code is there to be used, a gift has been given, or it was refused. */
export function isIssued(redemption: Redemption): boolean {
  return redemption.state !== "reserved" || redemption.releasing !== null;
}
