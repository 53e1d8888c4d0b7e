/**
 * The explanation of one order (law 7): every rule and every campaign of its terms, with the points it gave or the reason why it gave none, each in one sentence of the asked
 * language. GET /api/v1/orders/:orderId/explanation answers it, and the admin shows it.
 */
import * as z from "zod/mini";

/** One rule or campaign. `reason` is a stable word for programs, `sentence` the same for people. */
export const explainedItem = z.object({
  id: z.string(),
  name: z.string(),
  applied: z.boolean(),
  points: z.int(),
  reason: z.nullable(z.string()),
  sentence: z.string(),
});
export type ExplainedItem = z.infer<typeof explainedItem>;

export const explainedLine = z.object({
  title: z.string(),
  /** What counts of it, minor units of the program's currency. */
  eligibleMinor: z.int(),
  points: z.int(),
  /** Why nothing of it counts. */
  note: z.nullable(z.string()),
});

export const orderExplanation = z.object({
  orderId: z.string(),
  orderName: z.string(),
  memberId: z.nullable(z.int()),
  currency: z.string(),
  /** What the order entitles its member to as it stands now. */
  points: z.int(),
  eligibleMinor: z.int(),
  /** Why the order as a whole earned nothing; null when it earned. */
  none: z.nullable(z.object({ reason: z.string(), sentence: z.string() })),
  /** What was frozen when the order first counted; what would be now for an order that never did. */
  factors: z.object({
    termsVersion: z.int(),
    tier: z.nullable(z.string()),
    multiplierBp: z.int(),
    segments: z.array(z.string()),
  }),
  /** For an order in another currency: `fromMinor` of it were worth `toMinor` of the program's. */
  converted: z.nullable(z.object({ currency: z.string(), fromMinor: z.int(), toMinor: z.int() })),
  lines: z.array(explainedLine),
  rules: z.array(explainedItem),
  campaigns: z.array(explainedItem),
});
export type OrderExplanation = z.infer<typeof orderExplanation>;
