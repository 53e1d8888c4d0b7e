/** Saves a part of the rules over the terms in force: what a page does not edit stays as it is, whatever the page believes it to be. */
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import type { ShopId, TermsVersion } from "../loyalty/brand";
import { declined, type Outcome } from "../loyalty/outcome";
import type { ServiceContext } from "./context";
import { saveTerms } from "./save-terms";

export interface SavePartRequest {
  readonly shopId: ShopId;
  /** Keys of the terms with their new values, unjudged. */
  readonly part: Readonly<Record<string, unknown>>;
  readonly basedOn: TermsVersion;
  readonly actor: string;
}

/** Declines as `saveTerms` does; nothing has changed then. */
export async function saveTermsPart(
  ctx: ServiceContext,
  { shopId, part, basedOn, actor }: SavePartRequest,
): Promise<Outcome<TermsVersion>> {
  const sql = sqlOf(ctx.db);
  const shop = await findShop(sql, shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  if (shop.termsVersion !== basedOn)
    return declined("terms-changed-meanwhile", { version: shop.termsVersion });
  const base = await ctx.terms(sql, shopId, basedOn);
  return saveTerms(ctx, { shopId, terms: { ...base, ...part }, basedOn, actor });
}
