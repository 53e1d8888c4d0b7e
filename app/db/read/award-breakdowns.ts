/** How the awards of orders were computed: line by line and rule by rule, with the frozen factors (laws 2 and 7). */
import { z } from "zod";
import { awardExclusions, lineExclusions } from "../../loyalty/award";
import { type OrderId, orderId, type ShopId, type TermsVersion, termsVersion } from "../../loyalty/brand";
import type { Sql } from "../transaction";

const breakdownSchema = z.object({
  none: z.enum(awardExclusions).nullable().catch(null),
  lines: z.array(
    z.object({
      title: z.string(),
      eligible: z.number().int(),
      points: z.number().int(),
      excluded: z.enum(lineExclusions).nullable().catch(null),
    }),
  ),
  rules: z.array(z.object({ ruleId: z.string(), eligible: z.number().int(), points: z.number().int() })),
  campaigns: z
    .array(z.object({ campaignId: z.string(), wanted: z.number().int(), points: z.number().int() }))
    .default([]),
});

export interface AwardBreakdown extends z.infer<typeof breakdownSchema> {
  readonly orderId: OrderId;
  readonly orderName: string;
  readonly points: number;
  readonly eligible: number;
  readonly termsVersion: TermsVersion;
  readonly tierId: string | null;
  readonly multiplierBp: number;
}

interface RawBreakdown {
  orderId: string;
  orderName: string | null;
  points: number;
  eligible: number;
  termsVersion: number;
  tierId: string | null;
  multiplierBp: number;
  breakdown: unknown;
}

/** An award that a later version of the product wrote in another shape is left out rather than shown wrongly. */
export async function readBreakdowns(
  sql: Sql,
  shopId: ShopId,
  orders: readonly OrderId[],
): Promise<Map<OrderId, AwardBreakdown>> {
  if (orders.length === 0) return new Map();
  const rows = await sql.query<RawBreakdown>(
    `SELECT a."orderId", o."name" AS "orderName", a."points", a."eligible", a."termsVersion", a."tierId", a."multiplierBp", a."breakdown"
     FROM "awards" a LEFT JOIN "orders" o ON o."shopId" = a."shopId" AND o."orderId" = a."orderId"
     WHERE a."shopId" = $1 AND a."orderId" = ANY($2::text[])`,
    [shopId, [...new Set(orders)]],
  );
  const found = new Map<OrderId, AwardBreakdown>();
  for (const { breakdown, ...raw } of rows) {
    const parsed = breakdownSchema.safeParse(breakdown);
    if (!parsed.success) continue;
    const id = orderId(raw.orderId);
    found.set(id, {
      ...parsed.data,
      ...raw,
      orderId: id,
      orderName: raw.orderName ?? raw.orderId,
      termsVersion: termsVersion(raw.termsVersion),
    });
  }
  return found;
}
