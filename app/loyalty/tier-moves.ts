/** Who moves when the tiers are changed (field lesson 15), and what it costs in a year: the extra points and discounts on what each member bought in the past one. */
import { z } from "zod";
import { proportion } from "./rounding";
import { evaluateStanding, type Gathering, qualifiedTier, type TierStanding } from "./tier-standing";
import type { Moment } from "./tier-window";
import { multiplierOf, type Tier, type TierProgram } from "./tiers";

/** Members who go the same way. */
export const tierMoveSchema = z.object({
  /** Where they stand now. */
  from: z.string().nullable(),
  /** Where they end; after their grace, when there is one. */
  to: z.string().nullable(),
  /** Whether they keep what they have for a time of grace. */
  later: z.boolean(),
  members: z.int(),
  /** Points of a year, more or fewer. */
  extraPoints: z.int(),
  /** Minor units taken off orders of a year, more or fewer. */
  extraDiscount: z.int(),
});
export type TierMove = z.infer<typeof tierMoveSchema>;

export interface Mover {
  readonly standing: TierStanding;
  readonly seen: Gathering & Moment;
  /** Points of the past year's orders, as they would be without a tier; and what was spent on them. */
  readonly plainPoints: number;
  readonly spend: number;
}

const levelOf = (program: TierProgram, id: string | null): Tier | null =>
  program.levels.find((level) => level.id === id) ?? null;

/** One member's way from the tiers that are in force to the draft. */
export function moveOf(now: TierProgram, draft: TierProgram, mover: Mover): TierMove {
  const { standing } = evaluateStanding(draft, mover.standing, mover.seen);
  const later = standing.graceUntil !== null;
  const to = later ? qualifiedTier(draft, standing, mover.seen).tier : levelOf(draft, standing.tierId);
  const from = levelOf(now, mover.standing.tierId);
  const less = (before: number, after: number, of: number) =>
    proportion(of, after, 10_000) - proportion(of, before, 10_000);
  return {
    from: mover.standing.tierId,
    to: to?.id ?? null,
    later,
    members: 1,
    extraPoints: less(multiplierOf(from), multiplierOf(to), mover.plainPoints),
    extraDiscount: less(from?.benefits.percentOffBp ?? 0, to?.benefits.percentOffBp ?? 0, mover.spend),
  };
}

const keyOf = ({ from, to, later }: TierMove) => `${from ?? ""}>${to ?? ""}>${later}`;

/** Puts those who go the same way together. */
export function sumMoves(moves: readonly TierMove[]): TierMove[] {
  const sums = new Map<string, TierMove>();
  for (const move of moves) {
    const sum = sums.get(keyOf(move));
    sums.set(
      keyOf(move),
      sum
        ? {
            ...sum,
            members: sum.members + move.members,
            extraPoints: sum.extraPoints + move.extraPoints,
            extraDiscount: sum.extraDiscount + move.extraDiscount,
          }
        : move,
    );
  }
  return [...sums.values()];
}
