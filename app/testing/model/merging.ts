/** When two members turn out to be one: all that is left of one wallet goes into the other. */
import {
  bury,
  type Coin,
  credit,
  deathOf,
  debit,
  forget,
  gone,
  lotOf,
  owedOf,
  takenFirst,
  type Wallet,
} from "./wallet";

/** Whether there is nothing that could go to somebody else. */
export const isEmpty = ({ coins, debts }: Wallet) =>
  debts.length === 0 &&
  !coins.some(({ held, lot }) => held === null || (held === gone && lot.order !== null));

/** Everything that is left of one wallet goes into another: coins with their dates, the dead ones of orders too, and what is owed. */
export function pourInto(kept: Wallet, merged: Wallet, at: number): void {
  bury(merged, at);
  const lots = [...new Set(merged.coins.map((coin) => coin.lot))].sort(takenFirst(merged, at));
  // What comes first pays what is owed, as with every debit.
  for (const lot of lots) {
    const of = (held: Coin["held"]) => merged.coins.filter((coin) => coin.lot === lot && coin.held === held);
    const [living, dead] = [of(null), lot.order === null ? [] : of(gone)];
    const dies = deathOf(lot, merged);
    if (living.length > 0) credit(kept, { ...lot, adjustment: null, dies, count: living.length, at });
    const over = lotOf({ ...lot, age: 0, adjustment: null, idleMs: null, dies: Math.min(dies ?? at, at) });
    kept.coins.push(...dead.map((): Coin => ({ lot: over, held: gone })));
    merged.coins = merged.coins.filter((coin) => !living.includes(coin) && !dead.includes(coin));
  }
  const owed = owedOf(merged);
  if (owed === 0) return;
  merged.ages += 1;
  const paid = lotOf({
    age: merged.ages,
    ripens: null,
    dies: null,
    idleMs: null,
    order: null,
    adjustment: null,
  });
  for (const { debit: by, owed: much } of merged.debts)
    merged.coins.push(...Array.from({ length: much }, (): Coin => ({ lot: paid, held: by })));
  merged.debts = [];
  forget(merged);
  debit(kept, { count: owed, at });
}
