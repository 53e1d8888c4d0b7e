/**
 * What comes to a WooCommerce shop's door (law 6): a delivery is recorded, what is none is counted for the merchant to see. Which shop the door is and what its deliveries are
 * signed with is kept in memory for a few seconds, because they come in bursts.
 */
import type { Database } from "../db/database";
import { countOddities, type Oddity } from "../db/store-watches";
import { sqlOf } from "../db/transaction";
import { findConnection, openConnection } from "../db/woocommerce-connections";
import { type ShopId, shopId } from "../loyalty/brand";
import { dateOf, type ServiceContext } from "./context";
import { gather } from "./gather";

export interface Door {
  readonly shopId: ShopId;
  readonly doorId: string;
  /** null once the shop is disconnected: its secrets are erased then. */
  readonly secret: string | null;
}

const knownForMs = 5_000;
const mostKnown = 1_000;
type Known = Map<ShopId, { readonly door: Door; readonly until: number }>;
const doors = new WeakMap<Database, Known>();

/** "12-Xy7…" as it stands at the end of the address that the store delivers to. */
const address = /^(\d{1,9})-([\w-]{1,100})$/;

async function openDoor(ctx: ServiceContext, shop: ShopId): Promise<Door | null> {
  const sql = sqlOf(ctx.db);
  const open = await openConnection(sql, ctx.cipher, shop);
  if (open && open.state !== "disconnected")
    return { shopId: shop, doorId: open.doorId, secret: open.secrets.webhookSecret };
  const closed = await findConnection(sql, shop);
  return closed && { shopId: shop, doorId: closed.doorId, secret: null };
}

async function doorOf(ctx: ServiceContext, shop: ShopId, fresh: boolean): Promise<Door | null> {
  const known: Known = doors.get(ctx.db) ?? new Map();
  doors.set(ctx.db, known);
  const remembered = known.get(shop);
  if (remembered && !fresh && remembered.until > Date.now()) return remembered.door;
  const door = await openDoor(ctx, shop);
  if (known.size >= mostKnown) known.clear();
  if (door) known.set(shop, { door, until: Date.now() + knownForMs });
  else known.delete(shop);
  return door;
}

/** @param fresh looks past what is remembered: its secret may have changed. @returns null for a door that there is not */
export async function findDoor(ctx: ServiceContext, named: string, fresh = false): Promise<Door | null> {
  const [, shop, doorId] = address.exec(named) ?? [];
  if (shop === undefined) return null;
  const door = await doorOf(ctx, shopId(Number(shop)), fresh);
  return door?.doorId === doorId ? door : null;
}

const counters = new WeakMap<Database, (oddity: Oddity) => Promise<boolean>>();

/** Counts what was no delivery. Those that come at the same moment are counted in one write. */
export async function countOddity(ctx: ServiceContext, oddity: Omit<Oddity, "at">): Promise<void> {
  const count =
    counters.get(ctx.db) ??
    gather(
      async (oddities: readonly Oddity[]) => {
        await countOddities(sqlOf(ctx.db), oddities);
        return oddities.map(() => true);
      },
      { most: 500 },
    );
  counters.set(ctx.db, count);
  await count({ ...oddity, at: dateOf(ctx.now()) });
}
