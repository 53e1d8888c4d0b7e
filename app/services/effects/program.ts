/** Effects of changed terms: the summary for the storefront. */
import { sqlOf } from "../../db/transaction";
import { meaningfulTerms } from "../meaningful-terms";
import { programSummaryOf } from "../program-summary";
import { soldOutRewards } from "../sold-out";
import { type Handler, type Handlers, shopOf } from "./handler";

const pushProgram: Handler = async (ctx, shopId) => {
  const shop = await shopOf(ctx, shopId);
  const sql = sqlOf(ctx.db);
  const terms = meaningfulTerms(await ctx.terms(sql, shopId, shop.termsVersion), shop.platform);
  const soldOut = await soldOutRewards(sql, shopId, terms);
  const store = await ctx.storeFor(shopId);
  const { timeZone, termsVersion: version } = shop;
  await store.pushProgram(programSummaryOf({ terms, version, timeZone, soldOut }));
};

export const programEffects: Handlers<"push-program"> = { "push-program": pushProgram };
