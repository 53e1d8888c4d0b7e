/** Installs a shop: a first program exists at once, and the storefront learns of it. Idempotent, because the first load of the app exchanges two tokens at once. */
import { addEffects, reviveEffects } from "../db/outbox";
import { findShop, type NewShop, type ShopRow, upsertShop } from "../db/shops";
import { insertTerms } from "../db/terms";
import { inTransaction } from "../db/transaction";
import { termsVersion } from "../loyalty/brand";
import { exponentOf } from "../loyalty/money";
import { firstTerms } from "../loyalty/program";
import { dateOf, type ServiceContext } from "./context";

/** Minor units that people think of as "one": 1.00 where there are decimals; where there are none, the smallest note in use. */
const everydayUnits: Readonly<Record<string, number>> = {
  IRR: 100_000,
  IRT: 10_000,
  JPY: 100,
  KRW: 1_000,
  VND: 10_000,
  CLP: 1_000,
  IQD: 1_000_000,
};

export function everydayUnit(shop: Pick<NewShop, "currency">): number {
  return everydayUnits[shop.currency] ?? 10 ** exponentOf(shop.currency);
}

export async function installShop(ctx: ServiceContext, shop: NewShop): Promise<ShopRow> {
  const installed = await inTransaction(ctx.db, async (sql) => {
    const row = await upsertShop(sql, shop);
    const at = dateOf(ctx.now());
    const first = { shopId: row.shopId, version: termsVersion(1), createdBy: "install", createdAt: at };
    await insertTerms(sql, { ...first, terms: firstTerms(row.currency, everydayUnit(row)) });
    await reviveEffects(sql, row.shopId, at);
    await addEffects(sql, row.shopId, [{ kind: "push-program", subject: "program" }], at);
    return findShop(sql, row.shopId);
  });
  if (!installed) throw new Error(`${shop.domain} was not installed`);
  ctx.nudge();
  return installed;
}
