/** Staff decide about orders that the store does not list any more, when an audit found too many of them to believe it. */
import { recordAudit } from "../db/audit";
import { addEffects } from "../db/outbox";
import { takeHeld } from "../db/store-watches";
import { inTransaction } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";

export interface DeletionsDecision {
  readonly shopId: ShopId;
  /** Believed: each is asked for once more by its number, and what the store then says it does not have is taken back. Else nothing is done until an audit finds it again. */
  readonly believed: boolean;
  readonly actor: string;
}

/** @returns how many orders it was about. Declines `bad-request` when nothing waits for a decision. */
export async function decideDeletions(
  ctx: ServiceContext,
  { shopId, believed, actor }: DeletionsDecision,
): Promise<Outcome<number>> {
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<number>> => {
    const held = await takeHeld(sql, shopId);
    if (!held) return declined("bad-request");
    const at = ctx.now();
    const effects = held.orders.map((subject) => ({ kind: "fetch-order" as const, subject }));
    if (believed) await addEffects(sql, shopId, effects, dateOf(at));
    await recordAudit(sql, shopId, {
      actor,
      action: believed ? "deletions-believed" : "deletions-doubted",
      subject: "orders",
      details: { orders: held.orders.length, of: held.of },
      at,
    });
    return done(held.orders.length);
  });
  ctx.nudge();
  return outcome;
}
