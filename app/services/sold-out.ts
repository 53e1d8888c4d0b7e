/** Rewards of which there are none left: the storefront prints its list without asking us, so it is told when the last one goes and when one comes back. */
import type { NewEffect } from "../db/outbox";
import { readTaken } from "../db/reward-stocks";
import type { Sql } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import type { Terms } from "../loyalty/program";

export const tellStorefront: NewEffect = { kind: "push-program", subject: "program" };

export async function soldOutRewards(sql: Sql, shopId: ShopId, terms: Terms): Promise<ReadonlySet<string>> {
  const stocked = terms.rewards.flatMap(({ id, active, stock }) =>
    active && stock !== null ? [{ id, stock }] : [],
  );
  const taken = await readTaken(
    sql,
    shopId,
    stocked.map(({ id }) => id),
  );
  return new Set(stocked.filter(({ id, stock }) => (taken.get(id) ?? 0) >= stock).map(({ id }) => id));
}
