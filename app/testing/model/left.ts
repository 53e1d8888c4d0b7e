/** What a shop has still to do before it is at rest, in one look; what only tells of points, and moves none, is forgotten once that is all there is. */
import type { EffectKind } from "../../db/outbox";
import type { Sql } from "../../db/transaction";
import type { ShopId } from "../../loyalty/brand";

/** First codes die, then orders are settled, then what came back goes on, then orders are claimed. */
export const moving = [
  "kill-code",
  "settle-order",
  "forward-merged",
  "claim-orders",
] as const satisfies readonly EffectKind[];
export type Moving = (typeof moving)[number];

export interface Left {
  readonly unheard: boolean;
  /** Messages nobody could act on, and why. */
  readonly parked: readonly object[];
  readonly waiting: readonly { readonly kind: Moving; readonly subject: string }[];
}

export async function leftToDo(sql: Sql, shopId: ShopId): Promise<Left> {
  const [left] = await sql.query<Left>(
    `WITH "letters" AS (SELECT "state", "reason", "detail" FROM "inbox" WHERE "shopId" = $1 AND "state" <> 'done'),
       "moving" AS (SELECT "kind", "subject" FROM "outbox" WHERE "shopId" = $1 AND "kind" = ANY($2::text[])),
       "told" AS (DELETE FROM "outbox" WHERE "shopId" = $1 AND NOT EXISTS (SELECT 1 FROM "moving") AND NOT EXISTS (SELECT 1 FROM "letters"))
     SELECT EXISTS (SELECT 1 FROM "letters" WHERE "state" = 'new') AS "unheard",
       (SELECT COALESCE(json_agg(l), '[]') FROM "letters" l WHERE "state" <> 'new') AS "parked",
       (SELECT COALESCE(json_agg(m ORDER BY "kind", "subject"), '[]') FROM "moving" m) AS "waiting"`,
    [shopId, moving],
  );
  if (!left) throw new Error("the database told nothing");
  return left;
}
