/** Effects of changed terms: the summary for the storefront, and tiers looked at again. */
import { sqlOf } from "../../db/transaction";
import { evaluateTiers } from "../evaluate-tiers";
import { programSummaryOf } from "../program-summary";
import { type Handler, type Handlers, shopOf } from "./handler";

const pushProgram: Handler = async (ctx, shopId) => {
  const shop = await shopOf(ctx, shopId);
  const terms = await ctx.terms(sqlOf(ctx.db), shopId, shop.termsVersion);
  const store = await ctx.storeFor(shopId);
  await store.pushProgram(programSummaryOf(terms, shop.termsVersion));
};

const reevaluate: Handler = async (ctx, shopId, subject) => {
  await evaluateTiers(ctx, shopId, Number(subject));
};

export const programEffects: Handlers<"push-program" | "evaluate-tiers"> = {
  "push-program": pushProgram,
  "evaluate-tiers": reevaluate,
};
