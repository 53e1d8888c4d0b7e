/** The preview of a draft of tiers: every member looked at by it, a slice at a time, without moving anybody. */
import { z } from "zod";
import { countActiveMembers, readTierSlice, type TierSliceMember } from "../db/tier-slices";
import { type Instant, instant } from "../loyalty/brand";
import { type Mover, moveOf, sumMoves, tierMoveSchema } from "../loyalty/tier-moves";
import { windowStart } from "../loyalty/tier-window";
import { nothingGathered, type TierMetric, tierProgramSchema } from "../loyalty/tiers";
import { dateOf } from "./context";
import { previewRunner } from "./preview-kind";

const sliceSize = 20_000;
const yearMs = 365 * 86_400_000;

export const tierDraftSchema = z.object({ tiers: tierProgramSchema });
export const tierPreviewResultSchema = z.object({ moves: z.array(tierMoveSchema) });
export type TierPreviewResult = z.infer<typeof tierPreviewResultSchema>;

const only = (metric: TierMetric, value: number) => ({ ...nothingGathered, [metric]: value });

function moverOf(
  member: TierSliceMember,
  metric: TierMetric,
  moment: { at: Instant; timeZone: string },
): Mover {
  const { row, inWindow, afterLoss, plainPoints, spend } = member;
  const seen = {
    ...moment,
    inWindow: inWindow === null ? row.gathered : only(metric, inWindow),
    // Asked for after the loss only; after a loss that the draft itself would bring, nothing was gathered yet.
    after: (from: Instant) => (from === row.standing.lost?.at ? only(metric, afterLoss) : nothingGathered),
  };
  return { standing: row.standing, seen, plainPoints, spend };
}

export const tierPreview = previewRunner({
  draft: tierDraftSchema,
  result: tierPreviewResultSchema,
  begin: async (_, sql, { shop }) => ({
    result: { moves: [] },
    expected: await countActiveMembers(sql, shop.shopId),
  }),
  slice: async (ctx, sql, { shop, draft, result, cursor }) => {
    const moment = { at: ctx.now(), timeZone: shop.timeZone };
    const now = await ctx.terms(sql, shop.shopId, shop.termsVersion);
    const { metric, window } = draft.tiers;
    const start = windowStart(window, moment);
    const members = await readTierSlice(sql, shop.shopId, {
      after: Number(cursor ?? 0),
      limit: sliceSize,
      metric,
      windowFrom: start === null ? null : dateOf(start),
      yearFrom: dateOf(instant(moment.at - yearMs)),
    });
    const moves = members.map((member) => moveOf(now.tiers, draft.tiers, moverOf(member, metric, moment)));
    const last = members.length === sliceSize ? (members.at(-1)?.row.memberId ?? null) : null;
    return {
      cursor: last === null ? null : String(last),
      looked: members.length,
      result: { moves: sumMoves([...result.moves, ...moves]) },
    };
  },
});
