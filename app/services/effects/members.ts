/** Effects on members: what came back to a member who was merged away goes on to the member they are now; orders are claimed. */
import { inTransaction } from "../../db/transaction";
import { customerId, memberId } from "../../loyalty/brand";
import { claimOrders } from "../claim-orders";
import { hearOfCustomers } from "../hear-of-customers";
import { moveEverything } from "../merge-members";
import { type Handler, type Handlers, shopOf } from "./handler";

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

/** What the store says of a customer now: tags, say, of which its messages tell only the change. */
const fetchCustomer: Handler = async (ctx, shopId, subject) => {
  const customer = await (await ctx.storeFor(shopId)).describeCustomer(customerId(subject));
  if (!customer) return;
  const shop = await shopOf(ctx, shopId);
  await inTransaction(ctx.db, (sql) =>
    hearOfCustomers(ctx, sql, { shop, heard: [{ kind: "customer", customer }] }),
  );
};

export const memberEffects: Handlers<"forward-merged" | "claim-orders" | "fetch-customer"> = {
  "fetch-customer": fetchCustomer,
  "forward-merged": forwardMerged,
  "claim-orders": claim,
};
