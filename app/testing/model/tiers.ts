/** Tiers in the model: up at once, down when the grace is over. */
import { endOfDay, type Rules } from "./calendar";
import type { Wallet } from "./wallet";

export const rankOf = ({ tiers }: Rules, tier: string | null): number =>
  tiers.findIndex(([name]) => name === tier);

export const multiplierOf = ({ tiers }: Rules, tier: string | null): number =>
  tiers.find(([name]) => name === tier)?.[2] ?? 10_000;

export function tierOf(wallet: Wallet, rules: Rules, at: number): Pick<Wallet, "tier" | "graceUntil"> {
  const earned = rules.tiers.findLast(([, from]) => from <= wallet.spend)?.[0] ?? null;
  if (rankOf(rules, earned) >= rankOf(rules, wallet.tier)) return { tier: earned, graceUntil: null };
  const graceUntil = wallet.graceUntil ?? endOfDay(at, rules.graceDays, rules.zone.offsetMs);
  return graceUntil > at ? { tier: wallet.tier, graceUntil } : { tier: earned, graceUntil: null };
}
