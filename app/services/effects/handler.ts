/** What a handler of effects is. Each may run twice without harm; each throws when it has to be tried again. */
import type { EffectKind } from "../../db/outbox";
import { findShop, type ShopRow } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import type { ShopId } from "../../loyalty/brand";
import type { ServiceContext } from "../context";

/** Not a failure: something has to happen first. */
export class Postponed extends Error {
  override readonly name = "Postponed";
  constructor(
    message: string,
    readonly afterMs: number,
  ) {
    super(message);
  }
}

export type Handler = (ctx: ServiceContext, shopId: ShopId, subject: string) => Promise<void>;

/** Snapshots are not here: they are pushed as a set (push-snapshots.ts). */
export type SingleEffect = Exclude<EffectKind, "push-snapshot">;

/** The handlers of one family: each file here exports one, and the registry puts them together. */
export type Handlers<Kind extends SingleEffect> = Readonly<Record<Kind, Handler>>;

export async function shopOf(ctx: ServiceContext, shopId: ShopId): Promise<ShopRow> {
  const shop = await findShop(sqlOf(ctx.db), shopId);
  if (!shop) throw new Error(`no shop ${shopId}`);
  return shop;
}
