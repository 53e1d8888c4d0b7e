/** Who of the staff is at the door, for which shop, in which language. Every admin route begins with this, and nothing else reads the session. */
import type { ShopRow } from "../../db/shops";
import { type Sql, sqlOf } from "../../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../../i18n";
import type { Terms } from "../../loyalty/program";
import type { ServiceContext } from "../../services/context";
import { services } from "../../services/running.server";
import { authenticate, ensureInstalled } from "../../shopify.server";

export interface Staff {
  readonly shop: ShopRow;
  /** Kept in the ledger and the audit trail: the store's id of the staff member, never a name. */
  readonly actor: string;
  readonly translator: Translator;
  readonly sql: Sql;
  readonly services: ServiceContext;
  /** The terms in force. */
  terms(): Promise<Terms>;
}

/** @throws Response as Shopify's library does, when the session has to be renewed first. */
export async function authenticateStaff(request: Request): Promise<Staff> {
  const { session, sessionToken } = await authenticate.admin(request);
  const ctx = services();
  const sql = sqlOf(ctx.db);
  const shop = await ensureInstalled(session);
  const locale = resolveLocale(new URL(request.url).searchParams.get("locale"), shop.locale);
  return {
    shop,
    actor: `staff:${sessionToken?.sub ?? "unknown"}`,
    translator: createTranslator(locale),
    sql,
    services: ctx,
    terms: () => ctx.terms(sql, shop.shopId, shop.termsVersion),
  };
}
