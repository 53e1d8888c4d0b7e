/** The preview of a draft of campaigns or rules: the shop's own past orders under it, a slice at a time, without awarding anybody anything. */
import { z } from "zod";
import { readMemberFacts } from "../db/member-facts";
import { countPastOrders, type PastOrder, placeOf, readPastOrders } from "../db/read/past-orders";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import { type Instant, instant } from "../loyalty/brand";
import { type TrialOrder, trialStart, trialTerms, tryOrders } from "../loyalty/campaign-trial";
import { isCountable } from "../loyalty/prepared-order";
import { type Terms, termsSchema } from "../loyalty/program";
import { dateOf, type ServiceContext } from "./context";
import { previewRunner } from "./preview-kind";
import { groupsFor } from "./product-groups";

const sliceSize = 500;

export const campaignDraftSchema = z.object({
  /** What the form would save. */
  part: z.object({ campaigns: z.unknown(), segments: z.unknown(), earningRules: z.unknown() }).partial(),
  /** The campaign that is tried as if it had run; null to try the draft as it is. */
  campaignId: z.string().max(64).nullable(),
});
export type CampaignDraft = z.infer<typeof campaignDraftSchema>;

const sumSchema = z.object({
  orders: z.number().int(),
  touched: z.number().int(),
  before: z.number().int(),
  after: z.number().int(),
  short: z.number().int(),
  spent: z.record(z.string(), z.number().int()),
});
export const campaignResultSchema = z.object({
  from: z.number().int(),
  until: z.number().int(),
  /** The draft is no program: the form says what is wrong with it. */
  broken: z.boolean(),
  sum: sumSchema,
});
export type CampaignPreviewResult = z.infer<typeof campaignResultSchema>;

interface Tried {
  readonly now: Terms;
  /** null: no terms. */
  readonly draft: Terms | null;
}

async function termsOf(ctx: ServiceContext, sql: Sql, shop: ShopRow, draft: CampaignDraft): Promise<Tried> {
  const now = await ctx.terms(sql, shop.shopId, shop.termsVersion);
  const parsed = termsSchema.safeParse({ ...now, ...draft.part });
  return { now, draft: parsed.success ? parsed.data : null };
}

async function trialOrders(
  sql: Sql,
  shop: ShopRow,
  { past, segments }: { past: readonly PastOrder[]; segments: boolean },
): Promise<TrialOrder[]> {
  const members = past.map((one) => one.memberId);
  const facts = segments ? await readMemberFacts(sql, shop.shopId, members) : new Map();
  const somebody = { joinedAt: instant(0), locale: null, tags: [] };
  return past.map(({ order, memberId, tierId, multiplierBp, before }) => ({
    order,
    factors: { tierId, multiplierBp },
    facts: { ...somebody, ...facts.get(memberId), ...before, tierId },
  }));
}

const nothing = { orders: 0, touched: 0, before: 0, after: 0, short: 0, spent: {} };

export const campaignPreview = previewRunner({
  draft: campaignDraftSchema,
  result: campaignResultSchema,
  begin: async (ctx, sql, { shop, draft }) => {
    const at: Instant = ctx.now();
    const tried = await termsOf(ctx, sql, shop, draft);
    const from = tried.draft ? trialStart(tried.draft, { campaignId: draft.campaignId, at }) : at;
    return {
      result: { from, until: at, broken: tried.draft === null, sum: nothing },
      expected: await countPastOrders(sql, shop.shopId, dateOf(instant(from))),
    };
  },
  slice: async (ctx, sql, { shop, draft, result, cursor }) => {
    const { now, draft: planned } = await termsOf(ctx, sql, shop, draft);
    if (!planned) return { cursor: null, looked: 0, result: { ...result, broken: true } };
    const { campaignId } = draft;
    const from = dateOf(instant(result.from));
    const past = await readPastOrders(sql, shop.shopId, { from, cursor, limit: sliceSize });
    const { before, after } = trialTerms(now, planned, { campaignId, from: result.from });
    const countable = past.filter(({ order }) => isCountable(order, before) && isCountable(order, after));
    const orders = await trialOrders(sql, shop, {
      past: countable,
      segments: before.segments.length + after.segments.length > 0,
    });
    const wanted = orders.map(({ order }) => ({ order, posted: null }));
    const [one, other] = [
      await groupsFor(ctx, sql, { shopId: shop.shopId, terms: before, orders: wanted }),
      await groupsFor(ctx, sql, { shopId: shop.shopId, terms: after, orders: wanted }),
    ];
    const last = past.length === sliceSize ? past.at(-1) : undefined;
    return {
      cursor: last ? placeOf(last.order) : null,
      looked: past.length,
      result: {
        ...result,
        sum: tryOrders(result.sum, orders, { before, after, groups: new Map([...one, ...other]) }),
      },
    };
  },
});
