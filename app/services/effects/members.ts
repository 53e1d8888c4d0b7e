/** Effects on members: what came back to a member who was merged away goes on to the member they are now; orders are claimed. */
import { inTransaction } from "../../db/transaction";
import { memberId } from "../../loyalty/brand";
import { claimOrders } from "../claim-orders";
import { moveEverything } from "../merge-members";
import type { Handler, Handlers } from "./handler";

const forwardMerged: Handler = async (ctx, shopId, subject) => {
  await inTransaction(ctx.db, async (sql) => {
    const [row] = await sql.query<{ mergedInto: number | null }>(
      `SELECT "mergedInto" FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
      [shopId, Number(subject)],
    );
    if (row?.mergedInto)
      await moveEverything(ctx, sql, {
        shopId,
        keptId: memberId(row.mergedInto),
        mergedId: memberId(Number(subject)),
      });
  });
};

const claim: Handler = (ctx, shopId, subject) => claimOrders(ctx, shopId, memberId(Number(subject)));

export const memberEffects: Handlers<"forward-merged" | "claim-orders"> = {
  "forward-merged": forwardMerged,
  "claim-orders": claim,
};
